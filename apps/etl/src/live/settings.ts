import { join } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";

/** `offline`: bundled tables only; `auto`: live sources where they can be had; `online`: live sources or failure. */
export const ETL_MODES = ["offline", "auto", "online"] as const;
export type EtlMode = (typeof ETL_MODES)[number];

/** How one live source is asked. */
export interface LiveSourceSettings {
  readonly baseUrl: string;
  /** Requests open at once. */
  readonly concurrency: number;
  /** Least time between the starts of two requests. */
  readonly intervalMs: number;
}

/** Settings of the live sources. */
export interface LiveSettings {
  readonly mode: EtlMode;
  readonly pokeapi: LiveSourceSettings;
  readonly pokepedia: LiveSourceSettings;
  /** Folder of the answers kept. */
  readonly cacheDirectory: string;
  /** A kept answer is used so long without asking again; 0 always asks. */
  readonly cacheMaxAgeS: number;
  readonly userAgent: string;
  /** Longest time for one answer. */
  readonly timeoutMs: number;
  /** Attempts for each resource. */
  readonly attempts: number;
  /** First pause before an attempt is repeated. */
  readonly retryBaseMs: number;
}

const DAY_S = 86_400;

/**
 * Reads `ETL_MODE`, `POKEAPI_BASE_URL`, `POKEPEDIA_BASE_URL`, `ETL_CACHE_DIR` (`cache` in `DATA_DIR`) and the limits
 * (docs/DATA.md lists them all).
 * @throws {ConfigInvalidError} naming every fault at once.
 */
export function readLiveSettings(env: Readonly<Record<string, string | undefined>>): LiveSettings {
  const faults: string[] = [];
  const number = (name: string, fallback: number, least = 0): number => {
    const text = env[name] || String(fallback);
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < least) {
      faults.push(`${name} must be a whole number from ${least} on, got "${text}"`);
    }
    return value;
  };
  const address = (name: string, fallback: string): string => {
    const text = env[name] || fallback;
    const isHttp = URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
    if (!isHttp) faults.push(`${name} must be an http or https address, got "${text}"`);
    return text;
  };
  const mode = ETL_MODES.find((name) => name === (env.ETL_MODE || "auto"));
  if (mode === undefined) faults.push(`ETL_MODE must be ${ETL_MODES.join(", ")}, got "${env.ETL_MODE}"`);
  const contact = env.ETL_CONTACT ? `; ${env.ETL_CONTACT}` : "";
  const settings: LiveSettings = {
    mode: mode ?? "auto",
    pokeapi: {
      baseUrl: address("POKEAPI_BASE_URL", "https://pokeapi.co"),
      concurrency: number("POKEAPI_CONCURRENCY", 8, 1),
      intervalMs: number("POKEAPI_DELAY_MS", 0),
    },
    pokepedia: {
      baseUrl: address("POKEPEDIA_BASE_URL", "https://www.pokepedia.fr"),
      concurrency: number("POKEPEDIA_CONCURRENCY", 2, 1),
      intervalMs: number("POKEPEDIA_DELAY_MS", 1200),
    },
    cacheDirectory: env.ETL_CACHE_DIR || join(env.DATA_DIR || "data-local", "cache"),
    cacheMaxAgeS: number("ETL_CACHE_MAX_AGE_S", DAY_S),
    userAgent: `PredictionDex/0.1 (Let's Go battle predictor, reads once a day at most${contact})`,
    timeoutMs: number("ETL_TIMEOUT_MS", 15_000, 1),
    attempts: number("ETL_ATTEMPTS", 5, 1),
    retryBaseMs: number("ETL_RETRY_MS", 500),
  };
  if (!/^[\x20-\x7e]*$/.test(contact)) faults.push("ETL_CONTACT must be plain ASCII: it goes into a header");
  if (faults.length > 0) throw new ConfigInvalidError(faults.join("; "));
  return settings;
}
