import { ConfigInvalidError } from "@predictiondex/core";
import { type DatabaseSettings, databaseSettingsFromEnv } from "@predictiondex/db";
import { z } from "zod";
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
}

const envSchema = z.object({
  API_PORT: z.coerce.number().int().min(0).max(65535).default(8000),
  HOST: z.string().default("0.0.0.0"),
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
  if (database === undefined || !parsed.success || faults.length > 0) {
    throw new ConfigInvalidError(faults.join("; "));
  }
  const { API_PORT: port, HOST: host, LOG_LEVEL: logLevel } = parsed.data;
  const datasetDirectory = env.DATASET_DIR || undefined;
  return Object.freeze({ database, host, port, logLevel, corsOrigins, datasetDirectory });
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
