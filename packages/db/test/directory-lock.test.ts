import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { DataLockedError } from "@predictiondex/core";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireDirectoryLock, openDatabase, readDirectoryLock } from "../src/index.ts";
import { until } from "./helpers.ts";

const CHILD = join(import.meta.dirname, "lock-child.ts");

interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: string[];
  kill(): Promise<void>;
}

let directory: string;
const children: Child[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "predictiondex-lock-"));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await rm(directory, { recursive: true, force: true });
});

function startChild(mode: "race" | "rows"): Child {
  const child = spawn(process.execPath, [CHILD, mode, directory], { stdio: ["pipe", "pipe", "inherit"] });
  const lines: string[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop()!;
    lines.push(...parts);
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const result: Child = {
    process: child,
    lines,
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
  children.push(result);
  return result;
}

/** Ids that the children have been told to be committed. */
function committed(...all: readonly Child[]): readonly number[] {
  return all.flatMap(({ lines }) =>
    lines
      .filter((line) => line.startsWith("committed "))
      .map((line) => Number(line.slice("committed ".length))),
  );
}

describe("acquireDirectoryLock", () => {
  it("refuses a folder that this process owns already, and frees it on release", () => {
    const lock = acquireDirectoryLock(directory);
    expect(() => acquireDirectoryLock(directory)).toThrow(DataLockedError);
    lock.announce({ api: "http://127.0.0.1:8000" });
    expect(readDirectoryLock(directory)).toMatchObject({
      pid: process.pid,
      liveness: "alive",
      details: { api: "http://127.0.0.1:8000" },
    });
    lock.release();
    lock.release();
    expect(readDirectoryLock(directory)).toBeUndefined();
    acquireDirectoryLock(directory).release();
  });

  it("names the owner and what to do", () => {
    acquireDirectoryLock(directory);
    const refusal = `the data folder ${directory} is in use by process ${process.pid}`;
    expect(() => acquireDirectoryLock(directory)).toThrow(refusal);
    expect(() => acquireDirectoryLock(directory)).toThrow(/stop it first, or set DATA_DIR to another folder/);
  });

  it("takes over a lock whose pid now belongs to another process", async () => {
    acquireDirectoryLock(directory);
    const path = join(directory, "predictiondex.lock");
    const owner = JSON.parse(await readFile(path, "utf8"));
    expect(owner.start).toBeDefined();
    await writeFile(path, JSON.stringify({ ...owner, start: `${owner.start}1` }));
    expect(readDirectoryLock(directory)?.liveness).toBe("dead");
    const lock = acquireDirectoryLock(directory);
    expect(readDirectoryLock(directory)?.liveness).toBe("alive");
    lock.release();
  });

  it("does not release a lock that was taken over meanwhile", async () => {
    const lock = acquireDirectoryLock(directory);
    const path = join(directory, "predictiondex.lock");
    const owner = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...owner, token: "another" }));
    lock.release();
    expect(readDirectoryLock(directory)?.token).toBe("another");
  });

  it("refuses the lock of another container, which it can't judge", async () => {
    acquireDirectoryLock(directory);
    const path = join(directory, "predictiondex.lock");
    const owner = JSON.parse(await readFile(path, "utf8"));
    if (owner.boot === "") return;
    await writeFile(path, JSON.stringify({ ...owner, namespace: "pid:[1]" }));
    expect(() => acquireDirectoryLock(directory)).toThrow(
      /runs in another container or is gone; .* delete .*predictiondex.lock/,
    );
  });

  it("says what to do about a damaged lock file", async () => {
    await writeFile(join(directory, "predictiondex.lock"), "{");
    expect(() => acquireDirectoryLock(directory)).toThrow(/predictiondex.lock is damaged: delete it/);
  });

  it("finishes the takeover of a process that died in the middle of its own", async () => {
    acquireDirectoryLock(directory);
    const path = join(directory, "predictiondex.lock");
    const owner = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...owner, token: "first", start: "1" }));
    await writeFile(`${path}.first`, JSON.stringify({ ...owner, token: "second", start: "1" }));
    await writeFile(`${path}.second`, JSON.stringify({ ...owner, token: "third", start: "1" }));
    acquireDirectoryLock(directory);
    expect(await readdir(directory)).toEqual(["predictiondex.lock"]);
    expect(readDirectoryLock(directory)?.liveness).toBe("alive");
  });

  it("lets one process in, however many come at once, from a free folder or a dead owner's", {
    timeout: 120_000,
  }, async () => {
    const nRounds = 4;
    const nRacers = 4;
    for (let round = 0; round < nRounds; round++) {
      const racers = Array.from({ length: nRacers }, () => startChild("race"));
      await until(() => racers.every(({ lines }) => lines.includes("ready")));
      for (const racer of racers) racer.process.stdin.write("go\n");
      await until(() => racers.every(({ lines }) => lines.length === 2));
      const answers = racers.map(({ lines }) => lines[1]!.split(" ")[0]);
      expect(answers.toSorted()).toEqual([...Array(nRacers - 1).fill("DATA_LOCKED"), "owner"]);
      // The owner leaves its lock behind for the next round.
      await Promise.all(racers.map((racer) => racer.kill()));
      expect(readDirectoryLock(directory)?.liveness).toBe("dead");
    }
    expect(await readdir(directory)).toEqual(["predictiondex.lock"]);
  });
});

describe("openDatabase on a folder", () => {
  it("lets the second process find the owner, and loses no committed row of either", {
    timeout: 120_000,
  }, async () => {
    const first = startChild("rows");
    await until(() => committed(first).length >= 5);
    const second = startChild("rows");
    await until(() => second.lines.length > 0);
    expect(second.lines[0]).toMatch(
      new RegExp(
        `^DATA_LOCKED the data folder .* is in use by process ${first.process.pid} since .*: stop it first`,
      ),
    );
    expect(readDirectoryLock(directory)?.details).toEqual({ api: "http://127.0.0.1:1" });
    await first.kill();
    const third = startChild("rows");
    await until(() => committed(third).length >= 5);
    await third.kill();
    const database = await openDatabase({ kind: "embedded", directory });
    const { rows } = await sql<{ id: number }>`select id from row_test`.execute(database.db);
    const there = new Set(rows.map(({ id }) => id));
    await database.close();
    expect(committed(first, third).filter((id) => !there.has(id))).toEqual([]);
  });

  it("opens after a kill at any moment of the first start", { timeout: 240_000 }, async () => {
    for (const delayMs of [300, 1000, 2000, 3500]) {
      await rm(directory, { recursive: true, force: true });
      const child = startChild("rows");
      await Promise.race([sleep(delayMs), until(() => committed(child).length > 0)]);
      await child.kill();
      const state = existsSync(join(directory, "postgres")) ? "made" : "not made";
      const database = await openDatabase({ kind: "embedded", directory });
      const { rows } = await sql<{
        found: string | null;
      }>`select to_regclass('row_test')::text as found`.execute(database.db);
      if (committed(child).length > 0) expect(rows[0]!.found, state).toBe("row_test");
      await database.close();
    }
  });
});
