import { readFileSync } from "node:fs";
import { ConfigInvalidError } from "@predictiondex/core";
import { type DatabaseSettings, databaseSettingsFromEnv } from "@predictiondex/db";
import { z } from "zod";
import type { AccessOptions } from "./access/guard.ts";
import { readSpriteSettings, type SpriteSettings } from "./sprites/sprite-store.ts";
import { requestFaults } from "./validation.ts";

/** The settings of the container. */
export interface ApiEnv {
  readonly database: DatabaseSettings;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly corsOrigins: readonly string[];
  /** Folder of the data sets; undefined where this host holds none. */
  readonly datasetDirectory: string | undefined;
  readonly access: AccessOptions;
  readonly trustProxy?: string;
  readonly threads?: number;
  readonly nodes?: number;
  readonly logSample: number;
  readonly logDays: number;
  readonly truthSample: number;
  readonly driftEveryMs: number;
  readonly warmUp: boolean;
  readonly sprites: SpriteSettings;
}

const envSchema = z.object({
  API_PORT: z.coerce.number().int().min(0).max(65535).default(8000),
  HOST: z.string().default("0.0.0.0"),
  API_KEY_REQUIRED: z.enum(["true", "false"]).optional(),
  DEV_MODE: z.enum(["true", "false"]).default("false"),
  API_RATE_LIMIT_READ: z.coerce.number().int().min(0).default(6000),
  API_RATE_LIMIT_PREDICT: z.coerce.number().int().min(0).default(1200),
  API_THREADS: z.coerce.number().int().min(0).max(256).optional(),
  SEARCH_NODES: z.coerce.number().int().min(100).max(2_000_000).optional(),
  PREDICTION_LOG_SAMPLE: z.coerce.number().min(0).max(1).default(0.1),
  PREDICTION_LOG_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  TRUTH_CHECK_SAMPLE: z.coerce.number().min(0).max(1).default(0.05),
  DRIFT_EVERY_S: z.coerce.number().int().min(1).max(86_400).default(60),
  WARM_UP: z.enum(["true", "false"]).default("true"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/**
 * Reads the settings from the environment; an empty variable counts as absent.
 * @throws {ConfigInvalidError} naming every variable that is wrong, with its value where it is no secret
 */
export function readEnv(env: Readonly<Record<string, string | undefined>> = process.env): ApiEnv {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const faults: string[] = [];
  const database = readDatabase(env, faults);
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    faults.push(...requestFaults(parsed.error.issues, given).map(({ detail }) => detail.en));
  }
  const corsOrigins = (env.CORS_ORIGINS ?? "").split(/[\s,]+/).filter((part) => part !== "");
  for (const origin of corsOrigins) {
    if (origin !== "*" && !isOrigin(origin)) {
      faults.push(`CORS_ORIGINS must list origins such as https://a.example, got "${origin}"`);
    }
  }
  const keys = readKeys(given, faults);
  if (database === undefined || !parsed.success || faults.length > 0) {
    throw new ConfigInvalidError(faults.join("; "));
  }
  const { API_PORT: port, HOST: host, LOG_LEVEL: logLevel, ...rest } = parsed.data;
  // As in the first project, development asks for no key.
  const isAsked = rest.DEV_MODE === "false" && keys.length > 0;
  const keyRequired = rest.API_KEY_REQUIRED === undefined ? isAsked : rest.API_KEY_REQUIRED === "true";
  const limits = { read: rest.API_RATE_LIMIT_READ, predict: rest.API_RATE_LIMIT_PREDICT };
  const trusted = given.TRUST_PROXY;
  return Object.freeze({
    ...{ database, host, port, logLevel, corsOrigins },
    datasetDirectory: given.DATASET_DIR,
    logSample: rest.PREDICTION_LOG_SAMPLE,
    logDays: rest.PREDICTION_LOG_DAYS,
    truthSample: rest.TRUTH_CHECK_SAMPLE,
    driftEveryMs: rest.DRIFT_EVERY_S * 1000,
    warmUp: rest.WARM_UP === "true",
    sprites: readSpriteSettings(given),
    ...(rest.SEARCH_NODES === undefined ? {} : { nodes: rest.SEARCH_NODES }),
    ...(rest.API_THREADS === undefined ? {} : { threads: rest.API_THREADS }),
    access: { keyRequired, keys, limits },
    ...(trusted === undefined ? {} : { trustProxy: trusted }),
  });
}

/** The keys of `API_KEYS`, or of the file that `API_KEYS_FILE` names, separated by commas or spaces. */
function readKeys(env: Readonly<Record<string, string | undefined>>, faults: string[]): readonly string[] {
  let text = env.API_KEYS ?? "";
  if (env.API_KEYS_FILE !== undefined) {
    try {
      text += ` ${readFileSync(env.API_KEYS_FILE, "utf8")}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      faults.push(`API_KEYS_FILE must name a file that can be read, got "${env.API_KEYS_FILE}" (${code})`);
    }
  }
  return text.split(/[\s,]+/).filter((key) => key !== "");
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function readDatabase(
  env: Readonly<Record<string, string | undefined>>,
  faults: string[],
): DatabaseSettings | undefined {
  try {
    return databaseSettingsFromEnv(env);
  } catch (error) {
    if (!(error instanceof ConfigInvalidError)) throw error;
    faults.push(error.message);
    return undefined;
  }
}
