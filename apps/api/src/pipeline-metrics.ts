import { Gauge, type Registry } from "prom-client";
import type { SnapshotSource } from "./snapshot.ts";

/** Registers what is known of the way from the sources to the data set. */
export function pipelineMetrics(registers: Registry[], prefix: string, source: SnapshotSource): void {
  new Gauge({
    name: `${prefix}data_rows`,
    help: "Rows of the current data version, by kind",
    labelNames: ["kind"],
    registers,
    collect() {
      this.reset();
      const counts = source.current()?.version.rowCounts ?? {};
      for (const [kind, n] of Object.entries(counts)) this.set({ kind }, n);
    },
  });
  new Gauge({
    name: `${prefix}data_issues`,
    help: "Rows of the data-quality report, by severity",
    labelNames: ["severity"],
    registers,
    collect() {
      const issues = source.current()?.report.issues ?? [];
      for (const severity of ["info", "warning", "error"] as const)
        this.set({ severity }, issues.filter((issue) => issue.severity === severity).length);
    },
  });
  new Gauge({
    name: `${prefix}source_records`,
    help: "Records that the current data version was made from, by source",
    labelNames: ["source"],
    registers,
    collect() {
      this.reset();
      for (const { source: name } of source.current()?.report.sources ?? []) this.inc({ source: name });
    },
  });
  new Gauge({
    name: `${prefix}source_oldest_timestamp_seconds`,
    help: "When the oldest record of a source was confirmed",
    labelNames: ["source"],
    registers,
    collect() {
      this.reset();
      const records = Object.groupBy(source.current()?.report.sources ?? [], (record) => record.source);
      for (const [name, group = []] of Object.entries(records))
        this.set({ source: name }, Math.min(...group.map(({ retrievedAt }) => retrievedAt.getTime())) / 1000);
    },
  });
  new Gauge({
    name: `${prefix}dataset_rows`,
    help: "Rows of the newest data set; 0 where there is none",
    registers,
    collect() {
      this.set(source.dataset()?.rows ?? 0);
    },
  });
  new Gauge({
    name: `${prefix}dataset_created_timestamp_seconds`,
    help: "When the newest data set was built; 0 where there is none",
    registers,
    collect() {
      this.set((source.dataset()?.createdAt.getTime() ?? 0) / 1000);
    },
  });
}
