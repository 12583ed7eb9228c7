import type { LiveSummary } from "./live-refresh.ts";

/** A refresh's outcome with each source's figures, for a terminal. */
export function formatLiveSummary({ message, sources, etl }: LiveSummary): string {
  const lines = sources.map((source) => {
    const figures = [
      `${count(source.requests)} requests`,
      `${count(source.retries)} retries`,
      `${count(source.revalidated)} confirmed`,
      `${count(source.fromCache)} from the cache`,
      `${count(source.bytes)} bytes`,
      `${source.seconds.toFixed(1)} s`,
      ...(source.stale > 0 ? [`${count(source.stale)} older answers`] : []),
      ...(source.nFaults > 0 ? [`${count(source.nFaults)} parts not read`] : []),
    ];
    return `  ${source.source.padEnd(9)}  ${figures.join(", ")}`;
  });
  const issues = etl ? [`  ${count(etl.nIssues)} data issues: predictiondex etl report`] : [];
  return [message, ...lines, ...issues].join("\n");
}

function count(value: number): string {
  return value.toLocaleString("en");
}
