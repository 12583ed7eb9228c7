import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "keys-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Run {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const keys = (...parameters: string[]): Promise<Run> =>
  promisify(execFile)(process.execPath, [main, "keys", ...parameters], {
    env: { PATH: process.env.PATH ?? "", DATA_DIR: directory },
  }).catch((error: Run) => error);

describe("predictiondex keys", () => {
  it("creates a key that is shown once, lists it by its name, revokes it; tells faults in one line", async () => {
    const created = await keys("create", "web", "--scopes", "predict");
    expect(created.stdout).toMatch(/^pdx_[\w-]{32}\n$/);
    const again = await keys("create", "web");
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/a key is called "web" already.*\n$/);
    expect((await keys("revoke", "web")).stdout).toBe("web is revoked.\n");
    const { stdout } = await keys("list", "--json");
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ name: "web", scopes: ["predict"], revokedAt: expect.any(String) }),
    ]);
    expect(stdout).not.toContain(created.stdout.trim());
    expect((await keys("create", "x", "--scopes", "everything")).stderr).toMatch(
      /^--scopes must list some of/,
    );
  });
});
