/**
 * Builds the page without any server, for any static host: `npm run build:static [-- --base /folder/] [-- --out FOLDER]`.
 * Engine, model and facts are files beside the page; what only a server can tell is kept as of this build.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { DataInvalidError } from "@predictiondex/core";
import { migrate, openDatabase } from "@predictiondex/db";
import { loadModel, readReleaseModel } from "@predictiondex/ml";
import { build } from "vite";
import { startApi } from "../apps/api/src/index.ts";
import { runEtl } from "../apps/etl/src/index.ts";
import { currentData } from "../apps/ml-builder/src/index.ts";
import { ensureServedModel } from "../apps/ml-builder/src/publish-model.ts";
import { ensureStandardMatrix } from "../apps/ml-builder/src/standard-matrix-file.ts";

/** What the page asks of the service and can't make itself. */
const TOLD = [
  "/v1/data/version",
  "/v1/data/report?limit=500",
  "/v1/datasets",
  "/predict/model-info",
  "/v1/model",
  "/v1/model/card",
  "/v1/model/drift",
  "/v1/model/runs",
  "/v1/predict/matrix/stored",
];
const VERSION_DIGITS = 12;

const { values } = parseArgs({
  options: {
    base: { type: "string", default: "/" },
    out: { type: "string", default: "apps/web/dist-static" },
  },
});
const root = join(import.meta.dirname, "..");
const out = resolve(values.out);
const started = performance.now();
await build({
  root: join(root, "apps/web"),
  configFile: join(root, "apps/web/vite.config.ts"),
  mode: "static",
  base: values.base,
  logLevel: "warn",
  build: { outDir: out, emptyOutDir: true },
});
// Addresses below the page's own are files that such a host doesn't have; it shows this one then.
copyFileSync(join(out, "index.html"), join(out, "404.html"));

const database = await openDatabase({ kind: "memory" });
await migrate(database);
await runEtl({ database });
await ensureServedModel(database);
await ensureStandardMatrix(database, await currentData(database));
const api = await startApi({ database, host: "127.0.0.1", port: 0, version: "static", pollMs: 1000 });
const data = join(out, "data");
mkdirSync(data);
try {
  const facts = (await (await fetch(`${api.url}/v1/data/facts`)).json()) as Record<string, unknown>;
  writeFileSync(join(data, "facts.json"), JSON.stringify({ ...facts, modelVersion: writeModel(data) }));
  for (const path of TOLD) {
    const response = await fetch(`${api.url}${path}`);
    if (!response.ok) {
      console.log(`${path} answers ${response.status}: the page will say that it is not there`);
      continue;
    }
    const name = path.replace(/\?.*$/, "").slice(1).replaceAll("/", "-");
    writeFileSync(join(data, `${name}.json`), await response.text());
  }
} finally {
  await api.close();
  await database.close();
}
console.log(`${out}: ready for any static host, in ${((performance.now() - started) / 1000).toFixed(0)} s`);

/** Puts the release's model beside the facts, and gives back its version; null where this code can't read it. */
function writeModel(folder: string): string | null {
  const model = readReleaseModel();
  try {
    const version = `release-${loadModel(model).digest.slice(0, VERSION_DIGITS)}`;
    writeFileSync(join(folder, "model.bin"), model);
    return version;
  } catch (error) {
    if (!(error instanceof DataInvalidError)) throw error;
    console.log(`without a model, estimates are the damage race's: ${error.message}`);
    return null;
  }
}
