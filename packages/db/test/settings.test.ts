import { ConfigInvalidError } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { databaseSettingsFromEnv, describeDatabase } from "../src/index.ts";

const SERVER = {
  POSTGRES_HOST: "db",
  POSTGRES_USER: "user",
  POSTGRES_PASSWORD: "secret",
  POSTGRES_DB: "letsgo_db",
};

describe("databaseSettingsFromEnv", () => {
  it("takes a server only when it is named", () => {
    expect(databaseSettingsFromEnv({ POSTGRES_USER: "user", POSTGRES_PASSWORD: "secret" })).toEqual({
      kind: "embedded",
      directory: "./data-local",
    });
    expect(databaseSettingsFromEnv({ DATA_DIR: "/data" })).toEqual({ kind: "embedded", directory: "/data" });
  });

  it("reads a server's parts, with 5432 as its port", () => {
    expect(databaseSettingsFromEnv(SERVER)).toEqual({
      kind: "server",
      address: { host: "db", port: 5432, user: "user", password: "secret", database: "letsgo_db" },
    });
  });

  it("prefers DATABASE_URL", () => {
    const url = "postgres://user:secret@db/letsgo_db";
    expect(databaseSettingsFromEnv({ ...SERVER, DATABASE_URL: url })).toEqual({
      kind: "server",
      address: { url },
    });
  });

  it("reads secrets from files and takes an empty variable for an absent one", () => {
    const files: Record<string, string> = { "/run/secrets/password": "from file\n" };
    const env = { ...SERVER, POSTGRES_PASSWORD: "", POSTGRES_PASSWORD_FILE: "/run/secrets/password" };
    const settings = databaseSettingsFromEnv(env, (path) => files[path]!);
    expect(settings).toMatchObject({ address: { password: "from file" } });
  });

  it("tells all faults at once by name, and no secret", () => {
    const env = {
      POSTGRES_HOST: "db",
      POSTGRES_PORT: "70000",
      POSTGRES_PASSWORD: "hunter2",
      POSTGRES_PASSWORD_FILE: "/x",
      POSTGRES_USER_FILE: "/missing",
    };
    const parse = (): unknown =>
      databaseSettingsFromEnv(env, () => {
        throw new Error("no such file");
      });
    expect(parse).toThrow(ConfigInvalidError);
    expect(parse).toThrow(
      'POSTGRES_PORT must be 1–65535, got "70000"; ' +
        'POSTGRES_USER_FILE: can\'t read "/missing" (no such file); ' +
        "POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set: keep one; " +
        "POSTGRES_DB (or POSTGRES_DB_FILE) is needed beside POSTGRES_HOST",
    );
  });

  it.each(["mysql://db/x", "db:5432", "hunter2"])(
    "refuses the DATABASE_URL %s without repeating it",
    (url) => {
      expect(() => databaseSettingsFromEnv({ DATABASE_URL: url })).toThrow(
        /^DATABASE_URL must look like postgres:/,
      );
      expect(() => databaseSettingsFromEnv({ DATABASE_URL: url })).not.toThrow(url);
    },
  );
});

describe("describeDatabase", () => {
  it.each([
    ["postgres://user:hunter2@db:5433/letsgo_db", "PostgreSQL at db:5433/letsgo_db"],
    ["postgresql://user:hunter2@db/letsgo_db?sslmode=require", "PostgreSQL at db:5432/letsgo_db"],
    ["postgres:///letsgo_db?host=/var/run", "PostgreSQL at /var/run:5432/letsgo_db"],
  ])("shows where %s is", (url, text) => {
    expect(describeDatabase({ kind: "server", address: { url } })).toBe(text);
  });
});
