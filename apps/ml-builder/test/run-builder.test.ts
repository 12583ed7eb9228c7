import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  currentModel,
  type Database,
  findModel,
  latestDataset,
  listModels,
  listTrainingRuns,
  loadModelMatrix,
  promotedModel,
  publishGameData,
  rollbackModel,
} from "@predictiondex/db";
import { openMemoryDatabase } from "@predictiondex/db/testing";
import { loadModel, readReleaseModel, trainOptions, writeModel } from "@predictiondex/ml";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compareReports, lostComparisons } from "../src/publish-model.ts";
import { type BuildPlan, runBuilder } from "../src/run-builder.ts";
import type { HeldOutReports } from "../src/training-worker.ts";
import { ask, temporaryFolder } from "./helpers.ts";
import { FEW } from "./helpers-data.ts";

// Minutes on a busy machine, seconds on a free one.
vi.setConfig({ testTimeout: 240_000 });

/** A few hundred cheap labels and ten trees: what the steps do, not how good they are. */
const PLAN: BuildPlan = {
  request: { scenario: "all", seed: 1, nMatchups: 300, nodes: 100 },
  training: trainOptions({ nTrees: 10, maxDepth: 3 }, { firstMatchups: 100 }),
};

let database: Database;
let directory: string;
beforeEach(async () => {
  database = await openMemoryDatabase();
  directory = temporaryFolder();
});
afterEach(() => database.close());

const publish = () => publishGameData(database.db, FEW, { source: "bundled" });
const build = (
  rest: { readonly force?: boolean; readonly plan?: BuildPlan; readonly signal?: AbortSignal } = {},
) => runBuilder({ database, directory, force: false, plan: PLAN, threads: 1, ...rest });

