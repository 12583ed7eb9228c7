import { InvalidInputError, NotFoundError } from "@predictiondex/core";
import type { Queryable } from "./open-database.ts";

/** What a key may be used for; each includes those before it. */
export const API_KEY_SCOPES = ["read", "predict", "admin"] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** A key of the API; the key itself is stored nowhere. */
export interface ApiKey {
  readonly id: number;
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly keyHash: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const COLUMNS = ["id", "name", "keyHash", "scopes", "createdAt", "lastUsedAt", "revokedAt"] as const;

/**
 * Stores a new key by its hash.
 * @throws {InvalidInputError} where the name is taken, be it by a revoked key
 */
export async function createApiKey(
  db: Queryable,
  key: { readonly name: string; readonly keyHash: string; readonly scopes: readonly ApiKeyScope[] },
): Promise<ApiKey> {
  const row = await db
    .insertInto("apiKey")
    .values({ ...key, scopes: [...key.scopes] })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  if (row !== undefined) return row as ApiKey;
  throw new InvalidInputError([
    { pointer: "/name", detail: `a key is called "${key.name}" already: choose another name` },
  ]);
}

/** Every key, oldest first, the revoked ones too. */
export async function listApiKeys(db: Queryable): Promise<readonly ApiKey[]> {
  return (await db.selectFrom("apiKey").select(COLUMNS).orderBy("id").execute()) as ApiKey[];
}

/** The keys that may be used. */
export async function activeApiKeys(db: Queryable): Promise<readonly ApiKey[]> {
  const rows = await db.selectFrom("apiKey").select(COLUMNS).where("revokedAt", "is", null).execute();
  return rows as ApiKey[];
}

/**
 * Ends a key's use; one that is revoked already stays as it is.
 * @throws {NotFoundError} where no key has that name
 */
export async function revokeApiKey(db: Queryable, name: string): Promise<void> {
  await db
    .updateTable("apiKey")
    .set({ revokedAt: new Date() })
    .where("name", "=", name)
    .where("revokedAt", "is", null)
    .execute();
  const row = await db.selectFrom("apiKey").select("id").where("name", "=", name).executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`no key is called "${name}"; keys list shows them all`);
}

/** Notes that keys have just been used. */
export async function touchApiKeys(db: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("apiKey")
    .set({ lastUsedAt: new Date() })
    .where("id", "in", [...ids])
    .execute();
}
