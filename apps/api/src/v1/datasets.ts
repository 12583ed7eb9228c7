import type { ReadStream } from "node:fs";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { MissingError } from "@predictiondex/answers";
import type { DatasetItem } from "@predictiondex/contract";
import type { Dataset, DatasetFile } from "@predictiondex/db";

/** A data set as the contract has it; addresses are relative to `/v1/datasets`. */
export async function datasetItem(dataset: Dataset, directory: string | undefined): Promise<DatasetItem> {
  const { createdAt, id, scenario, seed, nRows, digest, dataVersion, codeVersion, summary } = dataset;
  const files = dataset.files.map(async ({ path, nRows, nBytes, sha256 }) => {
    const isHere = (await findFile(dataset, directory, path)) !== undefined;
    const url = isHere ? `datasets/${id}/files/${encodeURIComponent(path)}` : null;
    return { path, nRows, nBytes, sha256, url };
  });
  return {
    ...{ id, scenario, seed, nRows, digest, dataVersion, codeVersion, summary },
    createdAt: createdAt.toISOString(),
    files: await Promise.all(files),
  };
}

/**
 * Opens a file of a data set for reading.
 * @throws {MissingError} where there is none, or this host does not hold it as it was recorded
 */
export async function openDatasetFile(
  datasets: readonly Dataset[],
  directory: string | undefined,
  id: number,
  name: string,
): Promise<{ readonly file: DatasetFile; readonly stream: ReadStream }> {
  const dataset = datasets.find((known) => known.id === id);
  const file = dataset?.files.find(({ path }) => path === name);
  const path = dataset && file && (await findFile(dataset, directory, name));
  if (file === undefined || path === undefined) {
    throw new MissingError(
      {
        en: "file: this host does not hold such a file of a data set; /v1/datasets lists those it does",
        fr: "file : cet hôte n’a pas ce fichier de jeu de données ; /v1/datasets liste ceux qu’il a",
      },
      "file",
    );
  }
  return { file, stream: createReadStream(path) };
}

/** Where a recorded file lies, if it still has its size; names come from the database, never from a request. */
async function findFile(
  { scenario, summary, files }: Dataset,
  directory: string | undefined,
  name: string,
): Promise<string | undefined> {
  const file = files.find(({ path }) => path === name);
  if (directory === undefined || file === undefined) return undefined;
  const folder = typeof summary.folder === "string" ? basename(summary.folder) : scenario;
  const path = join(directory, folder, file.path);
  try {
    return (await stat(path)).size === file.nBytes ? path : undefined;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
