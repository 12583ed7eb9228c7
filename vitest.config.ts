import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,apps}/*/test/**/*.test.{ts,tsx}", "data/test/**/*.test.ts", "test/**/*.test.ts"],
    // No test asks the world: those of the live sources say so themselves, and ask the loopback.
    env: { ETL_MODE: "offline" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
