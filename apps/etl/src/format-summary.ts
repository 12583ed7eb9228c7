import type { EtlSummary } from "./run-etl.ts";

/** A run's summary as a table for a terminal. */
export function formatSummary(summary: EtlSummary): string {
  const { counts, seconds } = summary;
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
  return [summary.message, ...lines].join("\n");
}

function count(value: number): string {
  return value.toLocaleString("en");
}
