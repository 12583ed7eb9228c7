import { randomBytes } from "node:crypto";
import { hashKey } from "@predictiondex/api";
import { ConfigInvalidError } from "@predictiondex/core";
import {
  API_KEY_SCOPES,
  type ApiKeyScope,
  createApiKey,
  type Database,
  listApiKeys,
  revokeApiKey,
} from "@predictiondex/db";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { SILENT } from "../platform/progress-line.ts";
import { openPlatformDatabase } from "../platform/start-platform.ts";
import { runGuarded } from "../run-command.ts";

const KEY_BYTES = 24;

const name = { type: "positional", required: true, description: "Name of the key" } as const;

/** `predictiondex keys`: who may use the API. */
export const keysCommand = defineCommand({
  meta: { name: "keys", description: "Create, list and revoke keys of the API" },
  subCommands: {
    create: defineCommand({
      meta: { name: "create", description: "Create a key; it is shown this once and stored as a hash only" },
      args: {
        name,
        scopes: {
          type: "string",
          default: "predict",
          description: "read, predict (with read) or admin (all)",
        },
      },
      run: ({ args }) => withDatabase((database) => create(database, args.name, args.scopes)),
    }),
    list: defineCommand({
      meta: { name: "list", description: "List the keys: names, scopes, last use" },
      args: { json: { type: "boolean", default: false, description: "Print them as JSON" } },
      run: ({ args }) => withDatabase((database) => list(database, args.json)),
    }),
    revoke: defineCommand({
      meta: { name: "revoke", description: "End a key's use; running APIs follow within seconds" },
      args: { name },
      run: ({ args }) =>
        withDatabase(async ({ db }) => {
          await revokeApiKey(db, args.name);
          console.log(`${args.name} is revoked.`);
        }),
    }),
  },
});

async function create({ db }: Database, keyName: string, scopes: string): Promise<void> {
  const key = `pdx_${randomBytes(KEY_BYTES).toString("base64url")}`;
  await createApiKey(db, {
    name: keyName,
    keyHash: hashKey(key).toString("hex"),
    scopes: readScopes(scopes),
  });
  console.error("Keep this key: it is shown this once.");
  console.log(key);
}

async function list({ db }: Database, asJson: boolean): Promise<void> {
  const keys = (await listApiKeys(db)).map(({ name, scopes, createdAt, lastUsedAt, revokedAt }) => ({
    ...{ name, scopes, createdAt, lastUsedAt, revokedAt },
  }));
  if (asJson) {
    console.log(JSON.stringify(keys, null, 2));
    return;
  }
  if (keys.length === 0) console.log("No keys yet; create one with: keys create <name>");
  for (const { name, scopes, lastUsedAt, revokedAt } of keys) {
    const used = lastUsedAt === null ? "never used" : `last used ${lastUsedAt.toISOString()}`;
    const state = revokedAt === null ? used : `revoked ${revokedAt.toISOString()}`;
    console.log(`${name}  ${scopes.join(", ")}  ${state}`);
  }
}

function readScopes(text: string): readonly ApiKeyScope[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const scopes = API_KEY_SCOPES.filter((scope) => words.includes(scope));
  if (scopes.length > 0 && scopes.length === new Set(words).size) return scopes;
  throw new ConfigInvalidError(`--scopes must list some of ${API_KEY_SCOPES.join(", ")}, got "${text}"`);
}

function withDatabase(body: (database: Database) => Promise<void>): Promise<void> {
  return runGuarded(async () => {
    const database = await openPlatformDatabase(readSettings(), SILENT);
    try {
      await body(database);
    } finally {
      await database.close();
    }
  });
}
