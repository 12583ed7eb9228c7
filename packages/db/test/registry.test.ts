import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  closeLabelRun,
  currentModel,
  type Database,
  discardLabelShards,
  findLabelRun,
  findModel,
  finishTrainingRun,
  listLabelShards,
  listModels,
  listPromotions,
  listTrainingRuns,
  loadLabelShard,
  loadModelMatrix,
  markInterruptedTrainingRuns,
  openLabelRun,
  promotedModel,
  promoteModel,
  recordModel,
  rollbackModel,
  startTrainingRun,
  storeLabelShard,
  storeModelMatrix,
  watchModel,
} from "../src/index.ts";
import { until } from "./helpers.ts";
import { findTestTargets, type RunningTarget } from "./testing.ts";

const SPEC = { scenario: "all", seed: 1 };
const DIGEST = "d".repeat(64);

for (const { name, missing, start } of await findTestTargets()) {
  describe.skipIf(missing)(name, () => {
    let target: RunningTarget;
    let database: Database;
    beforeAll(async () => {
      target = await start();
    });
    afterAll(() => target?.stop());
    beforeEach(async () => {
      database = await target.open();
    });
    afterEach(() => database.close());

    const record = (modelName: string, content = modelName) =>
      recordModel(database.db, {
        name: modelName,
        dataset: null,
        dataVersion: null,
        artefact: new TextEncoder().encode(content),
        card: { seed: 1 },
        metrics: { logLoss: 0.25 },
      });
    const promote = async (modelName: string) => {
      const { id } = await record(modelName);
      await promoteModel(database.db, id, "better");
      return id;
    };

    describe("recordModel", () => {
      it("keeps file, card and metrics, as a candidate that is not served", async () => {
        const model = await record("first");
        expect(model).toMatchObject({
          name: "first",
          status: "candidate",
          nBytes: 5,
          metrics: { logLoss: 0.25 },
        });
        expect(await currentModel(database.db)).toBeUndefined();
        expect(await findModel(database.db, "first")).toEqual(await findModel(database.db, model.id));
        expect((await findModel(database.db, "first")).artefact).toEqual(new TextEncoder().encode("first"));
        expect((await listModels(database.db)).map((one) => one.name)).toEqual(["first"]);
      });

      it("keeps the same file once, and refuses a name that another file has", async () => {
        const { id } = await record("first");
        expect((await record("again", "first")).id).toBe(id);
        await expect(record("first", "other")).rejects.toThrow('a model is called "first" already');
      });

      it("names a model that is not there", async () => {
        await expect(findModel(database.db, "nobody")).rejects.toThrow('no model "nobody"');
        await expect(promoteModel(database.db, 4711, "")).rejects.toThrow("no model 4711");
      });
    });

    describe("promoteModel and rollbackModel", () => {
      it("serve one model at a time and remember what was served before", async () => {
        const first = await promote("first");
        const second = await promote("second");
        expect(await currentModel(database.db)).toMatchObject({
          id: second,
          name: "second",
          status: "promoted",
        });
        expect((await listModels(database.db)).map(({ status }) => status)).toEqual(["promoted", "retired"]);
        expect(await listPromotions(database.db)).toMatchObject([
          { model: second, previous: first, reason: "better" },
          { model: first, previous: null },
        ]);
      });

      it("go back step by step, and no further than the first", async () => {
        const [first, second, third] = [
          await promote("first"),
          await promote("second"),
          await promote("third"),
        ];
        expect(await rollbackModel(database.db, "worse in use")).toBe(second);
        expect((await promotedModel(database.db))?.id).toBe(second);
        expect(await rollbackModel(database.db, "worse in use")).toBe(first);
        await expect(rollbackModel(database.db, "")).rejects.toThrow('"first" is the first');
        expect((await promotedModel(database.db))?.id).toBe(first);
        await promoteModel(database.db, third, "after all");
        expect(await rollbackModel(database.db, "again")).toBe(first);
      });

      it("leave the model in service where a promotion fails", async () => {
        const first = await promote("first");
        await expect(promoteModel(database.db, 4711, "")).rejects.toThrow("no model 4711");
        expect((await promotedModel(database.db))?.id).toBe(first);
        await promoteModel(database.db, first, "once more");
        expect(await listPromotions(database.db)).toHaveLength(1);
      });

      it("come out with one model in service when many promote at once", async () => {
        const ids = await Promise.all(
          ["a", "b", "c", "d"].map(async (modelName) => (await record(modelName)).id),
        );
        await Promise.all(ids.map((id) => promoteModel(database.db, id, "race")));
        const statuses = (await listModels(database.db)).map(({ status }) => status);
        expect(statuses.toSorted()).toEqual(["promoted", "retired", "retired", "retired"]);
      });

      it("refuse to hand out a file that is damaged", async () => {
        const id = await promote("first");
        await database.db
          .updateTable("model")
          .set({ artefact: Buffer.from("other") })
          .where("id", "=", id)
          .execute();
        await expect(currentModel(database.db)).rejects.toThrow('the file of the model "first" is damaged');
      });
    });

    describe("watchModel", () => {
      it("tells promotions and rollbacks as they happen", async () => {
        const seen: string[] = [];
        const watch = watchModel(database, (model) => void seen.push(model.name), { pollMs: 60_000 });
        await promote("first");
        await until(() => seen.includes("first"));
        await promote("second");
        await until(() => seen.includes("second"));
        await rollbackModel(database.db, "");
        await until(() => seen.length === 3);
        expect(seen).toEqual(["first", "second", "first"]);
        await watch.close();
      });
    });

    describe("storeModelMatrix", () => {
      it("keeps one byte for each pair, and no other number of them", async () => {
        const { id } = await record("first");
        const matrix = { model: id, forms: ["mew", "abra"], content: Uint8Array.of(127, 255, 0, 127) };
        await storeModelMatrix(database.db, matrix);
        await storeModelMatrix(database.db, { ...matrix, forms: ["abra", "mew"] });
        expect(await loadModelMatrix(database.db, id)).toEqual({ ...matrix, forms: ["abra", "mew"] });
        await expect(storeModelMatrix(database.db, { ...matrix, forms: ["mew"] })).rejects.toThrow();
        expect(await loadModelMatrix(database.db, id + 1)).toBeUndefined();
      });
    });

    describe("the experiment log", () => {
      it("says how each training ended, those that died too", async () => {
        const options = { seed: 1, maxDepth: 6 };
        const good = await startTrainingRun(database.db, { dataset: null, options });
        const { id: model } = await record("first");
        await finishTrainingRun(database.db, good, {
          status: "succeeded",
          outcome: "promoted",
          model,
          metrics: { logLoss: 0.25 },
        });
        const bad = await startTrainingRun(database.db, { dataset: null, options });
        await finishTrainingRun(database.db, bad, { status: "failed", outcome: "no samples" });
        const dead = await startTrainingRun(database.db, { dataset: null, options });
        await markInterruptedTrainingRuns(database.db);
        expect(await listTrainingRuns(database.db)).toMatchObject([
          { id: dead, status: "interrupted", outcome: "the process ended before the training did" },
          { id: bad, status: "failed", outcome: "no samples", model: null },
          { id: good, status: "succeeded", options, metrics: { logLoss: 0.25 }, model, pid: process.pid },
        ]);
      });
    });

    describe("label runs", () => {
      const open = () => openLabelRun(database.db, { specDigest: DIGEST, spec: SPEC, nShards: 3 });
      const shard = (number: number, text: string) => ({
        shard: number,
        nRows: 2,
        content: new TextEncoder().encode(text),
        worker: "host:1",
        seconds: 1.5,
      });

      it("are one for a data set", async () => {
        const run = await open();
        expect(run).toMatchObject({ specDigest: DIGEST, spec: SPEC, nShards: 3 });
        expect(await open()).toEqual(run);
        expect(await findLabelRun(database.db, run.id)).toEqual(run);
      });

      it("take a shard once, whoever returns it, and give it back as it was", async () => {
        const { id } = await open();
        expect(await storeLabelShard(database.db, id, shard(1, "rows"))).toBe(true);
        expect(await storeLabelShard(database.db, id, shard(1, "rows"))).toBe(false);
        expect(await storeLabelShard(database.db, id, shard(0, "more"))).toBe(true);
        expect((await listLabelShards(database.db, id)).map((one) => one.shard)).toEqual([0, 1]);
        expect(await loadLabelShard(database.db, id, 1)).toEqual(new TextEncoder().encode("rows"));
        expect(await loadLabelShard(database.db, id, 2)).toBeUndefined();
      });

      it("tell a damaged shard, which can be labelled again", async () => {
        const { id } = await open();
        await storeLabelShard(database.db, id, shard(1, "rows"));
        await sql`update label_shard set content = 'other'`.execute(database.db);
        await expect(loadLabelShard(database.db, id, 1)).rejects.toThrow("shard 1 of label run");
        await discardLabelShards(database.db, id, [1]);
        expect(await storeLabelShard(database.db, id, shard(1, "rows"))).toBe(true);
      });

      it("take nothing more once they are closed", async () => {
        const { id } = await open();
        await storeLabelShard(database.db, id, shard(1, "rows"));
        await closeLabelRun(database.db, id);
        expect(await findLabelRun(database.db, id)).toBeUndefined();
        expect(await storeLabelShard(database.db, id, shard(2, "late"))).toBe(false);
        expect(await listLabelShards(database.db, id)).toEqual([]);
      });
    });
  });
}
