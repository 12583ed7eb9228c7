import { Button } from "@mantine/core";
import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { type LinkedSet, writeSide } from "../../../battle-link.ts";
import { ChanceBar } from "../../../components/chance-bar.tsx";
import shared from "../../../components/facts-page.module.css";
import { FormDisc } from "../../../components/form-picker.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance, formatRange } from "../../../i18n/numbers.ts";
import { rangeEnds, rangeText } from "../../../i18n/range-text.ts";
import { type CountersView, ROWS } from "../counters-url.ts";
import { type Counter, filterCounters } from "../rank-counters.ts";
import classes from "./counters-list.module.css";

interface CountersListProps {
  /** Best first. */
  readonly counters: readonly Counter[];
  readonly view: CountersView;
  readonly opponent: LinkedSet;
  /** The opponent's form. */
  readonly name: PokemonResource;
  readonly onMore: (rows: number) => void;
  readonly onReset: () => void;
}

/** The ranking as a table; each row opens the battle with everything that is known of both sides. */
export function CountersList({ counters, view, opponent, name, onMore, onReset }: CountersListProps) {
  const { t, language } = useTexts();
  const shown = filterCounters(counters, view);
  const rows = shown.slice(0, view.rows);
  const isNarrowed = shown.length < counters.length;
  return (
    <>
      <p className={shared.shown}>
        <span role="status">{t("counters.shown", { count: shown.length, total: counters.length })}</span>
        {isNarrowed && (
          <button type="button" onClick={onReset}>
            {t("counters.reset")}
          </button>
        )}
      </p>
      {shown.length === 0 ? (
        <p className={shared.empty}>{t("counters.nothing")}</p>
      ) : (
        <table className={classes.list}>
          <caption className="visually-hidden">
            {t("counters.caption", { name: name.names[language] })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("counters.rank")}</th>
              <th scope="col">{t("counters.pokemon")}</th>
              <th scope="col">{t("counters.move")}</th>
              <th scope="col" className={classes.percent}>
                {t("counters.chance")}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((counter, index) => (
              <CounterRow key={counter.key} counter={counter} rank={index + 1} opponent={opponent} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length > rows.length && (
        <Button
          className={classes.more}
          variant="default"
          fullWidth
          onClick={() => onMore(Math.min(200, rows.length + ROWS))}
        >
          {t("counters.more", { count: Math.min(ROWS, shown.length - rows.length) })}
        </Button>
      )}
      <p className={classes.note}>{t("counters.note")}</p>
    </>
  );
}

interface CounterRowProps {
  readonly counter: Counter;
  readonly rank: number;
  readonly opponent: LinkedSet;
}

function CounterRow({ counter, rank, opponent }: CounterRowProps) {
  const { t, language } = useTexts();
  const { form, nickname, level, p, low, high, best, set, method } = counter;
  const move = useMoveFacts().data?.bySlug.get(best);
  const name = nickname ?? form.names[language];
  const moveName = move?.names[language] ?? "…";
  const chance = formatChance(p, language, method === "exact" && low === high);
  const ends = rangeEnds(low, high);
  const range =
    ends?.isOpen === undefined
      ? ends && t("counters.range", formatRange(ends.from, ends.to, language))
      : rangeText(t, language, counter);
  return (
    <tr>
      <td className={classes.rank}>{rank}</td>
      <th scope="row" className={classes.name}>
        <FormDisc form={form} size="small" />
        <span>
          <Link
            to="/"
            search={({ lang }: { readonly lang?: string }) => ({
              ...writeSide("a", set),
              ...writeSide("b", opponent),
              ...(lang === undefined ? {} : { lang }),
            })}
            aria-label={t("counters.row", { rank, name, level, chance, move: moveName })}
          >
            {name}
          </Link>
          <small>{t("counters.lv", { level })}</small>
        </span>
      </th>
      <td className={classes.move}>
        {move !== undefined && <TypeDot type={move.type} />} {moveName}
      </td>
      <td className={classes.percent}>
        {chance}
        {range !== undefined && <small>{range}</small>}
      </td>
      <td className={classes.bar}>
        <ChanceBar
          probability={p}
          low={range === undefined ? p : low}
          high={range === undefined ? p : high}
        />
      </td>
    </tr>
  );
}

const LOADING_ROWS = Array.from({ length: 10 }, (_, row) => row);

/** Bars where the rows will be, of the same height. */
export function LoadingRows() {
  return (
    <div className={classes.loading}>
      {LOADING_ROWS.map((row) => (
        <div key={row}>
          <Skeleton shape="disc" className={classes.loadingDisc} />
          <Skeleton className={classes.loadingLine} />
        </div>
      ))}
    </div>
  );
}
