import { join } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";
import { type DatabaseSettings, databaseSettingsFromEnv } from "@predictiondex/db";
import { type LiveSettings, readLiveSettings } from "./live/settings.ts";

/** Settings of the ETL program. */
export interface EtlEnv {
  readonly database: DatabaseSettings;
  /** File that shows that the data is there. */
  readonly markerPath: string | undefined;
  /** How long to wait for the database. */
  readonly waitMs: number;
  /** Whether and how the live sources are read. */
  readonly live: LiveSettings;
}

/**
 * Reads the environment: the database's variables, `ETL_MARKER`, `DATABASE_WAIT_S` (60) and those of the live sources.
 * @throws {ConfigInvalidError} naming every fault at once.
 */
export function readEnv(env: NodeJS.ProcessEnv = process.env): EtlEnv {
  const faults: string[] = [];
  const read = <T>(readPart: () => T): T | undefined => {
    try {
      return readPart();
    } catch (error) {
      if (!(error instanceof ConfigInvalidError)) throw error;
      faults.push(error.message);
      return undefined;
    }
  };
  const database = read(() => databaseSettingsFromEnv(env));
  const live = read(() => readLiveSettings(env));
  const wait = env.DATABASE_WAIT_S || "60";
  if (!/^\d{1,4}$/.test(wait)) faults.push(`DATABASE_WAIT_S must be seconds, 0–9999, got "${wait}"`);
  if (!(database && live) || faults.length > 0) throw new ConfigInvalidError(faults.join("; "));
  const defaultMarker = database.kind === "embedded" ? join(database.directory, ".etl_done") : undefined;
  return { database, markerPath: env.ETL_MARKER || defaultMarker, waitMs: Number(wait) * 1000, live };
}
