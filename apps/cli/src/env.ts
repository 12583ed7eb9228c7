import { resolve } from "node:path";
import { ConfigInvalidError } from "@predictiondex/core";

/** Settings of the commands, read once from the process environment. */
export interface CliSettings {
  readonly apiPort: number;
  readonly webPort: number;
  /** Folder of the embedded database and of the data sets. */
  readonly dataDirectory: string;
  /** The environment as it is, for the settings of the database, the API and the sources. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads and checks the settings. @throws ConfigInvalidError naming every variable at fault. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CliSettings {
  const faults: string[] = [];
  const port = (name: string, fallback: number): number => {
    const text = environment[name];
    if (text === undefined || text === "") return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= 65535) return value;
    faults.push(`${name} must be a port from 1 to 65535, got "${text}"`);
    return fallback;
  };
  const settings = {
    apiPort: port("API_PORT", 8000),
    webPort: port("WEB_PORT", 8501),
    dataDirectory: resolve(environment.DATA_DIR || "data-local"),
    environment,
  };
  if (settings.apiPort === settings.webPort) {
    faults.push(`API_PORT and WEB_PORT must differ, both are ${settings.apiPort}`);
  }
  if (faults.length > 0) throw new ConfigInvalidError(faults.join("; "));
  return settings;
}
