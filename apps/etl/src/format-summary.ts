import type { EtlSummary } from "./run-etl.ts";

/** A run's summary as a table for a terminal. */
export function formatSummary(summary: EtlSummary): string {
  const { counts, seconds, version } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ["forms", count(counts.forms)],
    ["moves", count(counts.moves)],
    ["types", count(counts.types)],
    ["type chart", count(counts.effectiveness)],
    ["learnset rows", count(counts.learnsets)],
    ["species", count(counts.species)],
    ["evolutions", count(counts.evolutions)],
    ["machines", count(counts.machines)],
    ["natures", count(counts.natures)],
    ["trainers", count(counts.trainers)],
    ["data issues", count(summary.nIssues)],
    ["seconds", seconds.total.toFixed(2)],
  ];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}`);
  return [headline(summary, version.id), ...lines].join("\n");
}

function headline({ status, isNewVersion, source }: EtlSummary, version: number): string {
  if (status === "already-done")
    return `ETL already done: data version ${version} is current (--force reloads)`;
  return isNewVersion
    ? `ETL done: data version ${version} published from "${source}"`
    : `ETL done: "${source}" loaded again, data version ${version} unchanged`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
