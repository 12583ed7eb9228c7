import { Gauge, Histogram, type Registry } from "prom-client";
import type { SnapshotSource } from "../snapshot.ts";
import type { DriftWatch } from "./drift-watch.ts";

const ERROR_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** Registers what is known of the trained model: which serves, how far what is asked has moved, how true it answers. */
export function modelMetrics(
  registers: Registry[],
  prefix: string,
  { source, driftWatch }: { readonly source: SnapshotSource; readonly driftWatch: DriftWatch },
): void {
  const model = () => source.current()?.model;
  new Gauge({
    name: `${prefix}model_info`,
    help: "1, with the trained model that serves as labels; absent where none does",
    labelNames: ["model", "version"],
    registers,
    collect() {
      this.reset();
      const served = model();
      if (served !== undefined) this.set({ model: served.name, version: served.version }, 1);
    },
  });
  new Gauge({
    name: `${prefix}model_created_timestamp_seconds`,
    help: "When the trained model that serves was made; 0 where none does",
    registers,
    collect() {
      this.set((model()?.createdAt.getTime() ?? 0) / 1000);
    },
  });
  new Gauge({
    name: `${prefix}model_fault`,
    help: "1 while the promoted model can't be loaded and another or none serves",
    registers,
    collect() {
      this.set(source.modelFault() === undefined ? 0 : 1);
    },
  });
  new Gauge({
    name: `${prefix}drift_predictions`,
    help: "Noted predictions that the last comparison was made on",
    registers,
    collect() {
      this.set(driftWatch.drift()?.nPredictions ?? 0);
    },
  });
  const distances = ["psi", "ks"] as const;
  for (const distance of distances) {
    new Gauge({
      name: `${prefix}feature_${distance}`,
      help:
        distance === "psi"
          ? "Population stability index of what is asked against the training set, by feature"
          : "Kolmogorov-Smirnov distance of what is asked to the training set, by feature",
      labelNames: ["feature"],
      registers,
      collect() {
        this.reset();
        for (const { name, ...drift } of driftWatch.drift()?.features ?? [])
          this.set({ feature: name }, drift[distance]);
      },
    });
  }
  const error = new Histogram({
    name: `${prefix}truth_error`,
    help: "Distances between the model's answers and the solver's, re-checked in the background",
    buckets: ERROR_BUCKETS,
    registers,
  });
  driftWatch.truth.onError = (distance) => error.observe(distance);
}
