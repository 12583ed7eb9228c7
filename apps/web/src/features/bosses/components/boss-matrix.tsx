import type { TrainerResource } from "@predictiondex/contract";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Forms } from "../../../api/get-forms.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import shared from "../../../components/facts-page.module.css";
import { FormDisc } from "../../../components/form-picker.tsx";
import { HeatLegend } from "../../../components/heat-legend.tsx";
import heat from "../../../components/heat-table.module.css";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { type BestPick, heatStep, pickOf } from "../boss-plan.ts";
import { isOwnDoubt, trustNotes } from "../trust.ts";
import classes from "./boss-matrix.module.css";
import { type BossRow, nameOf } from "./boss-plan.tsx";

interface BossMatrixProps {
  readonly boss: TrainerResource;
  readonly forms: Forms;
  readonly rows: readonly BossRow[];
  readonly picks: readonly (BestPick | undefined)[];
  /** `row-slot` of the cell that is explained. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string, slot: number) => void;
}

/** Every one of the player's Pokémon against every one of the boss's: a grid with one tab stop, arrows move in it. */
export function BossMatrix({ boss, forms, rows, picks, chosen, onChoose }: BossMatrixProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data;
  const table = useRef<HTMLTableElement>(null);
  const [[atRow, atColumn], setAt] = useState<readonly [number, number]>([0, 0]);
  const columns = boss.team.length;
  const focus = (row: number, column: number) => {
    const [toRow, toColumn] = [clamp(row, rows.length), clamp(column, columns)];
    setAt([toRow, toColumn]);
    table.current?.querySelector<HTMLElement>(`[data-row="${toRow}"][data-column="${toColumn}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      Home: [row, 0],
      End: [row, columns - 1],
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    focus(...to);
  };
  return (
    <section className="card" aria-labelledby="matrix-title">
      <div className={shared.head}>
        <h2 id="matrix-title">{t("bosses.matrix")}</h2>
        <HeatLegend low={t("bosses.matrix.sure.loss")} high={t("bosses.matrix.sure.win")} />
      </div>
      <div className={heat.scroll}>
        <table ref={table} className={classes.heat} data-columns={columns}>
          <caption className="visually-hidden">
            {t("bosses.matrix.caption", { name: boss.names[language] })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t("bosses.matrix.yours")}</span>
              </th>
              {boss.team.map((foe) => {
                const form = forms.bySlug.get(foe.pokemon)!;
                const hasDoubt = trustNotes(foe).some(isOwnDoubt);
                return (
                  <th key={foe.slot} scope="col">
                    <FormDisc form={form} size="small" />
                    <span className={classes.foe}>{form.names[language]}</span>{" "}
                    <span className={classes.level}>{foe.level}</span>
                    {hasDoubt && (
                      <span className={classes.doubt} title={t("bosses.matrix.doubt")}>
                        <Icon name="ask" />
                        <span className="visually-hidden">{t("bosses.matrix.doubt")}</span>
                      </span>
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((line, rowAt) => (
              <tr key={line.key}>
                <th scope="row">
                  <span>
                    <FormDisc form={line.form} size="small" />
                    <span className={classes.own}>
                      {nameOf(line, language)}
                      <span className={classes.level}>{t("bosses.lv", { level: line.member.level })}</span>
                    </span>
                  </span>
                </th>
                {boss.team.map((foe, column) => {
                  const name = nameOf(line, language);
                  if (line.row === undefined) {
                    return (
                      <td key={foe.slot}>
                        <RowFace line={line} name={name} isFirst={column === 0} />
                      </td>
                    );
                  }
                  const pick = pickOf(line.key, line.row, column);
                  const isBest = picks[column]?.key === line.key;
                  const chance = formatChance(pick.p, language, pick.isExact && pick.low === pick.high);
                  const move = moves?.bySlug.get(pick.move)?.names[language] ?? "…";
                  const label = t(isBest ? "bosses.matrix.cell.best" : "bosses.matrix.cell", {
                    ...{ name, chance, move },
                    foe: forms.bySlug.get(foe.pokemon)!.names[language],
                  });
                  return (
                    <td key={foe.slot} data-best={isBest || undefined}>
                      <button
                        type="button"
                        data-heat={heatStep(pick.p)}
                        data-row={rowAt}
                        data-column={column}
                        aria-label={label}
                        aria-pressed={chosen === `${line.key}-${foe.slot}`}
                        tabIndex={
                          rowAt === clamp(atRow, rows.length) && column === clamp(atColumn, columns) ? 0 : -1
                        }
                        onKeyDown={(event) => onKeyDown(event, rowAt, column)}
                        onFocus={() => setAt([rowAt, column])}
                        onClick={() => onChoose(line.key, foe.slot)}
                      >
                        <span>{chance}</span>
                        {isBest && <Icon name="star" />}
                        <small>{move}</small>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        <Icon name="star" /> {t("bosses.matrix.best")}. {t("bosses.matrix.keys")}
      </p>
    </section>
  );
}

interface RowFaceProps {
  readonly line: BossRow;
  readonly name: string;
  readonly isFirst: boolean;
}

/** A cell whose value is not there: being computed, or failed with a way to try again. */
function RowFace({ line: { query }, name, isFirst }: RowFaceProps) {
  const { t } = useTexts();
  if (!query.isError) {
    return (
      <span className={classes.waiting}>
        <span className="visually-hidden">{t("bosses.matrix.loading")}</span>
      </span>
    );
  }
  if (!isFirst) return <span className={classes.waiting}>–</span>;
  return (
    <button
      type="button"
      className={classes.retry}
      aria-label={t("bosses.matrix.retry", { name })}
      title={query.error.message}
      onClick={() => void query.refetch()}
    >
      <Icon name="retry" />
    </button>
  );
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
