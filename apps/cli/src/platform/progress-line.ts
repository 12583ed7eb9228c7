/** Shows work that goes on. */
export interface ProgressLine {
  /** Shows a step with the share done, 0–1; undefined where it can't be told. */
  show(label: string, share?: number): void;
  /** Ends the step, leaving a line that says what was done; one that begins with WARNING has no tick. */
  done(message: string): void;
}

/** Shows nothing. */
export const SILENT: ProgressLine = { show: () => {}, done: () => {} };

const WIDTH = 24;
const PLAIN_STEP = 0.25;

/** Makes a bar that redraws itself on a terminal, and elsewhere a plain line at each quarter of a step; labels that differ in numbers alone are one step. */
export function createProgressLine(output: NodeJS.WriteStream): ProgressLine {
  let shown = "";
  return {
    show(label, share) {
      if (output.isTTY) {
        const filled = Math.round(WIDTH * (share ?? 0));
        const bar =
          share === undefined ? "" : ` ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${percent(share)}`;
        output.write(`\r\u001b[K  ${label}${bar}`);
        return;
      }
      const step = `${label.replace(/[\d.,]+/g, "#")} ${share === undefined ? "" : Math.floor(share / PLAIN_STEP)}`;
      if (shown !== step) output.write(`  ${label}${share === undefined ? "" : ` ${percent(share)}`}\n`);
      shown = step;
    },
    done(message) {
      const mark = message.startsWith("WARNING") ? "!" : "✓";
      output.write(`${output.isTTY ? "\r\u001b[K" : ""}${mark} ${message}\n`);
    },
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
