import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const MODULE = new URL("../src/platform/stop-signal.ts", import.meta.url).href;

/** Runs code in a process that has a channel to this one, as `npm run cli` gives it. */
function run(code: string): ReturnType<typeof spawn> {
  const program = `const { stopRequested } = await import(${JSON.stringify(MODULE)});${code}`;
  return spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

test("a command that has done its work ends, though it listens for its parent", {
  timeout: 30_000,
}, async () => {
  const [code] = (await once(run("void stopRequested();"), "exit")) as [number];
  expect(code).toBe(0);
});
