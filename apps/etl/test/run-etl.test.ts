import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataInvalidError } from "@predictiondex/core";
import {
  currentDataVersion,
  type Database,
  gameDataDigest,
  listDataIssues,
  listEtlRuns,
  listSources,
  loadGameData,
} from "@predictiondex/db";
import { findTestTargets, type RunningTarget } from "@predictiondex/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EtlProgress, formatSummary, runEtl, transform } from "../src/index.ts";
import { extractorOf, factsWith, factsWithPower } from "./helpers.ts";

/** Goal for a load into a server, in seconds; a test fails at three times that. */
const LOAD_GOAL_S = 2;

for (const { name, missing, start } of await findTestTargets()) {
  describe.skipIf(missing)(`runEtl on ${name}`, () => {
    let target: RunningTarget;
    let database: Database;
    let directory: string;
    beforeAll(async () => {
      target = await start();
    });
    afterAll(() => target?.stop());
    beforeEach(async () => {
      database = await target.open();
      directory = await mkdtemp(join(tmpdir(), "predictiondex-etl-"));
    });
    afterEach(async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    });

    it("loads all facts, publishes them and keeps where they come from", async () => {
      const summary = await runEtl({ database });
      const { learnsets } = transform(factsWith()).data;
      expect(summary).toMatchObject({ status: "loaded", isNewVersion: true, interruptedRuns: [] });
      expect(summary.counts).toMatchObject({
        forms: 188,
        moves: 226,
        types: 18,
        effectiveness: 324,
        learnsets: learnsets.length,
      });
      const { data, version } = (await loadGameData(database.db))!;
      expect(version).toEqual(summary.version);
      expect(gameDataDigest(data)).toBe(version.digest);
      expect(await listEtlRuns(database.db)).toMatchObject([
        { id: summary.run, status: "succeeded", source: "bundled" },
      ]);
      const sources = await listSources(database.db, summary.run!);
      expect(sources.map(({ url }) => url)).toContain("data/learnsets.csv");
      expect(await listDataIssues(database.db, summary.run!)).toHaveLength(summary.nIssues);
      console.log(`${name}: offline load ${summary.seconds.total.toFixed(2)} s (goal ${LOAD_GOAL_S})`);
      // The goal is a server's; PGlite shares the thread and, here, the processor with the other tests.
      if (name !== "PGlite") expect(summary.seconds.total).toBeLessThan(3 * LOAD_GOAL_S);
    });

    it("has nothing to do the second time, and leaves no trace", async () => {
      const first = await runEtl({ database });
      const second = await runEtl({ database });
      expect(second).toMatchObject({ status: "already-done", run: undefined, version: first.version });
      expect(second.message).toBe("ETL already done: data version 1 is current (--force reloads)");
      expect(await listEtlRuns(database.db)).toHaveLength(1);
    });

    it("loads again when forced, as the same version", async () => {
      const first = await runEtl({ database });
      const second = await runEtl({ database, force: true });
      expect(second).toMatchObject({ status: "loaded", isNewVersion: false, version: first.version });
      expect(await listEtlRuns(database.db)).toMatchObject([{ forced: true }, { forced: false }]);
    });

    it("publishes a new version when the facts have changed", async () => {
      await runEtl({ database, extractor: extractorOf(factsWithPower(90)) });
      const { version } = await runEtl({ database, extractor: extractorOf(factsWithPower(95)) });
      expect(version).toMatchObject({ id: 2, source: "test" });
      const { data } = (await loadGameData(database.db))!;
      expect(data.moves.find(({ slug }) => slug === "thunderbolt")?.power).toBe(95);
    });

    it("does not put an older source over what came after it", async () => {
      await runEtl({ database });
      const { version } = await runEtl({ database, extractor: extractorOf(factsWithPower(95)) });
      expect(await runEtl({ database })).toMatchObject({ status: "already-done", version });
    });

    it("leaves the data as they were when a fact breaks a rule, and keeps the cause", async () => {
      const { version } = await runEtl({ database });
      const bad = extractorOf(factsWithPower(999));
      await expect(runEtl({ database, extractor: bad })).rejects.toThrow(DataInvalidError);
      expect(await currentDataVersion(database.db)).toEqual(version);
      const [run] = await listEtlRuns(database.db);
      expect(run).toMatchObject({
        status: "failed",
        cause: "move thunderbolt: power must be 1–250, got 999",
      });
    });

    it("leaves the data as they were when the load fails after the rows were replaced", async () => {
      const { version } = await runEtl({ database });
      const source = { source: "test", url: "x", digest: "0", bytes: null, retrievedAt: new Date() };
      const extractor = extractorOf(factsWithPower(95), { sources: [source, source] });
      await expect(runEtl({ database, extractor })).rejects.toThrow(/source_record/);
      const after = (await loadGameData(database.db))!;
      expect(after.version).toEqual(version);
      expect(gameDataDigest(after.data)).toBe(version.digest);
      expect(await listEtlRuns(database.db)).toMatchObject([{ status: "failed" }, { status: "succeeded" }]);
    });

    it("stops at a signal, even in the middle of the load", async () => {
      const { version } = await runEtl({ database });
      const stop = new AbortController();
      const stopped = runEtl({
        database,
        extractor: extractorOf(factsWithPower(95)),
        signal: stop.signal,
        onProgress: ({ step }) => step === "load" && stop.abort(new Error("stopped by SIGTERM")),
      });
      await expect(stopped).rejects.toThrow("stopped by SIGTERM");
      expect(await currentDataVersion(database.db)).toEqual(version);
      expect(await listEtlRuns(database.db)).toMatchObject([
        { status: "failed", cause: "stopped by SIGTERM" },
        {},
      ]);
    });

    it("lets one run in at a time and tells the other that it waits", async () => {
      const steps: EtlProgress[] = [];
      const onProgress = (progress: EtlProgress): void => void steps.push(progress);
      const summaries = await Promise.all([
        runEtl({ database, onProgress }),
        runEtl({ database, onProgress }),
      ]);
      expect(summaries.map(({ status }) => status).toSorted()).toEqual(["already-done", "loaded"]);
      expect(steps.filter(({ step }) => step === "wait")).toHaveLength(1);
    });

    it("shows by a marker file which version is there", async () => {
      const markerPath = join(directory, "shown", ".etl_done");
      await expect(
        runEtl({ database, markerPath, extractor: extractorOf(factsWithPower(999)) }),
      ).rejects.toThrow();
      await expect(readFile(markerPath)).rejects.toThrow(/ENOENT/);
      const { version } = await runEtl({ database, markerPath });
      expect(JSON.parse(await readFile(markerPath, "utf8"))).toMatchObject({
        dataVersion: 1,
        digest: version.digest,
      });
      await rm(markerPath);
      await runEtl({ database, markerPath });
      expect(JSON.parse(await readFile(markerPath, "utf8"))).toMatchObject({ dataVersion: 1 });
    });

    it("succeeds without a marker that can't be written, and says so", async () => {
      const labels: string[] = [];
      const { status } = await runEtl({
        database,
        markerPath: "/dev/null/.etl_done",
        onProgress: ({ label }) => void labels.push(label),
      });
      expect(status).toBe("loaded");
      expect(labels.join("\n")).toContain("the marker /dev/null/.etl_done can't be written");
    });

    it("sums up as a table", async () => {
      const text = formatSummary(await runEtl({ database }));
      expect(text).toMatch(/^ETL done: data version 1 published from "bundled"\n/);
      expect(text).toMatch(
        /forms +188\n +moves +226\n +types +18\n +type chart +324\n +learnset rows +\d,\d{3}\n/,
      );
      expect(text).toMatch(/seconds +\d+\.\d\d$/);
    });
  });
}
