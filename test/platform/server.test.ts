import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findServerBinaries, startTestServer } from "@predictiondex/db/testing";
import { describe, expect, it } from "vitest";
import { freePort, runCli } from "./run-cli.ts";

const MAJORS = [17, 15];
const found = await Promise.all(
  MAJORS.map(async (major) => [major, await findServerBinaries(major)] as const),
);

describe("npm start with DATABASE_URL", { timeout: 240_000 }, () => {
  for (const [major, binaries] of found) {
    if (typeof binaries === "string") {
      console.log(`!! ${binaries}: the start on PostgreSQL ${major} is SKIPPED`);
      it.skip(`runs on PostgreSQL ${major} (${binaries})`, () => {});
      continue;
    }
    it(`runs on PostgreSQL ${major}, and says so where the server goes away`, async () => {
      const directory = mkdtempSync(join(tmpdir(), "predictiondex-server-"));
      const server = await startTestServer(binaries);
      const [apiPort, webPort] = [await freePort(), await freePort()];
      const environment = {
        DATABASE_URL: server.url,
        DATA_DIR: directory,
        API_PORT: `${apiPort}`,
        WEB_PORT: `${webPort}`,
      };
      try {
        const cli = runCli(["start"], environment);
        await cli.sees("Press Ctrl-C to stop.");
        expect(cli.output()).toContain(`(PostgreSQL ${major}.`);
        const ask = async (path: string) => (await fetch(`http://127.0.0.1:${webPort}/api${path}`)).json();
        expect(await ask("/health")).toMatchObject({ missing: [] });
        await server.crash();
        // Reads come from memory.
        expect(await ask("/pokemon/25")).toMatchObject({ slug: "pikachu" });
        cli.child.kill("SIGINT");
        expect(await cli.ended).toBe(0);
        const again = runCli(["start"], environment);
        expect(await again.ended).toBe(1);
        expect(again.output()).toMatch(/PostgreSQL at 127\.0\.0\.1:\d+/);
        expect(again.output()).not.toContain("    at ");
      } finally {
        await server.stop();
        await binaries.dispose();
        rmSync(directory, { recursive: true });
      }
    });
  }
});
