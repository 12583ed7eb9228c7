import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT } from "./run-cli.ts";

const copy = mkdtempSync(join(tmpdir(), "predictiondex-setup-"));
mkdirSync(join(copy, "scripts"));
mkdirSync(join(copy, "node_modules"));
copyFileSync(join(ROOT, "scripts/setup.cjs"), join(copy, "scripts/setup.cjs"));
writeFileSync(join(copy, "package-lock.json"), "{}");
afterAll(() => rmSync(copy, { recursive: true }));

const run = (...parameters: string[]) =>
  spawnSync(
    process.execPath,
    [...parameters.slice(0, -1), join(copy, "scripts/setup.cjs"), parameters.at(-1)!],
    {
      encoding: "utf8",
    },
  );
const pretendInstalled = () => {
  const digest = createHash("sha256")
    .update("{}")
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
  writeFileSync(join(copy, "node_modules/.predictiondex-install"), digest);
};

describe("the set-up script", () => {
  it("tells an old Node in one line what to do", () => {
    const old = join(copy, "old-node.cjs");
    writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
    const { status, stderr } = run("--require", old, "start");
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      "PredictionDex needs Node 20 or newer; this is Node 18.20.4. Install a newer one from nodejs.org, then run the same command again.",
    );
  });

  it("tells in one line that the pinned Node did not come with the install", () => {
    pretendInstalled();
    const { status, stderr } = run("start");
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(
      /^Node 24 did not come with the install \(.* is missing\)\. .*npm ci --ignore-scripts=false.*$/,
    );
  });

  it("knows its commands", () => {
    const { status, stderr } = run("sart");
    expect(status).toBe(1);
    expect(stderr).toContain("Unknown command: sart. Known: start");
  });

  it("is written so that very old Nodes can read it", () => {
    const { status } = spawnSync(process.execPath, ["--check", join(ROOT, "scripts/setup.cjs")]);
    expect(status).toBe(0);
  });
});
