import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError, UnavailableError } from "@predictiondex/core";
import type { DatasetFile } from "@predictiondex/db";
import type { DatasetCard } from "./dataset-card.ts";
import { COLUMNS } from "./dataset-schema.ts";
import type { DatasetSpec } from "./dataset-spec.ts";
import { tellCard } from "./tell-card.ts";

/** What `manifest.json` beside the Parquet files says. */
export interface DatasetManifest {
  readonly name: string;
  /** What the files follow from. */
  readonly spec: DatasetSpec;
  readonly files: readonly DatasetFile[];
}

const MANIFEST = "manifest.json";
const FULL_DISK = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Reads the manifest of an earlier run; undefined where there is none, or it is cut off or of an older release. */
export async function readManifest(directory: string): Promise<DatasetManifest | undefined> {
  try {
    const manifest: Partial<DatasetManifest> = JSON.parse(await readFile(join(directory, MANIFEST), "utf8"));
    return manifest.spec && manifest.files ? (manifest as DatasetManifest) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes the manifest and the schema file; each appears whole or not at all. */
export async function writeManifest(directory: string, manifest: DatasetManifest): Promise<void> {
  await writeWhole(
    join(directory, "schema.json"),
    `${JSON.stringify({ columns: COLUMNS.map(({ cell, ...column }) => column) }, null, 2)}\n`,
  );
  await writeWhole(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Writes one shard whole, and says what the manifest needs to know of it. */
export async function writeShard(
  directory: string,
  name: string,
  shard: { readonly nRows: number; readonly bytes: Uint8Array },
): Promise<DatasetFile> {
  await writeWhole(join(directory, name), shard.bytes);
  return { path: name, nRows: shard.nRows, nBytes: shard.bytes.byteLength, sha256: sha256(shard.bytes) };
}

/** Whether the file is there, as the manifest lists it. */
export async function isIntact(directory: string, file: DatasetFile): Promise<boolean> {
  try {
    return sha256(await readFile(join(directory, file.path))) === file.sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Writes the data card beside the files, for programs and for people. */
export async function writeCard(
  directory: string,
  manifest: DatasetManifest,
  card: DatasetCard,
): Promise<void> {
  await writeWhole(join(directory, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  await writeWhole(join(directory, "README.md"), tellCard(manifest, card));
}

/** Files that a data set's folder may hold. */
const OWN_FILES = /^(part-\d+\.parquet|manifest\.json|schema\.json|card\.json|README\.md)(\.partial)?$/;

/**
 * Makes the folder, without the files of another data set where `keep` is false, else without what a killed run was
 * writing. @throws {InvalidInputError} where a folder without `keep` holds anything that is no data set's
 */
export async function prepareDirectory(directory: string, keep: boolean): Promise<void> {
  await mkdir(directory, { recursive: true });
  const names = await readdir(directory);
  const foreign = names.find((name) => !OWN_FILES.test(name));
  if (foreign !== undefined && !keep) {
    const detail = `the folder ${directory} holds "${foreign}", which is no file of a data set: choose another folder`;
    throw new InvalidInputError([{ pointer: "/directory", detail }]);
  }
  const unwanted = names.filter((name) => !keep || name.endsWith(".partial"));
  await Promise.all(unwanted.map((name) => rm(join(directory, name), { force: true })));
}

/** @throws {UnavailableError} where the disk is full; nothing is left of the file then */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, content);
    const file = await open(partial, "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    if (!FULL_DISK.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    throw new UnavailableError(`the disk is full: ${path} can't be written. The next run goes on from here`, {
      cause: error,
    });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
