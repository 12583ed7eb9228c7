import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createApi } from "../src/index.ts";
import { createSource } from "./helpers.ts";

const GRAFANA = join(import.meta.dirname, "../../../docker/grafana");
const DASHBOARDS = join(GRAFANA, "dashboards");
const COLUMNS = 24;

const source = z.strictObject({ type: z.literal("prometheus"), uid: z.literal("prometheus") });
const panelSchema = z.strictObject({
  id: z.int().min(1),
  type: z.enum(["stat", "timeseries", "bargauge", "heatmap", "table"]),
  title: z.string().min(1),
  description: z.string(),
  gridPos: z.strictObject({
    x: z.int().min(0),
    y: z.int().min(0),
    w: z.int().min(1).max(COLUMNS),
    h: z.int().min(1),
  }),
  datasource: source,
  targets: z
    .array(
      z.strictObject({
        refId: z.string().regex(/^[A-Z]$/),
        expr: z.string().min(1),
        legendFormat: z.string(),
        instant: z.boolean().optional(),
        format: z.enum(["table", "heatmap"]).optional(),
      }),
    )
    .min(1),
  fieldConfig: z.strictObject({
    defaults: z.strictObject({ unit: z.string().optional() }),
    overrides: z.tuple([]),
  }),
  options: z.record(z.string(), z.unknown()),
});
/** The part of Grafana's dashboard model (schema version 39) that ours use; nothing else may be in them. */
const dashboardSchema = z.strictObject({
  uid: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(40),
  title: z.string().min(1),
  description: z.string(),
  tags: z.array(z.string()),
  schemaVersion: z.literal(39),
  version: z.int(),
  editable: z.literal(false),
  refresh: z.string(),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  timezone: z.literal("browser"),
  templating: z.strictObject({ list: z.tuple([]) }),
  annotations: z.strictObject({ list: z.tuple([]) }),
  panels: z.array(panelSchema).min(1),
});

const files = readdirSync(DASHBOARDS);
const read = (file: string) =>
  dashboardSchema.parse(JSON.parse(readFileSync(join(DASHBOARDS, file), "utf8")));
/** Names that Prometheus itself makes. */
const OF_PROMETHEUS = ["up", "ALERTS"];

describe("docker/grafana", () => {
  it("has dashboards of the API, of model and drift, and of the pipeline", () => {
    expect(files.toSorted()).toEqual(["api.json", "model.json", "pipeline.json"]);
    const uids = files.map((file) => read(file).uid);
    expect(new Set(uids).size).toBe(files.length);
  });

  it.each(files)("%s fits Grafana's model: ids differ, panels fill the grid without overlap", (file) => {
    const { panels } = read(file);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { title, targets, gridPos } of panels) {
      const { x, y, w, h } = gridPos;
      expect(x + w, title).toBeLessThanOrEqual(COLUMNS);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      for (let column = x; column < x + w; column++) {
        for (let row = y; row < y + h; row++) {
          expect(taken.has(`${column} ${row}`), `${title} overlaps at ${column}, ${row}`).toBe(false);
          taken.add(`${column} ${row}`);
        }
      }
    }
  });

  it.each(files)("%s asks for metrics that the API has", async (file) => {
    const app = await createApi({ source: createSource(), version: "test", processMetrics: true });
    const text = (await app.inject("/metrics")).payload;
    await app.close();
    const declared = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!));
    for (const { title, targets } of read(file).panels) {
      for (const { expr } of targets) {
        const names = [
          ...expr.replaceAll(/"[^"]*"/g, "").matchAll(/\b(?:predictiondex|process)_\w+|\bup\b|\bALERTS\b/g),
        ];
        expect(names.length, `${title}: ${expr}`).toBeGreaterThan(0);
        for (const [name] of names) {
          const plain = name.replace(/_(bucket|sum|count)$/, "");
          const isKnown = declared.has(name) || declared.has(plain) || OF_PROMETHEUS.includes(name);
          expect(isKnown, `${title}: ${name}`).toBe(true);
        }
      }
    }
  });

  it("is provisioned: the dashboards' source is the one data source, nobody may look without a password", () => {
    const datasource = readFileSync(join(GRAFANA, "provisioning/datasources/prometheus.yml"), "utf8");
    expect(datasource).toMatch(/^ {4}uid: prometheus$/m);
    expect(datasource).toMatch(/^ {4}url: http:\/\/prometheus:9090$/m);
    const provider = readFileSync(join(GRAFANA, "provisioning/dashboards/predictiondex.yml"), "utf8");
    const path = /^ {6}path: (.*)$/m.exec(provider)?.[1];
    const dockerfile = readFileSync(join(GRAFANA, "../Dockerfile"), "utf8");
    expect(dockerfile).toContain(`COPY docker/grafana/dashboards/ ${path}/`);
    expect(dockerfile).toContain("GF_AUTH_ANONYMOUS_ENABLED=false");
    expect(existsSync(join(GRAFANA, "start.sh"))).toBe(true);
  });
});
