import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  activeApiKeys,
  createApiKey,
  type Database,
  listApiKeys,
  revokeApiKey,
  touchApiKeys,
} from "../src/index.ts";
import { openMemoryDatabase } from "./testing.ts";

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
});
afterAll(() => database.close());

describe("keys of the API", () => {
  it("are created, listed, used and revoked; a name is given once", async () => {
    const { db } = database;
    const key = await createApiKey(db, { name: "web", keyHash: "a".repeat(64), scopes: ["predict", "read"] });
    await createApiKey(db, { name: "ops", keyHash: "b".repeat(64), scopes: ["admin"] });
    expect(key).toMatchObject({
      name: "web",
      scopes: ["predict", "read"],
      lastUsedAt: null,
      revokedAt: null,
    });
    await expect(
      createApiKey(db, { name: "web", keyHash: "c".repeat(64), scopes: ["read"] }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await touchApiKeys(db, [key.id]);
    await revokeApiKey(db, "web");
    await revokeApiKey(db, "web");
    expect((await activeApiKeys(db)).map(({ name }) => name)).toEqual(["ops"]);
    const [web] = await listApiKeys(db);
    expect(web?.lastUsedAt).toBeInstanceOf(Date);
    expect(web?.revokedAt).toBeInstanceOf(Date);
    await expect(revokeApiKey(db, "none")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
