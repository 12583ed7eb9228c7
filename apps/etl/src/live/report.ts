import {
  currentDataVersion,
  type DataIssue,
  type DataVersion,
  type EtlRun,
  listDataIssues,
  listEtlRuns,
  listSources,
  type Queryable,
} from "@predictiondex/db";

/** How far back runs are looked for. */
const MOST_RUNS = 50;
const MOST_TOLD_RUNS = 5;

/** What the data rests on and what is odd about it. */
export interface DataReport {
  /** Undefined before anything was loaded. */
  readonly version: DataVersion | undefined;
  /** The last run that succeeded, whose sources and issues follow. */
  readonly run: EtlRun | undefined;
  /** The latest runs, newest first; a failed one tells its cause. */
  readonly runs: readonly EtlRun[];
  readonly sources: readonly SourceFigures[];
  readonly issues: readonly DataIssue[];
}

/** What a run read of a source. */
export interface SourceFigures {
  readonly source: string;
  readonly nRecords: number;
  readonly bytes: number;
  /** When the oldest and the newest record were confirmed by the source. */
  readonly oldest: Date;
  readonly newest: Date;
}

/** The report on the current data: the sources and issues of the last run that succeeded. */
export async function loadReport(db: Queryable): Promise<DataReport> {
  const runs = await listEtlRuns(db, MOST_RUNS);
  const run = runs.find(({ status }) => status === "succeeded");
  return {
    version: await currentDataVersion(db),
    run,
    runs: runs.slice(0, MOST_TOLD_RUNS),
    sources: run ? figuresOf(await listSources(db, run.id)) : [],
    issues: run ? await listDataIssues(db, run.id) : [],
  };
}

/** The report as text: JSON, or tables for a terminal with the issues under their reasons. */
export function renderReport(report: DataReport, format: "table" | "json"): string {
  if (format === "json") return JSON.stringify(report, null, 2);
  const { version, runs, sources, issues } = report;
  if (version === undefined) return "No data is loaded yet.";
  const bySeverity = (severity: string): number =>
    issues.filter((issue) => issue.severity === severity).length;
  return [
    `Data version ${version.id}, published from "${version.source}" on ${stamp(version.publishedAt)}`,
    "",
    "Sources",
    ...columns(
      sources.map(({ source, nRecords, bytes, oldest }) => [
        source,
        `${nRecords.toLocaleString("en")} records`,
        `${bytes.toLocaleString("en")} bytes`,
        `confirmed since ${stamp(oldest)}`,
      ]),
    ),
    "",
    "Latest runs",
    ...columns(
      runs.map(({ id, source, status, startedAt, cause }) => [
        String(id),
        source,
        status,
        stamp(startedAt),
        cause ?? "",
      ]),
    ),
    "",
    `Issues: ${bySeverity("error")} errors, ${bySeverity("warning")} warnings, ${bySeverity("info")} notes`,
    ...issueLines(issues),
  ].join("\n");
}

function issueLines(issues: readonly DataIssue[]): readonly string[] {
  const severities = ["error", "warning", "info"];
  const ordered = issues.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const groups = Map.groupBy(ordered, ({ severity, reason }) => `${severity}: ${reason}`);
  return [...groups].flatMap(([heading, group]) => [
    "",
    heading,
    ...columns(
      group.map(({ subjectTable, subject, field, found, chosenSource }) => [
        `${subjectTable} ${subject}`,
        field,
        Object.entries(found)
          .map(([source, value]) => `${source}=${typeof value === "string" ? value : JSON.stringify(value)}`)
          .join("  "),
        chosenSource === null ? "" : `→ ${chosenSource}`,
      ]),
    ),
  ]);
}

function figuresOf(records: Awaited<ReturnType<typeof listSources>>): readonly SourceFigures[] {
  return [...Map.groupBy(records, ({ source }) => source)].map(([source, group]) => {
    const times = group.map(({ retrievedAt }) => retrievedAt.getTime());
    return {
      source,
      nRecords: group.length,
      bytes: group.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
      oldest: new Date(Math.min(...times)),
      newest: new Date(Math.max(...times)),
    };
  });
}

/** Rows with their cells one under the other. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]!.length))) ?? [];
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}`.trimEnd());
}

function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
