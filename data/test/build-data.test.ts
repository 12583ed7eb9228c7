import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUNDLED_DIRECTORY, BUNDLED_TABLES } from "@predictiondex/data";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const SHARED = join(ROOT, "..", "shared");
const POKEAPI = join(SHARED, "sources", "pokeapi");
const TRAINERS = join(SHARED, "data", "trainers.csv");
const IDS = join(SHARED, "data", "first-project-ids.csv");
const recorded = [POKEAPI, TRAINERS, IDS].every((path) => existsSync(path));

describe("scripts/build-data.ts", () => {
  it.skipIf(!recorded)(
    "makes the committed tables, byte for byte, from the recorded answers beside the repository",
    () => {
      const out = mkdtempSync(join(tmpdir(), "predictiondex-build-"));
      const script = join(ROOT, "scripts", "build-data.ts");
      const options = ["--pokeapi", POKEAPI, "--trainers", TRAINERS, "--ids", IDS, "--out", out];
      execFileSync(process.execPath, [script, ...options]);
      for (const table of BUNDLED_TABLES)
        expect(readFileSync(join(out, table), "utf8"), table).toBe(
          readFileSync(join(BUNDLED_DIRECTORY, table), "utf8"),
        );
      rmSync(out, { recursive: true });
    },
  );
});
