import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { freePort, runCli } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "predictiondex-doctor-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const doctor = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const ports = { API_PORT: `${await freePort()}`, WEB_PORT: `${await freePort()}` };
  const cli = runCli(["doctor"], { ...ports, DATA_DIR: directory, ...more });
  expect(await cli.ended, cli.output()).toBe(0);
  return cli.output();
};

it("a database without tables holds no data yet, which is no fault, and says what brings it", async () => {
  const output = await doctor();
  expect(output).toContain("Data: none yet; run: npm run -s cli -- etl");
  expect(output).toContain("Data set: none yet; npm start builds it");
}, 180_000);

it("in an image it speaks of docker compose, and of no page", async () => {
  const output = await doctor({ SERVICE: "api" });
  expect(output).toContain("Data: none yet; run: docker compose run --rm etl");
  expect(output).toContain("Data set: none yet; run: docker compose run --rm ml_builder");
  expect(output).not.toMatch(/npm|Page:/);
}, 180_000);
