import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { editJson, startEditingProxy } from "./editing-proxy.ts";
import { isMirrorThere, startMirror, temporaryFolder } from "./mirror.ts";

const CHILD = join(import.meta.dirname, "refresh-child.ts");
const N_KILLS = 10;
const FIRST_ATTACK = 60;
/** What the child says before it is killed, and the longest wait after it. */
const MOMENTS = [
  { after: "found", withinMs: 2500 },
  { after: "load", withinMs: 1500 },
  { after: "found", withinMs: 2500 },
  { after: "done", withinMs: 300 },
];

interface Found {
  readonly attack: number;
  readonly isWhole: boolean;
}

/** A refresh that is killed so long after it said a word; lives on where none is given. */
async function runChild(
  args: readonly string[],
  kill?: { readonly after: string; readonly delayMs: number },
): Promise<{ readonly found: Found; readonly wasKilled: boolean; readonly output: string }> {
  const child = spawn(process.execPath, [CHILD, ...args, ...(kill ? ["stay"] : [])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<NodeJS.Signals | null>((done) =>
    child.once("close", (_code, signal) => done(signal)),
  );
  let output = "";
  let timer: Promise<void> | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (kill && output.includes(kill.after))
      timer ??= sleep(kill.delayMs).then(() => void child.kill("SIGKILL"));
  });
  const wasKilled = (await closed) === "SIGKILL";
  await timer;
  return { found: JSON.parse(/^found (.*)$/m.exec(output)![1]!), wasKilled, output };
}

describe.skipIf(!isMirrorThere)("a refresh killed with SIGKILL (needs ../shared/sources)", () => {
  it("leaves old or new data, never a mixture, at ten random moments; the next run repairs", {
    timeout: 400_000,
  }, async () => {
    const mirror = await startMirror();
    const proxy = await startEditingProxy(mirror.url);
    // Only Pikachu changes from run to run; the rest is taken from the cache once it is there.
    proxy.maxAgeS = (path) => (path.includes("/pokemon/pikachu/") ? 0 : 86_400);
    const folder = await temporaryFolder();
    const args = [join(folder.path, "data"), proxy.url, join(folder.path, "cache")];
    const random = createSeededRandom(5);
    const seen: Found[] = [];
    let nKilled = 0;
    try {
      for (let i = 0; i < N_KILLS; i++) {
        // Each run would publish another Attack. They die while they fetch, while they load and just after.
        const edit = editJson<{ stats: { base_stat: number }[] }>("/api/v2/pokemon/pikachu/", ({ stats }) => {
          stats[1]!.base_stat = FIRST_ATTACK + i;
        });
        // One source is enough here.
        proxy.edit = (path, text) =>
          path === "/robots.txt" ? "User-agent: *\nDisallow: /\n" : edit(path, text);
        const share = random.next(1000) / 1000;
        const moment = MOMENTS[i % MOMENTS.length]!;
        const kill = { after: moment.after, delayMs: share * moment.withinMs };
        const { found, wasKilled } = await runChild(args, kill);
        seen.push(found);
        if (wasKilled) nKilled++;
      }
      const last = await runChild(args);
      expect(last.output).toMatch(/ended (loaded|already-done)$/m);
      seen.push(last.found);
      const after = await runChild(args, { after: "found", delayMs: 0 });
      expect(after.found).toEqual({ attack: FIRST_ATTACK + N_KILLS - 1, isWhole: true });
    } finally {
      proxy.stop();
      await mirror.stop();
      await folder.dispose();
    }
    console.log(
      `${nKilled} of ${N_KILLS} killed; Attack found: ${seen.map(({ attack }) => attack).join(", ")}`,
    );
    expect(seen.every(({ isWhole }) => isWhole)).toBe(true);
    // What is found was published by one of the runs before, or is still the bundled value.
    seen.forEach(({ attack }, i) => {
      expect(attack === 55 || (attack >= FIRST_ATTACK && attack < FIRST_ATTACK + i)).toBe(true);
    });
    expect(nKilled).toBe(N_KILLS);
  });
});
