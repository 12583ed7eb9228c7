import { ConfigInvalidError } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { readEnv } from "../src/env.ts";

const SERVER = {
  POSTGRES_HOST: "db",
  POSTGRES_USER: "letsgo_user",
  POSTGRES_PASSWORD: "s3cret",
  POSTGRES_DB: "letsgo_db",
};

describe("readEnv", () => {
  it("has defaults for all but the database server", () => {
    expect(readEnv(SERVER)).toMatchObject({
      database: { kind: "server", address: { host: "db", port: 5432 } },
      host: "0.0.0.0",
      port: 8000,
      logLevel: "info",
      corsOrigins: [],
      warmUp: true,
    });
  });

  it("reads what is set, and takes empty variables as absent", () => {
    const env = readEnv({
      ...SERVER,
      API_PORT: "9000",
      HOST: "",
      LOG_LEVEL: "warn",
      CORS_ORIGINS: "https://a.example, http://localhost:8501",
      WARM_UP: "false",
    });
    expect(env).toMatchObject({ port: 9000, host: "0.0.0.0", logLevel: "warn", warmUp: false });
    expect(env.corsOrigins).toEqual(["https://a.example", "http://localhost:8501"]);
  });

  it("asks for keys where it has some, unless development or the settings say otherwise", () => {
    const required = (env: Record<string, string>) => readEnv({ ...SERVER, ...env }).access.keyRequired;
    expect(required({})).toBe(false);
    expect(required({ API_KEYS: "a, b" })).toBe(true);
    expect(required({ API_KEYS: "a", DEV_MODE: "true" })).toBe(false);
    expect(required({ API_KEYS: "a", API_KEY_REQUIRED: "false" })).toBe(false);
    expect(required({ API_KEY_REQUIRED: "true" })).toBe(true);
    expect(readEnv({ ...SERVER, API_KEYS: "a, b" }).access.keys).toEqual(["a", "b"]);
    expect(() => readEnv({ ...SERVER, API_KEYS_FILE: "/none" })).toThrow(/API_KEYS_FILE.*ENOENT/);
  });

  it("names every fault at once, and no secret", () => {
    const read = () =>
      readEnv({
        ...SERVER,
        POSTGRES_PORT: "x",
        API_PORT: "99999",
        LOG_LEVEL: "loud",
        CORS_ORIGINS: "a.example",
      });
    expect(read).toThrow(ConfigInvalidError);
    expect(read).toThrow(/POSTGRES_PORT.*API_PORT.*"99999".*LOG_LEVEL.*"loud".*CORS_ORIGINS.*"a\.example"/);
    expect(read).not.toThrow(/s3cret/);
  });
});
