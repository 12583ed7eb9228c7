import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UnavailableError } from "@predictiondex/core";

const SOURCES = [
  "package-lock.json",
  "apps/web/{index.html,package.json,vite.config.ts}",
  "apps/web/{src,public}/**/*.*",
  "packages/{core,contract,battle}/src/**/*.ts",
];

/**
 * Builds the page where it is missing or older than its sources, and gives its folder.
 * @throws UnavailableError with what the build said, where it fails.
 */
export async function buildWebIfNeeded(root: string, onBuild: () => void): Promise<string> {
  const directory = join(root, "apps", "web", "dist");
  const stamp = join(directory, ".sources");
  const digest = await digestSources(root);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === digest) return directory;
  onBuild();
  const { code, output } = await run(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "apps/web"],
    root,
  );
  if (code !== 0) throw new UnavailableError(`The page could not be built:\n${output}`);
  await writeFile(stamp, digest);
  return directory;
}

async function digestSources(root: string): Promise<string> {
  const files = await Array.fromAsync(glob(SOURCES, { cwd: root }));
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest("hex");
}

function run(
  command: string,
  parameters: readonly string[],
  cwd: string,
): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, parameters, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", fail);
    child.on("close", (code) => done({ code: code ?? 1, output }));
  });
}
