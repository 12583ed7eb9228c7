import type { RequestFault } from "@predictiondex/answers";
import type { DataReport, reportQuerySchema } from "@predictiondex/contract";
import type { z } from "zod";
import type { Snapshot } from "../snapshot.ts";
import type { FilterReader } from "./filters.ts";
import { makePage } from "./list-page.ts";

const SEVERITIES = ["info", "warning", "error"] as const;
const FIELDS = ["severity", "table", "subject", "field", "found", "chosenSource", "reason"];

/** What the current version was made from, with the issues that a query asks for. */
export function dataReport(
  { dataVersion, report }: Snapshot,
  query: z.output<typeof reportQuerySchema>,
  url: string,
  read: FilterReader,
  faults: RequestFault[],
): DataReport {
  const severities = read.words("severity", query.severity, SEVERITIES);
  const issues = report.issues.map(({ subjectTable, ...issue }) => ({ ...issue, table: subjectTable }));
  const rows = issues
    .filter(({ severity }) => severities === undefined || severities.has(severity))
    .filter(({ table }) => query.table === undefined || table === query.table);
  const page = makePage(rows, FIELDS, query, url, faults);
  const count = (wanted: string): number => issues.filter(({ severity }) => severity === wanted).length;
  return {
    ...page,
    items: page.items as DataReport["items"],
    dataVersion,
    sources: report.sources.map((source) => ({
      ...source,
      retrievedAt: source.retrievedAt.toISOString(),
    })),
    counts: { info: count("info"), warning: count("warning"), error: count("error") },
  };
}
