import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "../src/env.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "predictiondex-etl-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Result> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(
      process.execPath,
      [MAIN, ...args],
      { env: { ETL_MODE: "offline", ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("the program", () => {
  it("loads, has nothing to do the second time, and loads again with --force", {
    timeout: 180_000,
  }, async () => {
    const env = { DATA_DIR: directory };
    const first = await run([], env);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("live sources are off (ETL_MODE=offline)");
    expect(first.stdout).toContain(
      'ETL done: data version 1 published from "bundled"\n  forms            188\n',
    );
    expect(existsSync(join(directory, ".etl_done"))).toBe(true);
    const second = await run([], env);
    expect(second).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("ETL already done: data version 1"),
    });
    const third = await run(["--force"], env);
    expect(third).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("loaded again, data version 1 unchanged"),
    });
  });

  it.each<[string, readonly string[], Record<string, string>, number, string]>([
    ["an option it doesn't know", ["--frce"], {}, 2, "ETL failed: Unknown option '--frce'"],
    [
      "settings it can't use",
      [],
      { POSTGRES_HOST: "db" },
      1,
      "ETL failed: POSTGRES_USER (or POSTGRES_USER_FILE) is needed",
    ],
    [
      "a database that never answers",
      [],
      { DATABASE_URL: "postgres://user:hidden@127.0.0.1:1/x", DATABASE_WAIT_S: "1" },
      1,
      "ETL failed: gave up after 1 s: PostgreSQL at 127.0.0.1:1/x does not answer",
    ],
  ])("ends in one line at %s", async (_what, args, env, code, message) => {
    const result = await run(args, env);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(message);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
    expect(result.stdout + result.stderr).not.toContain("hidden");
  });

  it("stops at SIGTERM while it waits for the database", async () => {
    const env = { DATABASE_URL: "postgres://127.0.0.1:1/x", ETL_MODE: "offline" };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const closed = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect(await closed).toBe(143);
    expect(stderr).toBe("ETL failed: stopped by SIGTERM\n");
  });
});

describe("readEnv", () => {
  it("shows the marker beside the embedded data unless ETL_MARKER names another place", () => {
    expect(readEnv({ DATA_DIR: "/data" }).markerPath).toBe("/data/.etl_done");
    expect(readEnv({ DATA_DIR: "/data", ETL_MARKER: "/run/.etl_done" }).markerPath).toBe("/run/.etl_done");
    expect(readEnv({ DATABASE_URL: "postgres://db/x" })).toMatchObject({
      markerPath: undefined,
      waitMs: 60_000,
    });
  });

  it("tells all faults at once", () => {
    const env = { DATABASE_URL: "nowhere", DATABASE_WAIT_S: "soon" };
    expect(() => readEnv(env)).toThrow(ConfigInvalidError);
    expect(() => readEnv(env)).toThrow(
      /^DATABASE_URL .*; DATABASE_WAIT_S must be seconds, 0–9999, got "soon"$/,
    );
  });
});
