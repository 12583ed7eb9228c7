import { join } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";
import { type DatabaseSettings, databaseSettingsFromEnv } from "@predictiondex/db";

/** Settings of the ETL program. */
export interface EtlEnv {
  readonly database: DatabaseSettings;
  /** File that shows that the data is there. */
  readonly markerPath: string | undefined;
  /** How long to wait for the database. */
  readonly waitMs: number;
}

/**
 * Reads the environment: the database's variables, `ETL_MARKER` and `DATABASE_WAIT_S` (60).
 * @throws {ConfigInvalidError} naming every fault at once.
 */
export function readEnv(env: NodeJS.ProcessEnv = process.env): EtlEnv {
  const faults: string[] = [];
  let database: DatabaseSettings | undefined;
  try {
    database = databaseSettingsFromEnv(env);
  } catch (error) {
    if (!(error instanceof ConfigInvalidError)) throw error;
    faults.push(error.message);
  }
  const wait = env.DATABASE_WAIT_S || "60";
  if (!/^\d{1,4}$/.test(wait)) faults.push(`DATABASE_WAIT_S must be seconds, 0–9999, got "${wait}"`);
  if (database === undefined || faults.length > 0) throw new ConfigInvalidError(faults.join("; "));
  const defaultMarker = database.kind === "embedded" ? join(database.directory, ".etl_done") : undefined;
  return { database, markerPath: env.ETL_MARKER || defaultMarker, waitMs: Number(wait) * 1000 };
}
