import type { Queryable } from "./open-database.ts";

/** The solver's values of every two forms with their standard sets, as far as they are computed. */
export interface StoredMatrix {
  /** Id of the data version. */
  readonly dataVersion: number;
  /** SHA-256 of all that the values follow from. */
  readonly specDigest: string;
  /** Slugs in the order of rows and columns. */
  readonly forms: readonly string[];
  /** Turns that each pair was searched with. */
  readonly nodes: number;
  /** Rows that are there; the matrix is whole where all are. */
  readonly rowsDone: number;
  /** Two bytes a pair, low byte first, each row from its diagonal on. */
  readonly content: Uint8Array;
}

/** Stores a matrix in place of what its data version had. */
export async function storeStandardMatrix(db: Queryable, matrix: StoredMatrix): Promise<void> {
  const { dataVersion, forms, content, ...rest } = matrix;
  const values = { ...rest, forms: [...forms], content: Buffer.from(content), updatedAt: new Date() };
  await db
    .insertInto("standardMatrix")
    .values({ dataVersion, ...values })
    .onConflict((conflict) => conflict.column("dataVersion").doUpdateSet(values))
    .execute();
}

/** The matrix of a data version; undefined where none is begun. */
export async function loadStandardMatrix(
  db: Queryable,
  dataVersion: number,
): Promise<StoredMatrix | undefined> {
  const row = await db
    .selectFrom("standardMatrix")
    .select(["dataVersion", "specDigest", "forms", "nodes", "rowsDone", "content"])
    .where("dataVersion", "=", dataVersion)
    .executeTakeFirst();
  return row && { ...row, content: new Uint8Array(row.content) };
}

/** How far the matrix of a data version is: without its content, for those who wait for it. */
export async function standardMatrixProgress(
  db: Queryable,
  dataVersion: number,
): Promise<{ readonly rowsDone: number; readonly updatedAt: Date } | undefined> {
  return db
    .selectFrom("standardMatrix")
    .select(["rowsDone", "updatedAt"])
    .where("dataVersion", "=", dataVersion)
    .executeTakeFirst();
}
