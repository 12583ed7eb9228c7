import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";
import { type DatabaseSettings, databaseSettingsFromEnv } from "@predictiondex/db";
import { BUILD_SIZES, type BuildSize } from "./run-builder.ts";

/** Settings of the builder as a program. */
export interface BuilderSettings {
  readonly database: DatabaseSettings;
  /** Folder of the data sets. */
  readonly directory: string;
  readonly threads: number;
  readonly size: BuildSize;
}

/** Reads and checks the settings. @throws ConfigInvalidError naming every variable at fault. */
export function readSettings(): BuilderSettings {
  const { DATASET_DIR, DATA_DIR, ML_THREADS, ML_BUILD } = process.env;
  const threads = Number(ML_THREADS || availableParallelism());
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new ConfigInvalidError(`ML_THREADS must be a whole number from 1 to 256, got "${ML_THREADS}"`);
  }
  const size = (ML_BUILD || "quick") as BuildSize;
  if (!BUILD_SIZES.includes(size)) {
    throw new ConfigInvalidError(`ML_BUILD must be one of ${BUILD_SIZES.join(", ")}, got "${ML_BUILD}"`);
  }
  return {
    database: databaseSettingsFromEnv(process.env),
    directory: resolve(DATASET_DIR || join(DATA_DIR || "data-local", "datasets")),
    threads,
    size,
  };
}
