/**
 * Loaded before the API's program (`node --import`): waits for the database, for at most `DATABASE_WAIT_S` seconds (60), and
 * says what it waits for. A wrong password, a missing secret or a server that never answers ends the process in one line.
 */
import { flushCompileCache } from "node:module";
import { ConfigInvalidError, UnavailableError } from "../packages/core/src/index.ts";
import {
  type DatabaseSettings,
  databaseSettingsFromEnv,
  describeDatabase,
  waitForDatabase,
} from "../packages/db/src/index.ts";

const { env } = process;
const DEFAULT_WAIT_S = 60;
/** When all that a start needs has been compiled. */
const COMPILED_AFTER_MS = 3000;
const DEVELOPMENT_PASSWORD = "letsgo_password";

// Development ends the API abruptly: what was compiled is kept before that, and halves the next start.
if (env.DEV_MODE === "true") setTimeout(flushCompileCache, COMPILED_AFTER_MS).unref();
const stopping = new AbortController();
const stop = (): void => stopping.abort();
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
try {
  const settings = databaseSettingsFromEnv(env);
  if (env.DEV_MODE !== "true" && holdsDevelopmentPassword(settings)) {
    throw new ConfigInvalidError("the password of development is public: production needs one of its own");
  }
  const say = (message: string): void =>
    console.log(JSON.stringify({ service: "entry point", msg: message }));
  const database = await waitForDatabase(settings, {
    timeoutMs: Number(env.DATABASE_WAIT_S || DEFAULT_WAIT_S) * 1000,
    signal: stopping.signal,
    onWait: say,
  });
  await database.close();
  say(`${describeDatabase(settings)} answers`);
} catch (error) {
  if (stopping.signal.aborted) process.exit(0);
  if (!(error instanceof ConfigInvalidError || error instanceof UnavailableError)) throw error;
  console.error(`The API does not start: ${error.message}`);
  process.exit(1);
} finally {
  process.off("SIGTERM", stop);
  process.off("SIGINT", stop);
}

function holdsDevelopmentPassword(settings: DatabaseSettings): boolean {
  if (settings.kind !== "server") return false;
  const { address } = settings;
  return ("url" in address ? new URL(address.url).password : address.password) === DEVELOPMENT_PASSWORD;
}