describe("runBuilder", () => {
  it("makes the data set, trains, and keeps the committed model in service where its own is worse", async () => {
    await publish();
    const steps: string[] = [];
    const built = await runBuilder({
      database,
      directory,
      force: false,
      plan: PLAN,
      onStep: (step) => steps.push(step),
    });
    expect(steps).toEqual(["training", "evaluating on held-out match-ups"]);
    expect(built.training).toMatchObject({ isPromoted: false });
    expect(built.training!.outcome).toMatch(/^kept as a candidate, "release-/);
    const served = await currentModel(database.db);
    expect(served?.artefact).toEqual(new Uint8Array(readReleaseModel()));
    const candidate = await findModel(database.db, built.training!.model);
    expect(candidate).toMatchObject({ status: "candidate", dataset: built.dataset.id });
    expect(candidate.name).toBe(`local-${loadModel(candidate.artefact).digest.slice(0, 12)}`);
    expect((await loadModelMatrix(database.db, served!.id))!.forms).toHaveLength(FEW.forms.length);
    expect((await listTrainingRuns(database.db))[0]).toMatchObject({
      status: "succeeded",
      model: candidate.id,
      outcome: built.training!.outcome,
    });
  });

  it("describes the data set by what its files hold", async () => {
    await publish();
    const { dataset } = await build();
    const folder = join(directory, "all");
    const card = JSON.parse(readFileSync(join(folder, "card.json"), "utf8"));
    const [counted] = await ask(
      `select count(*)::int as rows, count(distinct sample)::int as matchups, count(distinct pair)::int as pairs
       from read_parquet('${folder}/part-*.parquet')`,
    );
    expect(card).toMatchObject({
      nRows: counted!.rows,
      nMatchups: counted!.matchups,
      nPairs: counted!.pairs,
    });
    expect(dataset.nRows).toBe(counted!.rows);
    expect(dataset.summary).toMatchObject({ nMatchups: 300, folder: "all" });
    expect(card.matchupsByChance.reduce((sum: number, count: number) => sum + count, 0)).toBe(300);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("match-ups of Pokémon: Let's Go");
  });

  it("has nothing to do the second time, and mends a shard that is missing or damaged", async () => {
    await publish();
    expect(await build()).toMatchObject({ isAlreadyDone: false });
    expect(await build()).toMatchObject({ isAlreadyDone: true, training: undefined });
    const shard = join(directory, "all", "part-00001.parquet");
    const whole = readFileSync(shard);
    rmSync(shard);
    expect((await build()).dataset.nRows).toBeGreaterThan(0);
    expect(readFileSync(shard)).toEqual(whole);
    writeFileSync(shard, "damaged");
    await build();
    expect(readFileSync(shard)).toEqual(whole);
  });

  it("serves a model of its own that is no worse, and goes back by one command", async () => {
    await publish();
    await build();
    const release = (await promotedModel(database.db))!;
    // The committed model loses its place to one that guesses: any training is no worse than that.
    await database.runSql(
      "update model set artefact = $1, sha256 = encode(sha256($1::bytea), 'hex'), name = 'local-guess' where id = $2",
      [Buffer.from(turnedRound()), release.id],
    );
    const built = await build({ force: true });
    expect(built.training, built.message).toMatchObject({ isPromoted: true });
    expect((await promotedModel(database.db))!.id).toBe(built.training!.model);
    expect(await rollbackModel(database.db, "test")).toBe(release.id);
  });
});

describe("runBuilder under faults", () => {
  it("says that the facts are missing", async () => {
    await expect(build()).rejects.toThrow("No game data yet: run the ETL first");
    expect(await listModels(database.db)).toEqual([]);
  });

  it("names what a partial database lacks, and publishes nothing", async () => {
    const forms = FEW.forms.map(({ slug }) => slug);
    const learnsets = FEW.learnsets.filter(({ form }) => form !== forms[0]);
    await publishGameData(database.db, { ...FEW, learnsets }, { source: "bundled" });
    await expect(build()).rejects.toThrow(`the form "${forms[0]}" has no legal move`);
    expect(await latestDataset(database.db)).toBeUndefined();
  });

  it("leaves the model in service where a training fails, and logs why", async () => {
    await publish();
    const broken: BuildPlan = { ...PLAN, request: { ...PLAN.request, splits: ["test-pairs"] } };
    await expect(build({ plan: broken })).rejects.toThrow();
    expect(await promotedModel(database.db)).toMatchObject({ name: expect.stringMatching(/^release-/) });
    const [run] = await listTrainingRuns(database.db);
    expect(run).toMatchObject({ status: "failed", model: null });
    expect(run!.outcome).not.toBe("");
  });

  it("stops at an abort with nothing half-published, and completes the next time", async () => {
    await publish();
    await expect(build({ signal: AbortSignal.timeout(1) })).rejects.toThrow();
    expect(await latestDataset(database.db)).toBeUndefined();
    expect(await listModels(database.db)).toHaveLength(1);
    expect(await build()).toMatchObject({ isAlreadyDone: false });
  });

  it("replaces a promoted model that this release can't read", async () => {
    await publish();
    await build();
    const served = (await currentModel(database.db))!;
    const other = Buffer.from(served.artefact);
    other[0] = 0;
    await database.runSql(
      "update model set artefact = $1, sha256 = encode(sha256($1::bytea), 'hex'), name = 'local-old' where id = $2",
      [other, served.id],
    );
    await build();
    const now = (await currentModel(database.db))!;
    expect(now.id).not.toBe(served.id);
    expect(now.artefact).toEqual(new Uint8Array(readReleaseModel()));
  });

  it("refuses a folder that holds other things, and touches none of them", async () => {
    await publish();
    copyFileSync(join(import.meta.dirname, "helpers.ts"), join(directory, "letter.txt"));
    const inTheWay = { database, directory: join(directory, ".."), force: false, plan: PLAN };
    const folder = directory.split("/").at(-1)!;
    const plan: BuildPlan = { ...PLAN, request: { ...PLAN.request, scenario: folder as "all" } };
    await expect(runBuilder({ ...inTheWay, plan })).rejects.toThrow("scenario must be one of");
    const { buildDataset } = await import("../src/build-dataset.ts");
    const { smallSpec } = await import("./helpers-data.ts");
    await expect(buildDataset({ data: FEW, spec: smallSpec(), directory })).rejects.toThrow(
      'holds "letter.txt"',
    );
    expect(readFileSync(join(directory, "letter.txt"), "utf8")).toContain("temporaryFolder");
  });
});

describe("lostComparisons", () => {
  const report = (excessLogLoss: number, meanAbsoluteError: number) =>
    ({ overall: { excessLogLoss }, close: { meanAbsoluteError } }) as HeldOutReports["pairs"];
  const reports = (...numbers: [number, number, number, number]): HeldOutReports => ({
    pairs: report(numbers[0], numbers[1]),
    species: report(numbers[2], numbers[3]),
  });
  const served = reports(0.1, 0.2, 0.3, 0.4);

  it("is empty for equals and betters, and names each that is worse or no number", () => {
    const lost = (...numbers: [number, number, number, number]) =>
      lostComparisons(compareReports(reports(...numbers), served)).map(({ name }) => name);
    expect(lost(0.1, 0.2, 0.3, 0.4)).toEqual([]);
    expect(lost(0, 0, 0, 0)).toEqual([]);
    expect(lost(0, 0, 0, 0.41)).toEqual(["mean absolute error on close match-ups, species unseen"]);
    expect(lost(Number.NaN, 0, 0, 0)).toEqual(["log loss above entropy, pairs unseen"]);
  });
});

/** The committed model, saying the opposite of what it knows, and far too surely. */
function turnedRound(): Uint8Array {
  const model = loadModel(readReleaseModel());
  const { win } = model.heads;
  const { leaf } = win.forest;
  const turned = { ...win, forest: { ...win.forest, leaf: leaf.map((value) => -20 * value) } };
  return writeModel({ ...model, heads: { ...model.heads, win: turned } });
}
