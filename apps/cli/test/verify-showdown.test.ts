import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const MOST_MS = 120_000;
const directory = mkdtempSync(join(tmpdir(), "verify-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Makes a critical hit of the kernel no stronger than another. */
const WEAK_CRITICALS = `
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
registerHooks({
  load(url, context, next) {
    if (!url.endsWith("/engine/kernel/damage.ts")) return next(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    const source = text.replace("(damage * 3) >> 1", "damage");
    if (source === text) throw new Error("nothing to change");
    return { format: "module-typescript", source, shortCircuit: true };
  },
});`;

/** Makes Stealth Rock hurt twice as much. */
const SHARP_ROCKS = `
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
registerHooks({
  load(url, context, next) {
    if (!url.endsWith("/engine/kernel/switching.ts")) return next(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    const source = text.replace("(effectiveness + 2)) >> 5", "(effectiveness + 2)) >> 4");
    if (source === text) throw new Error("nothing to change");
    return { format: "module-typescript", source, shortCircuit: true };
  },
});`;

interface Run {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const verify = (flags: readonly string[], ...options: string[]): Promise<Run> =>
  promisify(execFile)(
    process.execPath,
    [...flags, MAIN, "verify", "showdown", "--fixtures", directory, ...options],
    {
      env: { PATH: process.env.PATH ?? "" },
    },
  ).catch((error: Run) => error);

describe("predictiondex verify showdown", () => {
  it(
    "prints its figures and ends with 0 where both engines agree",
    async () => {
      const { code, stdout } = await verify(
        [],
        ..."--battles 20 --seed 3 --species machamp,raichu --moves low-kick,thunder --json".split(" "),
      );
      expect(code).toBeUndefined();
      const figures = JSON.parse(stdout) as Record<string, unknown>;
      expect(figures).toMatchObject({ battles: 20, mismatches: 0 });
      expect(figures.usesPerMove).toHaveProperty("thunder.missed");
      expect(figures.tiedSpeedShare).toBeGreaterThan(0);
      expect(readdirSync(directory)).toEqual([]);
    },
    MOST_MS,
  );

  it(
    "shrinks a mismatch, stores it as a battle to replay, and ends with 1",
    async () => {
      const hook = `data:text/javascript,${encodeURIComponent(WEAK_CRITICALS)}`;
      const { code, stdout, stderr } = await verify(["--import", hook], "--battles", "200", "--json");
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ mismatches: 1 });
      expect(stderr).toContain("stored in");
      const stored = JSON.parse(readFileSync(join(directory, readdirSync(directory)[0]!), "utf8")) as {
        readonly note: string;
        readonly choices: readonly unknown[];
      };
      expect(stored.note).toMatch(/ours .*, Showdown /);
      expect(stored.choices.length).toBeLessThan(10);
    },
    MOST_MS,
  );

  it(
    "plays teams with --teams, telling what made Pokémon come in",
    async () => {
      const { code, stdout } = await verify([], ..."--teams 6 --battles 10 --seed 3 --json".split(" "));
      expect(code).toBeUndefined();
      const figures = JSON.parse(stdout) as { readonly switches: Readonly<Record<string, number>> };
      expect(figures).toMatchObject({ teams: "6", battles: 10, mismatches: 0 });
      expect(figures.switches.chosen).toBeGreaterThan(10);
      expect(figures.switches.fainted).toBeGreaterThan(10);
    },
    MOST_MS,
  );

  it(
    "shrinks a mismatch between teams, stores it, and ends with 1",
    async () => {
      const hook = `data:text/javascript,${encodeURIComponent(SHARP_ROCKS)}`;
      const { code, stderr } = await verify(
        ["--import", hook],
        ..."--teams 3 --battles 300 --moves stealth-rock,roar --seed 900".split(" "),
      );
      expect(code).toBe(1);
      expect(stderr).toContain("stored in");
      const stored = JSON.parse(readFileSync(join(directory, "seed-900-0.json"), "utf8")) as {
        readonly note: string;
        readonly a: readonly unknown[];
        readonly b: readonly unknown[];
        readonly choices: readonly unknown[];
      };
      expect(stored.note).toMatch(/ours .*, Showdown /);
      expect([stored.a.length + stored.b.length, stored.choices.length]).toEqual([3, 2]);
    },
    MOST_MS,
  );

  it("refuses teams of no size", async () => {
    const { code, stderr } = await verify([], "--teams", "7");
    expect(code).toBe(1);
    expect(stderr).toContain('--teams must be 1–6 or "any", got 7');
  });

  it("names every slug it does not know", async () => {
    const { code, stderr } = await verify([], "--species", "agumon", "--moves", "surfing");
    expect(code).toBe(1);
    expect(stderr).toMatch(/agumon/);
    expect(stderr).toMatch(/surfing/);
  });
});
