import type { MoveResource } from "@predictiondex/contract";
import { TYPES } from "@predictiondex/core";
import type { CSSProperties } from "react";
import type { Forms } from "../../../api/get-forms.ts";
import type { MoveFacts } from "../../../api/get-move-facts.ts";
import type { Chart } from "../../../api/get-type-chart.ts";
import { ComboBox } from "../../../components/combo-box.tsx";
import { PokemonLink } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { TypeChip, TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { bestMultiplier, COVERAGE_GROUPS, coverageOf, readSet, SET_SIZE } from "../types-url.ts";
import classes from "./coverage.module.css";

interface CoverageProps {
  readonly chart: Chart;
  readonly forms: Forms;
  readonly moves: MoveFacts;
  /** The attacks as the URL names them. */
  readonly value: string | undefined;
  /** Takes the slugs of the new set. */
  readonly onSet: (slugs: readonly string[]) => void;
}

/** What up to four attacks hit hard among all forms, and where they have a hole. */
export function Coverage({ chart, forms, moves, value, onSet }: CoverageProps) {
  const { t, language } = useTexts();
  const attacks = readSet(value, moves);
  const slugs = attacks.map(({ slug }) => slug);
  return (
    <>
      <div className={classes.pickers}>
        {Array.from({ length: Math.min(SET_SIZE, attacks.length + 1) }, (_, slot) => (
          <ComboBox<MoveResource>
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
            key={slot}
            id={`attack-${slot + 1}`}
            label={t("types.coverage.move", { number: slot + 1 })}
            placeholder={t("types.coverage.move.none")}
            value={attacks[slot]}
            leading={attacks[slot] && <TypeDot type={attacks[slot].type} />}
            search={(query) =>
              moves
                .search(query)
                .filter(
                  ({ slug, category }) =>
                    category !== "status" && (slug === slugs[slot] || !slugs.includes(slug)),
                )
            }
            keyOf={({ slug }) => slug}
            textOf={({ names }) => names[language]}
            renderOption={({ names, type, power }) => (
              <>
                <TypeDot type={type} />
                <span>
                  {names[language]}{" "}
                  <small>{[t(`type.${type}`), ...(power === null ? [] : [power])].join(" · ")}</small>
                </span>
              </>
            )}
            onPick={({ slug }) => onSet([...slugs.slice(0, slot), slug, ...slugs.slice(slot + 1)])}
            clearText={t("types.coverage.remove")}
            onClear={() => onSet(slugs.filter((_slug, at) => at !== slot))}
          />
        ))}
      </div>
      {attacks.length === 0 ? (
        <p className={shared.empty}>{t("types.coverage.empty")}</p>
      ) : (
        <Covered chart={chart} forms={forms} attacks={attacks} />
      )}
    </>
  );
}

interface CoveredProps {
  readonly chart: Chart;
  readonly forms: Forms;
  readonly attacks: readonly MoveResource[];
}

function Covered({ chart, forms, attacks }: CoveredProps) {
  const { t, language } = useTexts();
  const groups = coverageOf(chart, attacks, forms.all);
  const holes = [...groups.weak, ...groups.nothing];
  const share = (count: number) => count / forms.all.length;
  return (
    <div className={classes.covered}>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("types.coverage.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("types.coverage.best")}</th>
            <td aria-hidden="true" className={classes.bar} />
            <th scope="col" className={shared.number}>
              {t("types.coverage.forms")}
            </th>
            <th scope="col" className={shared.number}>
              {t("types.coverage.share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {COVERAGE_GROUPS.map((group) => (
            <tr key={group}>
              <th scope="row">{t(`types.coverage.${group}`)}</th>
              <td aria-hidden="true" className={classes.bar}>
                <i data-group={group} style={{ "--part": share(groups[group].length) } as CSSProperties} />
              </td>
              <td className={shared.number}>{groups[group].length}</td>
              <td className={shared.number}>{formatPercent(share(groups[group].length) * 100, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h3>{t("types.coverage.types")}</h3>
        <ul className={shared.chips}>
          {TYPES.map((type) => (
            <li key={type}>
              <TypeChip type={type} multiplier={bestMultiplier(chart, attacks, [type])} />
            </li>
          ))}
        </ul>
        <h3>{t("types.coverage.holes")}</h3>
        {holes.length === 0 && <p className={shared.quiet}>{t("types.coverage.holes.none")}</p>}
        <ul className={classes.holes}>
          {holes.map((form) => (
            <li key={form.slug}>
              <PokemonLink slug={form.slug}>{form.names[language]}</PokemonLink>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
