import { TYPES, type Type } from "@predictiondex/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Chart } from "../../../api/get-type-chart.ts";
import shared from "../../../components/facts-page.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { multiplierText } from "../multiplier-text.ts";
import classes from "./type-matrix.module.css";

type Place = readonly [row: number, column: number];

interface TypeMatrixProps {
  readonly chart: Chart;
  /** The chosen cell as [attacking, defending]. */
  readonly cell: readonly [Type, Type] | undefined;
  readonly onCell: (cell: readonly [Type, Type]) => void;
}

/** The 18 × 18 chart: heads that stay, a cross-hair on the cell in sight, one tab stop with arrow keys. */
export function TypeMatrix({ chart, cell, onCell }: TypeMatrixProps) {
  const { t } = useTexts();
  const table = useRef<HTMLTableElement>(null);
  const chosen: Place | undefined = cell && [TYPES.indexOf(cell[0]), TYPES.indexOf(cell[1])];
  const [focused, setFocused] = useState<Place>(chosen ?? [0, 0]);
  const [pointed, setPointed] = useState<Place>();
  const cross = pointed ?? chosen;
  const first = useRef(chosen);
  useEffect(() => {
    // A link's cell may lie outside the box on a phone; the page itself stays where it is.
    const button = first.current && findCell(table.current, first.current);
    const box = table.current?.parentElement;
    if (!button || !box) return;
    const [cellAt, boxAt] = [button.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollBy(
      cellAt.left - boxAt.left - box.clientWidth * 0.6,
      cellAt.top - boxAt.top - box.clientHeight * 0.6,
    );
  }, []);
  const focus = ([row, column]: Place) => {
    setFocused([row, column]);
    findCell(table.current, [row, column])?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const to = placeAfter(event.key, focused);
    if (to === undefined) return;
    event.preventDefault();
    focus(to);
  };
  return (
    <>
      <div className={classes.box}>
        <table
          ref={table}
          className={classes.matrix}
          aria-describedby="chart-keys"
          onKeyDown={onKeyDown}
          onPointerLeave={() => setPointed(undefined)}
        >
          <caption className="visually-hidden">{t("types.chart.caption")}</caption>
          <thead>
            <tr>
              <td className={classes.corner}>{t("types.chart.corner")}</td>
              {TYPES.map((type, column) => (
                <th key={type} scope="col" data-type={type} data-cross={cross?.[1] === column || undefined}>
                  <span>{t(`type.${type}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TYPES.map((attacking, row) => (
              <tr key={attacking}>
                <th scope="row" data-type={attacking} data-cross={cross?.[0] === row || undefined}>
                  <span>{t(`type.${attacking}`)}</span>
                </th>
                {TYPES.map((defending, column) => {
                  const multiplier = chart[attacking][defending];
                  const isChosen = chosen?.[0] === row && chosen[1] === column;
                  return (
                    <td key={defending} data-cross={cross?.[0] === row || cross?.[1] === column || undefined}>
                      <button
                        type="button"
                        data-at={`${row},${column}`}
                        data-multiplier={multiplier}
                        aria-pressed={isChosen}
                        tabIndex={focused[0] === row && focused[1] === column ? 0 : -1}
                        onClick={() => {
                          setFocused([row, column]);
                          onCell([attacking, defending]);
                        }}
                        onPointerEnter={() => setPointed([row, column])}
                        onFocus={() => setPointed([row, column])}
                        onBlur={() => setPointed(undefined)}
                      >
                        <span className="visually-hidden">
                          {t(`types.cell.${multiplier as 0 | 0.5 | 1 | 2}`, {
                            attacking: t(`type.${attacking}`),
                            defending: t(`type.${defending}`),
                          })}
                        </span>
                        <span aria-hidden="true">{multiplierText(multiplier)}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.told} role="status">
        {cell === undefined
          ? t("types.chart.pick")
          : t(`types.cell.${chart[cell[0]][cell[1]] as 0 | 0.5 | 1 | 2}`, {
              attacking: t(`type.${cell[0]}`),
              defending: t(`type.${cell[1]}`),
            })}
      </p>
      <p id="chart-keys" className={shared.note}>
        {t("types.chart.keys")}
      </p>
    </>
  );
}

/** Where a key leads from a place; undefined for a key that means nothing here. */
function placeAfter(key: string, [row, column]: Place): Place | undefined {
  const last = TYPES.length - 1;
  switch (key) {
    case "ArrowRight":
      return [row, Math.min(last, column + 1)];
    case "ArrowLeft":
      return [row, Math.max(0, column - 1)];
    case "ArrowDown":
      return [Math.min(last, row + 1), column];
    case "ArrowUp":
      return [Math.max(0, row - 1), column];
    case "Home":
      return [row, 0];
    case "End":
      return [row, last];
    case "PageUp":
      return [0, column];
    case "PageDown":
      return [last, column];
    default:
      return undefined;
  }
}

function findCell(table: HTMLTableElement | null, [row, column]: Place): HTMLElement | null | undefined {
  return table?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
}
