import type { UiLanguage } from "@predictiondex/core";
import { Fragment } from "react";
import { ChanceBar } from "../../../components/chance-bar.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { type TextFunction, useTexts } from "../../../i18n/i18n.ts";
import { formatChance, formatPercent } from "../../../i18n/numbers.ts";
import { rangeText } from "../../../i18n/range-text.ts";
import {
  damageFact,
  isCertain,
  knockOutFact,
  type MoveValue,
  megaText,
  moveNameIn,
} from "../answer-texts.ts";
import type { Face } from "../use-battle.ts";
import classes from "./move-ranking.module.css";
import { MoveSum } from "./move-sum.tsx";

interface MoveRankingProps {
  /** The answer, or undefined while it loads. */
  readonly filled: Extract<Face, { kind: "filled" }> | undefined;
  /** Places of the moves whose sum is unfolded. */
  readonly unfolded: ReadonlySet<number>;
  readonly onToggle: (place: number) => void;
  /** Opens the fields of your moves, on screens where they are folded. */
  readonly onEdit: () => void;
}

const LOADING_ROWS = [0, 1, 2, 3];

/** Your moves, best first, all bars on one scale. */
export function MoveRanking({ filled, unfolded, onToggle, onEdit }: MoveRankingProps) {
  const { t } = useTexts();
  return (
    <section className="card" aria-labelledby="moves-title" aria-busy={filled === undefined}>
      <div className={classes.head}>
        <h2 id="moves-title">{t("moves.title")}</h2>
        <button className={classes.edit} type="button" aria-label={t("moves.edit.long")} onClick={onEdit}>
          {t("moves.edit")}
        </button>
      </div>
      {filled === undefined ? (
        <div className={classes.loading}>
          {LOADING_ROWS.map((row) => (
            <div key={row} className={classes.loadingRow}>
              <Skeleton />
              <Skeleton />
            </div>
          ))}
        </div>
      ) : (
        <table className={classes.moves} data-updating={filled.isUpdating || undefined}>
          <caption className="visually-hidden">{t("moves.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("moves.move")}</th>
              <th scope="col" colSpan={2}>
                {t("moves.chance")}
              </th>
              <th scope="col" className={classes.damage}>
                {t("moves.damage")}
              </th>
              <th scope="col" className={classes.ko}>
                {t("moves.ko")}
              </th>
            </tr>
          </thead>
          <tbody>
            {filled.answer.moves.map((move, place) => (
              <MoveRows
                key={`${move.move} ${move.mega}`}
                move={move}
                filled={filled}
                isBest={place === 0}
                isUnfolded={unfolded.has(place)}
                onToggle={() => onToggle(place)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface MoveRowsProps {
  readonly move: MoveValue;
  readonly filled: Extract<Face, { kind: "filled" }>;
  readonly isBest: boolean;
  readonly isUnfolded: boolean;
  readonly onToggle: () => void;
}

function MoveRows({ move, filled, isBest, isUnfolded, onToggle }: MoveRowsProps) {
  const { t, language } = useTexts();
  const { answer, you, foe, sides } = filled;
  const legal = sides.a.detail?.moves.find(({ slug }) => slug === move.move);
  const mega = megaText(t, move);
  const damage = damageFact(t, language, move);
  const knockOut = knockOutFact(t, language, move);
  const range = rangeText(t, language, move);
  const note = noteOf(t, language, move, legal);
  const sumId = `sum-${move.move}-${move.mega ?? ""}`;
  return (
    <Fragment>
      <tr data-unfolded={isUnfolded || undefined}>
        <th scope="row">
          <span className={classes.name}>
            <button type="button" aria-expanded={isUnfolded} aria-controls={sumId} onClick={onToggle}>
              {moveNameIn(language, move)}
              {mega !== undefined && ` (${mega})`}
              <Icon name="down" />
            </button>
            {isBest && (
              <>
                <Icon name="star" />
                <span className="visually-hidden">{t("moves.recommended")}</span>
              </>
            )}
          </span>
          <span className={classes.sub}>
            <TypeChip type={move.type} multiplier={move.typeMultiplier} />
            <span className={classes.note}>{note}</span>
          </span>
        </th>
        <td className={classes.bar}>
          <ChanceBar probability={move.p} low={move.low} high={move.high} />
          {range !== undefined && <span className="visually-hidden">{range}</span>}
        </td>
        <td className={classes.percent}>{formatChance(move.p, language, isCertain(answer, move))}</td>
        <td className={classes.damage}>
          <span className={classes.label}>{t("moves.damage")} </span>
          {damage.main} <small>{damage.more}</small>
        </td>
        <td className={classes.ko}>
          {knockOut.main}
          {knockOut.more !== undefined && <small>{knockOut.more}</small>}
        </td>
      </tr>
      <tr className={classes.sum} id={sumId} hidden={!isUnfolded}>
        <td colSpan={5}>
          <MoveSum move={move} legal={legal} note={note} you={you} foe={foe} foeHp={answer.b.stats.hp} />
        </td>
      </tr>
    </Fragment>
  );
}

function noteOf(
  t: TextFunction,
  language: UiLanguage,
  { modelled, priority }: MoveValue,
  legal: { readonly accuracy: number | null } | undefined,
): string {
  if (!modelled) return t("moves.not.modelled");
  if (priority > 0) return t("moves.strikes.first");
  if (priority < 0) return t("moves.strikes.last");
  const accuracy = legal?.accuracy ?? null;
  if (accuracy === null || accuracy >= 100) return t("moves.always.hits");
  return t("moves.hits", { accuracy: formatPercent(accuracy, language) });
}
