import type { Queryable } from "./open-database.ts";

/** What a model says of every two forms with their standard sets. */
export interface ModelMatrix {
  readonly model: number;
  /** Slugs in the order of rows and columns. */
  readonly forms: readonly string[];
  /** Row by row, one byte a pair: the chance of the row's form to win times 255, rounded. */
  readonly content: Uint8Array;
}

/** Stores a model's matrix in place of an older one. */
export async function storeModelMatrix(db: Queryable, { model, forms, content }: ModelMatrix): Promise<void> {
  const values = { forms: [...forms], content: Buffer.from(content) };
  await db
    .insertInto("modelMatrix")
    .values({ model, ...values })
    .onConflict((conflict) => conflict.column("model").doUpdateSet(values))
    .execute();
}

/** A model's matrix; undefined where none is stored. */
export async function loadModelMatrix(db: Queryable, model: number): Promise<ModelMatrix | undefined> {
  const row = await db
    .selectFrom("modelMatrix")
    .select(["model", "forms", "content"])
    .where("model", "=", model)
    .executeTakeFirst();
  return row && { ...row, content: new Uint8Array(row.content) };
}
