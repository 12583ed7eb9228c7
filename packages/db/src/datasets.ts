import { contentDigest } from "./content-digest.ts";
import type { Queryable } from "./open-database.ts";

/** A file of a data set. */
export interface DatasetFile {
  /** Relative to the data set's folder. */
  readonly path: string;
  readonly nRows: number;
  readonly nBytes: number;
  readonly sha256: string;
}

/** A finished data set, before it is recorded. */
export interface NewDataset {
  /** Such as `all_combinations`. */
  readonly scenario: string;
  readonly seed: number;
  /** Id of the data version it was built from. */
  readonly dataVersion: number;
  readonly codeVersion: string;
  /** Statistics for its card. */
  readonly summary: Readonly<Record<string, unknown>>;
  readonly files: readonly DatasetFile[];
}

/** A recorded data set. */
export interface Dataset extends NewDataset {
  readonly id: number;
  readonly nRows: number;
  /** SHA-256 over its files' checksums. */
  readonly digest: string;
  readonly createdAt: Date;
}

/** Records a finished data set with its files. */
export async function recordDataset(db: Queryable, dataset: NewDataset): Promise<Dataset> {
  const { files, summary, ...columns } = dataset;
  const nRows = files.reduce((sum, file) => sum + file.nRows, 0);
  const digest = contentDigest(files.map((file) => [file.path, file.sha256]));
  const insert = async (trx: Queryable): Promise<Dataset> => {
    const { id, createdAt } = await trx
      .insertInto("dataset")
      .values({ ...columns, nRows, digest, summary: JSON.stringify(summary) })
      .returning(["id", "createdAt"])
      .executeTakeFirstOrThrow();
    if (files.length > 0) {
      const rows = files.map(({ path, nRows, nBytes, sha256 }) => ({
        dataset: id,
        path,
        nRows,
        nBytes,
        sha256,
      }));
      await trx.insertInto("datasetFile").values(rows).execute();
    }
    return { ...dataset, id, nRows, digest, createdAt };
  };
  return db.isTransaction ? insert(db) : db.transaction().execute(insert);
}

/** The last data set recorded, of one scenario if named. */
export async function latestDataset(db: Queryable, scenario?: string): Promise<Dataset | undefined> {
  const row = await db
    .selectFrom("dataset")
    .selectAll()
    .$if(scenario !== undefined, (query) => query.where("scenario", "=", scenario!))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const files = await db
    .selectFrom("datasetFile")
    .select(["path", "nRows", "nBytes", "sha256"])
    .where("dataset", "=", row.id)
    .orderBy("path")
    .execute();
  return { ...row, files };
}
