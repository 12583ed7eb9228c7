import type { ProgressLine } from "./progress-line.ts";

/** Shows how far a long work has come, how quick it is and how long it will take. */
export function createRateLine(
  progress: ProgressLine,
  label: string,
  now: () => number = () => performance.now(),
): (progress: { readonly done: number; readonly total: number; readonly resumed: number }) => void {
  const start = now();
  return ({ done, total, resumed }) => {
    const seconds = (now() - start) / 1000;
    const rate = seconds > 0 ? (done - resumed) / seconds : 0;
    const left = rate > 0 ? `, ${rate.toFixed(0)} a second, ${tellTime((total - done) / rate)} left` : "";
    progress.show(`${label}: ${count(done)} of ${count(total)}${left}`, done / total);
  };
}

function tellTime(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function count(n: number): string {
  return n.toLocaleString("en");
}
