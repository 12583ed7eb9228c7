import { createHash, timingSafeEqual } from "node:crypto";
import type { ApiKey, ApiKeyScope } from "@predictiondex/db";

/** Who asks. */
export interface Caller {
  /** `anonymous` sent no key, `unknown` one that is wrong or revoked. */
  readonly kind: "anonymous" | "unknown" | "known";
  /** Name of the key, for limits and logs; empty where there is none. */
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
}

/** Tells keys apart. */
export interface Keyring {
  /** Who sends this key; undefined where the keys of the database are not known yet and no other fits. */
  identify(key: string | undefined): Caller | undefined;
}

/** What a keyring is made of. */
export interface KeyringOptions {
  /** Keys from the environment; they may read and predict. */
  readonly environmentKeys: readonly string[];
  /** Keys of the database; undefined until they have been read once. */
  readonly databaseKeys: () => readonly ApiKey[] | undefined;
  readonly onUse: (id: number) => void;
}

const ANONYMOUS: Caller = { kind: "anonymous", name: "", scopes: [] };
const UNKNOWN: Caller = { kind: "unknown", name: "", scopes: [] };
const ENVIRONMENT_SCOPES: readonly ApiKeyScope[] = ["read", "predict"];

/** SHA-256 of a key. Keys are 192 random bits, so that a slow hash would add nothing. */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

interface Entry {
  readonly hash: Buffer;
  readonly caller: Caller;
  readonly id: number | undefined;
}

/** Makes a keyring. Every key is compared with every hash in constant time. */
export function createKeyring({ environmentKeys, databaseKeys, onUse }: KeyringOptions): Keyring {
  const fromEnvironment = environmentKeys.map((key, i): Entry => {
    const caller = { kind: "known", name: `API_KEYS[${i}]`, scopes: ENVIRONMENT_SCOPES } as const;
    return { hash: hashKey(key), caller, id: undefined };
  });
  let seen: readonly ApiKey[] | undefined;
  let entries: readonly Entry[] = fromEnvironment;
  return {
    identify(key) {
      const current = databaseKeys();
      if (current !== seen) {
        seen = current;
        entries = [...fromEnvironment, ...(current ?? []).map(toEntry)];
      }
      if (key === undefined || key === "") return ANONYMOUS;
      const hash = hashKey(key);
      let found: Entry | undefined;
      for (const entry of entries) if (timingSafeEqual(entry.hash, hash)) found = entry;
      if (found?.id !== undefined) onUse(found.id);
      return found?.caller ?? (current === undefined ? undefined : UNKNOWN);
    },
  };
}

function toEntry({ id, name, keyHash, scopes }: ApiKey): Entry {
  return { hash: Buffer.from(keyHash, "hex"), caller: { kind: "known", name, scopes }, id };
}
