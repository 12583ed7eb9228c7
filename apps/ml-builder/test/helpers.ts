import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";

const folders: string[] = [];
afterAll(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

/** An empty folder, which goes after the tests of the file. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "predictiondex-dataset-"));
  folders.push(path);
  return path;
}

/** The SHA-256 of every file of a folder by its name. */
export function bytesOf(directory: string): Record<string, string> {
  const digest = (name: string) => createHash("sha256").update(readFileSync(join(directory, name)));
  return Object.fromEntries(readdirSync(directory).map((name) => [name, digest(name).digest("hex")]));
}

/** Asks DuckDB. */
export async function ask(sql: string): Promise<readonly Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}
