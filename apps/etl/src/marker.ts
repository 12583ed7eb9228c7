import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DataVersion } from "@predictiondex/db";

/** Shows to operators which data version is loaded; the database alone decides. */
export async function writeMarker(path: string, version: DataVersion): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const { id, digest, source, publishedAt } = version;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify({ dataVersion: id, digest, source, publishedAt })}\n`);
  await rename(draft, path);
}
