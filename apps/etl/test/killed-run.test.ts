import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSeededRandom } from "@predictiondex/core";
import {
  type Database,
  type DatabaseSettings,
  gameDataDigest,
  listEtlRuns,
  loadGameData,
  migrate,
  openDatabase,
} from "@predictiondex/db";
import { findServerTargets, type RunningTarget } from "@predictiondex/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EtlSummary, runEtl } from "../src/index.ts";
import { extractorOf, factsWithPower } from "./helpers.ts";

const CHILD = join(import.meta.dirname, "load-child.ts");
const OLD_POWER = 90;
const NEW_POWER = 95;
const N_KILLS = 6;

/** Starts a load of the new facts and kills it `delayMs` after its step began; false when it was done before. */
async function killDuring(settings: object, killStep: string, delayMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(settings), String(NEW_POWER)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("close", (_code, signal) => resolve(signal)),
  );
  let output = "";
  const reached = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.split("\n").includes(killStep)) resolve();
    });
  });
  await Promise.race([reached, closed]);
  await sleep(delayMs);
  child.kill("SIGKILL");
  return (await closed) === "SIGKILL";
}

/** Kills loads of the new facts at several moments; says how that went. */
async function killAgainAndAgain(settings: DatabaseSettings, name: string): Promise<void> {
  const oldFacts = extractorOf(factsWithPower(OLD_POWER));
  const loadOld = (): Promise<EtlSummary> =>
    withDatabase(settings, (database) => runEtl({ database, extractor: oldFacts, force: true }));
  const { version: old, seconds } = await loadOld();
  const random = createSeededRandom(2);
  let nKilled = 0;
  let nOld = 0;
  for (let kill = 0; kill < N_KILLS; kill++) {
    // The first while it reads, the others spread over the load, the last of them near its end.
    const step = kill === 0 ? "extract" : "load";
    const share = kill === 0 ? 0 : (kill - random.next(1000) / 1000) / (N_KILLS - 1);
    if (await killDuring(settings, step, share * seconds.load * 1000)) nKilled++;
    const { data, version } = await withDatabase(settings, async ({ db }) => (await loadGameData(db))!);
    expect(gameDataDigest(data)).toBe(version.digest);
    if (version.digest === old.digest) nOld++;
    // On a server the dead run's transaction may still be ending: this run waits for it, and repairs.
    expect((await loadOld()).version.digest).toBe(old.digest);
  }
  const runs = await withDatabase(settings, ({ db }) => listEtlRuns(db, 100));
  const nInterrupted = runs.filter(({ status }) => status === "interrupted").length;
  console.log(
    `${name}: ${N_KILLS} runs, ${nKilled} killed, ${nOld} left the old data, ${nInterrupted} marked dead`,
  );
  expect(nKilled).toBeGreaterThan(N_KILLS / 2);
  // A commit that was under way at the kill may land after we have looked.
  expect(nInterrupted).toBeLessThanOrEqual(nOld);
  expect(nInterrupted).toBeGreaterThan(0);
  expect(runs.filter(({ status }) => status === "running")).toEqual([]);
  await withDatabase(settings, async (database) => {
    const last = await runEtl({ database, extractor: extractorOf(factsWithPower(NEW_POWER)), force: true });
    expect((await loadGameData(database.db))!.version).toEqual(last.version);
  });
}

async function withDatabase<T>(
  settings: DatabaseSettings,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(settings);
  try {
    await migrate(database);
    return await use(database);
  } finally {
    await database.close();
  }
}

const CLAIM = `leaves one whole version each of ${N_KILLS} times, and the next run completes`;

for (const { name, missing, start } of await findServerTargets()) {
  describe.skipIf(missing)(`a run killed on ${name}`, () => {
    let target: RunningTarget;
    beforeAll(async () => {
      target = await start();
    });
    afterAll(() => target?.stop());

    it(CLAIM, { timeout: 240_000 }, () => killAgainAndAgain(target.settings()!, name));
  });
}

describe("a run killed on an embedded folder", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "predictiondex-killed-"));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it(CLAIM, { timeout: 240_000 }, () =>
    killAgainAndAgain({ kind: "embedded", directory }, "embedded folder"),
  );
});
