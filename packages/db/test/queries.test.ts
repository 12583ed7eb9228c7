import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  currentDataVersion,
  type Database,
  discardEtlRun,
  failEtlRun,
  finishEtlRun,
  gameDataDigest,
  inCanonicalOrder,
  lastSucceededEtlRun,
  latestDataset,
  listDataIssues,
  listDataVersions,
  listEtlRuns,
  listSources,
  loadGameData,
  markInterruptedEtlRuns,
  publishGameData,
  recordDataIssues,
  recordDataset,
  recordSources,
  startEtlRun,
} from "../src/index.ts";
import { bundledGameData, withThunderboltPower } from "./helpers.ts";
import { findTestTargets, type RunningTarget } from "./testing.ts";

const DATA = bundledGameData();
/** Goal for a load on a server, in ms; a test fails at three times that. */
const PUBLISH_GOAL_MS = 2000;

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

    describe("publishGameData", () => {
      it("makes the first version, whose data loadGameData gives back as they were", async () => {
        expect(await loadGameData(database.db)).toBeUndefined();
        const { version, isNew } = await publishGameData(database.db, DATA, { source: "bundled" });
        const loaded = await loadGameData(database.db);
        expect(isNew).toBe(true);
        expect(version).toMatchObject({ digest: gameDataDigest(DATA), source: "bundled", etlRun: null });
        expect(version.rowCounts).toMatchObject({ forms: 188, moves: 226, types: 18, effectiveness: 324 });
        expect(loaded).toEqual({ data: inCanonicalOrder(DATA), version });
      });

      it("replaces all rows and keeps the versions before", async () => {
        await publishGameData(database.db, DATA, { source: "bundled" });
        const changed = { ...withThunderboltPower(DATA, 95), trainers: DATA.trainers.slice(1) };
        const { version } = await publishGameData(database.db, changed, { source: "other" });
        expect((await loadGameData(database.db))?.data).toEqual(inCanonicalOrder(changed));
        const versions = await listDataVersions(database.db);
        expect(versions.map(({ source }) => source)).toEqual(["other", "bundled"]);
        expect(await currentDataVersion(database.db)).toEqual(version);
      });

      it("makes no new version of the same content, in whatever order", async () => {
        const { version } = await publishGameData(database.db, DATA, { source: "bundled" });
        const turned = { ...DATA, forms: DATA.forms.toReversed(), learnsets: DATA.learnsets.toReversed() };
        expect(await publishGameData(database.db, turned, { source: "bundled" })).toEqual({
          version,
          isNew: false,
        });
      });

      it("rewrites rows that were damaged, when forced, as the same version", async () => {
        const { version } = await publishGameData(database.db, DATA, { source: "bundled" });
        await sql`update move set power = 1 where slug = 'thunderbolt'`.execute(database.db);
        const again = await publishGameData(database.db, DATA, { source: "bundled", force: true });
        expect(again).toEqual({ version, isNew: false });
        expect((await loadGameData(database.db))?.data).toEqual(inCanonicalOrder(DATA));
      });

      it("changes nothing when a row breaks a rule of the schema", async () => {
        await publishGameData(database.db, DATA, { source: "bundled" });
        const broken = withThunderboltPower(DATA, 999);
        await expect(publishGameData(database.db, broken, { source: "bundled" })).rejects.toThrow(
          /move_power_check/,
        );
        expect((await loadGameData(database.db))?.data).toEqual(inCanonicalOrder(DATA));
      });

      it("lets readers see one whole version at any time", async () => {
        const other = withThunderboltPower(DATA, 95);
        await publishGameData(database.db, DATA, { source: "test" });
        const digests = [DATA, other].map(gameDataDigest);
        const publishing = (async () => {
          for (const data of [other, DATA, other])
            await publishGameData(database.db, data, { source: "test" });
        })();
        let isDone = false;
        const done = publishing.finally(() => {
          isDone = true;
        });
        while (!isDone) {
          const { data, version } = (await loadGameData(database.db))!;
          expect(digests).toContain(version.digest);
          expect(gameDataDigest(data)).toBe(version.digest);
        }
        await done;
      });

      it("waits for another publication and goes on from what that made", async () => {
        const other = withThunderboltPower(DATA, 95);
        const publications = await Promise.all(
          [DATA, other, DATA, other].map((data) => publishGameData(database.db, data, { source: "test" })),
        );
        const versions = await listDataVersions(database.db);
        const nNew = publications.filter(({ isNew }) => isNew).length;
        const digests = versions.map(({ digest }) => digest);
        expect(versions).toHaveLength(nNew);
        expect(digests.filter((digest, i) => digest === digests[i + 1])).toEqual([]);
        const { data, version } = (await loadGameData(database.db))!;
        expect(gameDataDigest(data)).toBe(version.digest);
      });

      it("keeps to its time", async () => {
        const start = performance.now();
        await publishGameData(database.db, DATA, { source: "bundled" });
        const published = performance.now();
        await loadGameData(database.db);
        const loaded = performance.now();
        const [publishMs, loadMs] = [published - start, loaded - published].map(Math.round);
        console.log(`${name}: publish ${publishMs} ms (goal ${PUBLISH_GOAL_MS}), read ${loadMs} ms`);
        if (name !== "PGlite") expect(publishMs).toBeLessThan(3 * PUBLISH_GOAL_MS);
      });
    });

    describe("etl runs", () => {
      it("go from running to succeeded with the digest of what they made", async () => {
        const id = await startEtlRun(database.db, { source: "bundled", forced: true });
        const [running] = await listEtlRuns(database.db);
        expect(running).toMatchObject({
          id,
          status: "running",
          forced: true,
          pid: process.pid,
          finishedAt: null,
        });
        expect(await lastSucceededEtlRun(database.db, "bundled")).toBeUndefined();
        await finishEtlRun(database.db, id, "abc");
        expect(await lastSucceededEtlRun(database.db, "bundled")).toMatchObject({ id, contentDigest: "abc" });
        expect(await lastSucceededEtlRun(database.db, "pokeapi")).toBeUndefined();
      });

      it("keep why they failed", async () => {
        const id = await startEtlRun(database.db, { source: "bundled", forced: false });
        await failEtlRun(database.db, id, "the source is empty");
        expect(await listEtlRuns(database.db)).toMatchObject([
          { status: "failed", cause: "the source is empty" },
        ]);
      });

      it("are marked when they died, and can't succeed after that", async () => {
        const done = await startEtlRun(database.db, { source: "bundled", forced: false });
        await finishEtlRun(database.db, done, "abc");
        const dead = await startEtlRun(database.db, { source: "bundled", forced: false });
        expect(await markInterruptedEtlRuns(database.db)).toEqual([dead]);
        expect(await markInterruptedEtlRuns(database.db)).toEqual([]);
        await expect(finishEtlRun(database.db, dead, "abc")).rejects.toThrow(/is not running/);
        const statuses = (await listEtlRuns(database.db)).map(({ status }) => status);
        expect(statuses).toEqual(["interrupted", "succeeded"]);
      });

      it("are forgotten when there was nothing to do", async () => {
        const id = await startEtlRun(database.db, { source: "bundled", forced: false });
        await discardEtlRun(database.db, id);
        expect(await listEtlRuns(database.db)).toEqual([]);
      });

      it("keep what they read and what they found", async () => {
        const id = await startEtlRun(database.db, { source: "bundled", forced: false });
        const source = {
          source: "bundled",
          url: "data/forms.csv",
          digest: "00ff",
          bytes: 12,
          retrievedAt: new Date("2026-01-02T03:04:05Z"),
        };
        const issue = {
          severity: "warning",
          subjectTable: "move",
          subject: "absorb",
          field: "power",
          found: { bundled: 40, pokeApi: 20 },
          chosenSource: "bundled",
          reason: "the game shows 40",
        } as const;
        await recordSources(database.db, id, [source]);
        await recordDataIssues(database.db, id, [issue]);
        expect(await listSources(database.db, id)).toEqual([source]);
        expect(await listDataIssues(database.db, id)).toEqual([issue]);
      });
    });

    describe("recordDataset", () => {
      it("makes it the latest, with its files", async () => {
        const { version } = await publishGameData(database.db, DATA, { source: "bundled" });
        const sha256 = "0".repeat(64);
        const recorded = await recordDataset(database.db, {
          scenario: "all_combinations",
          seed: 2 ** 40,
          dataVersion: version.id,
          codeVersion: "0.1.0",
          summary: { meanLabel: 0.5, perScenario: { all: 1 } },
          files: [
            { path: "part-0.parquet", nRows: 10, nBytes: 100, sha256 },
            { path: "part-1.parquet", nRows: 5, nBytes: 3_000_000_000, sha256 },
          ],
        });
        expect(recorded.nRows).toBe(15);
        expect(await latestDataset(database.db)).toEqual(recorded);
        expect(await latestDataset(database.db, "in_game")).toBeUndefined();
      });

      it("is refused for a data version that does not exist", async () => {
        const dataset = {
          scenario: "all",
          seed: 1,
          dataVersion: 99,
          codeVersion: "x",
          summary: {},
          files: [],
        };
        await expect(recordDataset(database.db, dataset)).rejects.toThrow(/dataset_data_version_fkey/);
      });
    });

    describe("the schema", () => {
      it("refuses rows that break a rule", async () => {
        await publishGameData(database.db, DATA, { source: "bundled" });
        const cases = [
          ["a third type", "insert into form_type values ('pikachu', 3, 'fire')", "form_type_slot_check"],
          ["a base stat of 0", "update form_stat set base_value = 0", "form_stat_base_value_check"],
          ["an unknown move", "update machine set move = 'splosh' where number = 1", "machine_move_fkey"],
          [
            "a second base form",
            "update form set kind = 'base' where slug = 'pikachu-starter'",
            "form_one_base",
          ],
          [
            "a machine with a level",
            "update learnset set level = 3 where learn_method = 'machine'",
            "learnset_",
          ],
          [
            "a learnset row twice",
            "insert into learnset select * from learnset limit 1",
            "learnset_form_move",
          ],
          ["a multiplier of 4", "update type_effectiveness set multiplier = 4", "multiplier_check"],
          [
            "a nature for HP",
            "update nature set increased = 'hp' where increased is not null",
            "nature_increased",
          ],
          ["a move without a type", "delete from type where slug = 'fire'", "fkey"],
        ] as const;
        for (const [what, statement, constraint] of cases) {
          await expect(sql.raw(statement).execute(database.db), what).rejects.toThrow(constraint);
        }
      });

      it("shows each form on one line as pokemon", async () => {
        await publishGameData(database.db, DATA, { source: "bundled" });
        const { rows } = await sql`select * from pokemon where slug = 'charizard-mega-x'`.execute(
          database.db,
        );
        expect(rows).toMatchObject([
          { type1: "fire", type2: "dragon", hp: 78, attack: 130, specialAttack: 130, speed: 100 },
        ]);
      });
    });
  });
}
