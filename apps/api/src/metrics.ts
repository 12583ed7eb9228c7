import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DriftWatch } from "./model/drift-watch.ts";
import { modelMetrics } from "./model/model-metrics.ts";
import { pipelineMetrics } from "./pipeline-metrics.ts";
import type { PredictionPool } from "./prediction/pool.ts";
import type { WarmUp } from "./prediction/warm-up.ts";
import type { SnapshotSource } from "./snapshot.ts";

/** What the API counts of itself, in Prometheus' words. */
export interface Metrics {
  /** Notes an answer to a prediction. */
  notePrediction(prediction: { readonly method: string; readonly p: number }, isCached: boolean): void;
  /** Everything as text for Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

export interface MetricsOptions {
  readonly source: SnapshotSource;
  readonly pool: PredictionPool;
  readonly version: string;
  readonly driftWatch: DriftWatch;
  readonly warmUp: WarmUp;
  /** Also counts memory, CPU time and garbage collection of the process. */
  readonly ofProcess: boolean;
}

const PREFIX = "predictiondex_";
const LATENCY_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PROBABILITY_BUCKETS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** Makes the metrics, and counts every request from now on. */
export function createMetrics(app: FastifyInstance, options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: `${PREFIX}http_requests_total`,
    help: "Requests answered",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const latency = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: "From the request's head to the answer's end",
    labelNames: ["method", "route"],
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const predictions = new Counter({
    name: `${PREFIX}predictions_total`,
    help: "Predictions answered, by how they were found",
    labelNames: ["method", "cached"],
    registers,
  });
  const probability = new Histogram({
    name: `${PREFIX}prediction_probability`,
    help: "Win probabilities answered",
    buckets: PROBABILITY_BUCKETS,
    registers,
  });
  stateGauges(registers, options);
  pipelineMetrics(registers, PREFIX, options.source);
  modelMetrics(registers, PREFIX, options);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  delayGauge(registers, delay);
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    const method = request.method;
    requests.inc({ method, route, status: reply.statusCode });
    latency.observe({ method, route }, reply.elapsedTime / 1000);
    done();
  });
  return {
    notePrediction({ method, p }, isCached) {
      predictions.inc({ method, cached: String(isCached) });
      probability.observe(p);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => delay.disable(),
  };
}

function stateGauges(registers: Registry[], { source, pool, version, warmUp }: MetricsOptions): void {
  new Gauge({
    name: `${PREFIX}info`,
    help: "1, with the versions as labels",
    labelNames: ["version", "data_version"],
    registers,
    collect() {
      this.reset();
      this.set({ version, data_version: source.current()?.dataVersion ?? "none" }, 1);
    },
  });
  new Gauge({
    name: `${PREFIX}data_published_timestamp_seconds`,
    help: "When the current data version was published; 0 where there is none",
    registers,
    collect() {
      this.set((source.current()?.publishedAt.getTime() ?? 0) / 1000);
    },
  });
  new Gauge({
    name: `${PREFIX}database_up`,
    help: "Whether the database answered when it was last asked",
    registers,
    collect() {
      this.set(source.isDatabaseUp() ? 1 : 0);
    },
  });
  new Gauge({
    name: `${PREFIX}pool_tasks`,
    help: "Predictions in the worker pool",
    labelNames: ["state"],
    registers,
    collect() {
      const { queued, running } = pool.stats();
      this.set({ state: "queued" }, queued);
      this.set({ state: "running" }, running);
    },
  });
  new Gauge({
    name: `${PREFIX}pool_threads`,
    help: "Threads of the worker pool",
    registers,
    collect() {
      this.set(pool.stats().threads);
    },
  });
  new Gauge({
    name: `${PREFIX}answers_ahead`,
    help: "The model's answers to pairs of standard sets, made before they are asked for: those there are, and all",
    labelNames: ["state"],
    registers,
    collect() {
      const { ready, wanted } = warmUp.stats();
      this.set({ state: "ready" }, ready);
      this.set({ state: "wanted" }, wanted);
    },
  });
  new Gauge({
    name: `${PREFIX}answers_ahead_bytes`,
    help: "Memory that they take",
    registers,
    collect() {
      this.set(warmUp.stats().bytes);
    },
  });
}

function delayGauge(registers: Registry[], delay: ReturnType<typeof monitorEventLoopDelay>): void {
  new Gauge({
    name: `${PREFIX}event_loop_delay_seconds`,
    help: "Delay of the event loop since the last look",
    labelNames: ["quantile"],
    registers,
    collect() {
      for (const [quantile, percentile] of [
        ["0.5", 50],
        ["0.99", 99],
        ["1", 100],
      ] as const) {
        const nanoseconds = delay.percentile(percentile);
        this.set({ quantile }, Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);
      }
      delay.reset();
    },
  });
}
