import { setTimeout as sleep } from "node:timers/promises";
import { UnavailableError } from "@predictiondex/core";
import { type Database, openDatabase } from "./open-database.ts";
import { type DatabaseSettings, describeDatabase } from "./settings.ts";

const DEFAULT_TIMEOUT_MS = 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

export interface WaitOptions {
  /** How long to try, 60,000 ms unless told. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called before each pause; says what is waited for and why. */
  readonly onWait?: (message: string) => void;
}

/**
 * Opens the database, trying again while the server does not answer yet.
 * @throws {UnavailableError} when it still does not after the time-out.
 */
export async function waitForDatabase(
  settings: DatabaseSettings,
  { timeoutMs = DEFAULT_TIMEOUT_MS, signal, onWait = () => {} }: WaitOptions = {},
): Promise<Database> {
  const deadline = performance.now() + timeoutMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      return await openDatabase(settings);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      if (performance.now() + pause > deadline) {
        throw new UnavailableError(`gave up after ${timeoutMs / 1000} s: ${error.message}`, { cause: error });
      }
      onWait(`waiting for ${describeDatabase(settings)} (${error.message})`);
    }
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
}
