import { useComputedColorScheme } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import type { Zoom } from "../matrix-url.ts";
import type { RosterMatrix } from "../roster-matrix.ts";
import classes from "./roster-map.module.css";

interface RosterMapProps {
  readonly matrix: RosterMatrix;
  readonly order: readonly number[];
  /** Places of the chosen pair in the order. */
  readonly row: number;
  readonly column: number;
  readonly zoom: Zoom;
  /** `replace` while moving, so that the back button does not go cell by cell. */
  readonly onChoose: (row: number, column: number, replace: boolean) => void;
  readonly onZoom: (step: 1 | -1) => void;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The whole roster as a picture: one dot for each pair, steps of the chance scale as colours. */
export function RosterMap({ matrix, order, row, column, zoom, onChoose, onZoom }: RosterMapProps) {
  const { t, language } = useTexts();
  const n = order.length;
  const size = n / zoom;
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ readonly from: Cell; readonly at: Cell } | undefined>(undefined);
  const [hover, setHover] = useState<Cell & { readonly x: number; readonly y: number }>();
  const top = clamp(row + 0.5 - size / 2, n - size);
  const left = clamp(column + 0.5 - size / 2, n - size);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    drawMatrix(context, matrix, order, { top, left, size, scheme });
    performance.mark("matrix-drawn");
  }, [matrix, order, top, left, size, scheme]);

  const cellAt = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Cell => {
    const box = currentTarget.getBoundingClientRect();
    return {
      row: clamp(Math.floor(top + ((clientY - box.top) / box.height) * size), n - 1),
      column: clamp(Math.floor(left + ((clientX - box.left) / box.width) * size), n - 1),
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (zoom === 1 || event.pointerType === "touch") return;
    drag.current = { from: cellAt(event), at: { row, column } };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const cell = cellAt(event);
    const box = event.currentTarget.getBoundingClientRect();
    setHover({ ...cell, x: event.clientX - box.left, y: event.clientY - box.top });
    if (drag.current === undefined || event.buttons === 0) return;
    const [down, right] = [drag.current.from.row - cell.row, drag.current.from.column - cell.column];
    if (down !== 0 || right !== 0) onChoose(clamp(row + down, n - 1), clamp(column + right, n - 1), true);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.shiftKey ? 10 : 1;
    const to: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - step, column],
      ArrowDown: [row + step, column],
      ArrowLeft: [row, column - step],
      ArrowRight: [row, column + step],
      Home: [row, 0],
      End: [row, n - 1],
      PageUp: [row - 10, column],
      PageDown: [row + 10, column],
    };
    const cell = to[event.key];
    if (cell !== undefined) onChoose(clamp(cell[0], n - 1), clamp(cell[1], n - 1), true);
    else if (event.key === "+" || event.key === "=") onZoom(1);
    else if (event.key === "-") onZoom(-1);
    else if (event.key === "Enter") document.getElementById("matrix-pair-open")?.click();
    else return;
    event.preventDefault();
  };
  const nameAt = (at: number) => matrix.forms[order[at]!]!.names[language];
  const percent = (at: number) => `${(at / size) * 100}%`;

  return (
    <div className={classes.frame}>
      <div
        className={classes.map}
        role="application"
        aria-label={t("matrix.map.label")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: 35,344 cells are one tab stop; arrows move in it.
        tabIndex={0}
        data-zoomed={zoom > 1 || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHover(undefined)}
        onClick={(event) => {
          const from = drag.current;
          drag.current = undefined;
          const cell = cellAt(event as unknown as PointerEvent<HTMLElement>);
          // The end of a drag is no choice.
          if (from !== undefined && (row !== from.at.row || column !== from.at.column)) return;
          onChoose(cell.row, cell.column, false);
        }}
      >
        <canvas ref={canvas} width={2 * n} height={2 * n} />
        <span
          className={classes.cross}
          data-along="row"
          style={{ top: percent(row - top), height: percent(1) }}
          aria-hidden="true"
        />
        <span
          className={classes.cross}
          data-along="column"
          style={{ left: percent(column - left), width: percent(1) }}
          aria-hidden="true"
        />
      </div>
      {hover !== undefined && hover.row !== hover.column && (
        <p
          className={classes.tip}
          data-side={hover.column - left > size / 2 ? "left" : "right"}
          style={{ left: hover.x, top: hover.y }}
          aria-hidden="true"
        >
          {t("matrix.tip", {
            name: nameAt(hover.row),
            foe: nameAt(hover.column),
            chance: formatChance(matrix.p[order[hover.row]! * n + order[hover.column]!]!, language),
          })}
        </p>
      )}
    </div>
  );
}

interface Drawing {
  readonly top: number;
  readonly left: number;
  /** Cells along a side that are seen. */
  readonly size: number;
  readonly scheme: "light" | "dark";
}

/** Draws the cells that are seen; the colours come from the page's tokens. */
function drawMatrix(
  context: CanvasRenderingContext2D,
  { p, forms }: RosterMatrix,
  order: readonly number[],
  { top, left, size }: Drawing,
): void {
  const n = forms.length;
  const style = getComputedStyle(context.canvas);
  const steps = Array.from({ length: 11 }, (_, step) =>
    parseColour(style.getPropertyValue(`--chance-${step}`)),
  );
  const same = parseColour(style.getPropertyValue("--sunken"));
  const whole = new ImageData(n, n);
  const pixels = new Uint32Array(whole.data.buffer);
  for (let row = 0; row < n; row++) {
    const from = order[row]! * n;
    for (let column = 0; column < n; column++) {
      const colour = row === column ? same : steps[Math.round(p[from + order[column]!]! * 10)]!;
      pixels[row * n + column] = colour;
    }
  }
  const sheet = new OffscreenCanvas(n, n);
  sheet.getContext("2d")!.putImageData(whole, 0, 0);
  const { width, height } = context.canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(sheet, left, top, size, size, 0, 0, width, height);
}

/** A `#rrggbb` as the bytes of a pixel, red first. */
function parseColour(text: string): number {
  const value = Number.parseInt(text.trim().slice(1), 16);
  return ((255 << 24) | ((value & 255) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
