import { useMediaQuery } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { FormDisc } from "../../../components/form-picker.tsx";
import heat from "../../../components/heat-table.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import type { RosterMatrix } from "../roster-matrix.ts";
import classes from "./zoom-table.module.css";

interface ZoomTableProps {
  readonly matrix: RosterMatrix;
  readonly order: readonly number[];
  readonly row: number;
  readonly column: number;
  readonly onChoose: (row: number, column: number, replace: boolean) => void;
}

/** A window of the matrix as a real table around the chosen pair: one tab stop, arrows move it and the window, Enter opens. */
export function ZoomTable({ matrix, order, row, column, onChoose }: ZoomTableProps) {
  const { t, language } = useTexts();
  const isWide = useMediaQuery("(min-width: 62em)", true, { getInitialValueInEffect: false });
  const n = order.length;
  const count = Math.min(n, isWide ? 10 : 5);
  const top = useWindowStart(row, count, n);
  const left = useWindowStart(column, count, n);
  const table = useRef<HTMLTableElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (!hasMoved.current) return;
    hasMoved.current = false;
    table.current?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`)?.focus();
  }, [row, column]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, n - 1],
      PageUp: [row - count, column],
      PageDown: [row + count, column],
    };
    const cell = to[event.key];
    if (cell === undefined) return;
    event.preventDefault();
    hasMoved.current = true;
    const within = (at: number) => Math.max(0, Math.min(n - 1, at));
    onChoose(within(cell[0]), within(cell[1]), true);
  };
  const rows = order.slice(top, top + count);
  const columns = order.slice(left, left + count);
  const nameOf = (place: number) => matrix.forms[place]!.names[language];
  return (
    <div className={heat.scroll}>
      <table ref={table} className={classes.heat}>
        <caption className="visually-hidden">{t("matrix.window.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("matrix.rows")}</span>
            </th>
            {columns.map((place, i) => (
              <th key={place} scope="col" data-chosen={left + i === column || undefined}>
                <span className={classes.upright}>{nameOf(place)}</span>
                <FormDisc form={matrix.forms[place]!} size="small" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((own, i) => (
            <tr key={own}>
              <th scope="row" data-chosen={top + i === row || undefined}>
                {nameOf(own)}
              </th>
              {columns.map((foe, j) => {
                const isChosen = top + i === row && left + j === column;
                const p = matrix.p[own * n + foe]!;
                return (
                  <td key={foe}>
                    <Link
                      data-heat={own === foe ? undefined : Math.round(p * 10)}
                      data-at={`${top + i}-${left + j}`}
                      aria-current={isChosen || undefined}
                      tabIndex={isChosen ? 0 : -1}
                      to="/"
                      search={({ lang }: { readonly lang?: string }) => ({
                        ...{ a: matrix.forms[own]!.slug, b: matrix.forms[foe]!.slug },
                        ...(lang === undefined ? {} : { lang }),
                      })}
                      preload={false}
                      aria-label={
                        own === foe
                          ? t("matrix.pair.same", { name: nameOf(own) })
                          : t("matrix.cell", {
                              name: nameOf(own),
                              foe: nameOf(foe),
                              chance: formatChance(p, language),
                            })
                      }
                      onKeyDown={onKeyDown}
                    >
                      {own === foe ? "·" : Math.max(1, Math.min(99, Math.round(p * 100)))}
                    </Link>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where a window of `count` begins: it stays where it is, and moves just as far as the chosen place needs it. */
function useWindowStart(chosen: number, count: number, n: number): number {
  const centred = Math.max(0, Math.min(n - count, chosen - Math.floor(count / 2)));
  const [start, setStart] = useState(centred);
  const isFar = chosen < start - 1 || chosen > start + count;
  const next = isFar
    ? centred
    : Math.max(0, Math.min(n - count, Math.max(chosen - count + 1, Math.min(start, chosen))));
  if (next !== start) setStart(next);
  return next;
}
