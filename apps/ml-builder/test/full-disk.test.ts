import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { buildDataset } from "../src/build-dataset.ts";
import { shardName } from "../src/dataset-spec.ts";
import { bytesOf, temporaryFolder } from "./helpers.ts";
import { DATA, smallSpec } from "./helpers-data.ts";

// Minutes on a busy machine, seconds on a free one.
vi.setConfig({ testTimeout: 240_000 });

const disk = temporaryFolder();
const missing = mountSmallDisk();
if (missing !== undefined) console.warn(`SKIPPED: a full disk: ${missing}`);
afterAll(() => {
  if (missing === undefined) execFileSync("umount", [disk]);
});

describe.skipIf(missing)("buildDataset on a full disk", () => {
  it("says so, leaves whole files alone, and goes on once there is room", async () => {
    const directory = join(disk, "dataset");
    const build = () => buildDataset({ data: DATA, spec: smallSpec(), directory, threads: 1 });
    await expect(build()).rejects.toThrow("the disk is full: ");
    expect(readdirSync(directory).filter((name) => name.endsWith(".partial"))).toEqual([]);
    execFileSync("mount", ["-o", "remount,size=4m", disk]);
    const { nResumed } = await build();
    expect(nResumed).toBeGreaterThan(0);
    const elsewhere = temporaryFolder();
    await buildDataset({ data: DATA, spec: smallSpec(), directory: elsewhere, threads: 1 });
    expect(bytesOf(directory)).toEqual(bytesOf(elsewhere));
    rmSync(directory, { recursive: true });
  });
});

describe.skipIf(!existsSync("/dev/full"))("buildDataset on a device without room", () => {
  it("names the file, leaves nothing half-written, and goes on afterwards", async () => {
    const directory = temporaryFolder();
    const build = (onProgress?: () => void) =>
      buildDataset({
        data: DATA,
        spec: smallSpec(),
        directory,
        threads: 1,
        ...(onProgress && { onProgress }),
      });
    const partial = join(directory, `${shardName(1)}.partial`);
    const fill = (): void => {
      if (existsSync(join(directory, shardName(0))) && !existsSync(partial))
        symlinkSync("/dev/full", partial);
    };
    await expect(build(fill)).rejects.toThrow(
      `the disk is full: ${join(directory, shardName(1))} can't be written`,
    );
    expect(existsSync(join(directory, shardName(1)))).toBe(false);
    expect(readdirSync(directory).filter((name) => name.endsWith(".partial"))).toEqual([]);
    const { nResumed } = await build();
    expect(nResumed).toBeGreaterThan(0);
    const elsewhere = temporaryFolder();
    await buildDataset({ data: DATA, spec: smallSpec(), directory: elsewhere, threads: 1 });
    expect(bytesOf(directory)).toEqual(bytesOf(elsewhere));
  });
});

/** Room for one shard and a half; why there is none, where it can't be mounted. */
function mountSmallDisk(): string | undefined {
  if (process.platform !== "linux") return "tmpfs is Linux's";
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=112k", "tmpfs", disk], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `tmpfs can't be mounted: ${(error as { stderr?: Buffer }).stderr}`;
  }
}
