/** Runs every check and every test that this machine can run, and ends with one line of totals. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium, installChromium } from "./chromium.ts";

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
const root = new URL("..", import.meta.url).pathname;

function run(command: string, ...parameters: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    // Answering ahead would take a core for a minute from whoever tests a started platform; its own tests ask for it.
    const env = { WARM_UP: "false", ...process.env };
    const child = spawn(command, parameters, { cwd: root, env, stdio: "inherit" });
    child.on("error", fail);
    child.on("close", (code) => done(code ?? 1));
  });
}

async function check(name: string, command: string, ...parameters: readonly string[]): Promise<void> {
  console.log(`\n▶ ${name}`);
  const code = await run(command, ...parameters);
  if (code === 0) totals.passed++;
  else totals.failed++;
  console.log(code === 0 ? `✓ ${name}` : `✗ ${name} (exit code ${code})`);
}

async function runTests(filters: readonly string[]): Promise<void> {
  console.log("\n▶ tests");
  const directory = mkdtempSync(join(tmpdir(), "predictiondex-test-"));
  const report = join(directory, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run("vitest", "run", ...reporters, ...filters);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults, success } =
      JSON.parse(readFileSync(report, "utf8"));
    totals.passed += numPassedTests;
    // A file that fails to load has no failed test of its own.
    const brokenFiles = testResults.filter(
      (file: { status: string; assertionResults: { status: string }[] }) =>
        file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
    ).length;
    totals.failed += numFailedTests + brokenFiles;
    totals.skipped += numPendingTests + numTodoTests;
    if ((code !== 0 || !success) && totals.failed === 0) totals.failed++;
    for (const file of testResults) {
      for (const test of file.assertionResults) {
        if (test.status === "pending") console.log(`SKIPPED: ${test.fullName}`);
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    totals.failed++;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const filters = process.argv.slice(2);
if (findChromium() === undefined) await installChromium();
if (filters.length === 0) {
  await check("types (tsc)", "tsc", "--noEmit", "-p", "tsconfig.json");
  await check("format and lint (biome)", "biome", "ci", ".");
  await check("unused code (knip)", "knip", "--no-config-hints");
}
await runTests(filters);
const { passed, failed, skipped } = totals;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
