import { ConfigInvalidError } from "@predictiondex/core";
import { pino } from "pino";
import manifest from "../package.json" with { type: "json" };
import { readEnv } from "./env.ts";
import { startApi } from "./start-api.ts";

/** The API as a program: by its environment, until it is told to stop. */
export async function serve(): Promise<void> {
  try {
    const { logLevel, ...settings } = readEnv();
    const logger = pino({ level: logLevel, base: { service: "api" } });
    const starting = startApi({ ...settings, version: manifest.version, logger });
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, async () => {
        logger.info({ signal }, "stopping");
        await (await starting).close();
        logger.info("stopped");
      });
    }
    await starting;
  } catch (error) {
    if (!(error instanceof ConfigInvalidError)) throw error;
    console.error(`settings can't be used: ${error.message}`);
    process.exitCode = 1;
  }
}
