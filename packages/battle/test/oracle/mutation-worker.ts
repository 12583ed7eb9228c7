// A worker of scripts/mutate-battle.ts: loads the kernel anew for each changed line and tries it. Modules under
// `?change=n` are copies of their own, and the changed file's copy has the changed line.

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { GameFacts } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { Engine } from "../../src/engine/matchup.ts";
import type { ChangedKernel } from "./mutation-trials.ts";
import { createTrials, tryKernel } from "./mutation-trials.ts";
import { withCelebrate } from "./sample-sets.ts";

/** A line to change. */
export interface LineChange {
  readonly number: number;
  /** Path within src/engine. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly to: string;
}

const COPIED = /\/packages\/battle\/(src\/engine|test\/oracle)\//;
const MARK = "?change=";
let change: LineChange | undefined;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const mark = context.parentURL?.indexOf(MARK) ?? -1;
    if (mark < 0 || !COPIED.test(resolved.url) || resolved.url.includes(MARK)) return resolved;
    return { ...resolved, url: resolved.url + context.parentURL!.slice(mark) };
  },
  load(url, context, next) {
    const [path, number] = url.split(MARK);
    if (
      number === undefined ||
      Number(number) !== change?.number ||
      !path!.endsWith(`/engine/${change.file}`)
    )
      return next(url, context);
    const source = readFileSync(fileURLToPath(path!), "utf8")
      .split("\n")
      .with(change.line - 1, change.to)
      .join("\n");
    return { format: "module-typescript", source, shortCircuit: true };
  },
});

const facts = withCelebrate(loadBundledFacts());
const { battles, seed } = workerData as { readonly battles: number; readonly seed: number };
const trials = createTrials(battles, seed);
parentPort!.postMessage("ready");
parentPort!.on("message", async (next: LineChange) => {
  change = next;
  parentPort!.postMessage({ outcome: await outcomeOf(next.number) });
});

async function outcomeOf(number: number): Promise<string | undefined> {
  const load = (path: string): Promise<Record<string, unknown>> => import(`${path}${MARK}${number}`);
  try {
    const paths = [
      "kernel/turn",
      "kernel/choices",
      "kernel/playout",
      "kernel/perform-move",
      "kernel/team-turn",
      "kernel/team-choices",
      "kernel/team-playout",
      "random",
    ];
    const modules = await Promise.all(paths.map((path) => load(`../../src/engine/${path}.ts`)));
    const replay: ChangedKernel["replay"] = async (battle) => {
      const lockstep = (await load("./lockstep.ts")) as unknown as typeof import("./lockstep.ts");
      return lockstep.replayCase(lockstep.createProofEngine(), battle, { compiled: false });
    };
    const replayTeams: ChangedKernel["replayTeams"] = async (battle) => {
      const lockstep = (await load("./team-lockstep.ts")) as unknown as typeof import("./team-lockstep.ts");
      const { createEngine } = (await load("../../src/engine/matchup.ts")) as unknown as {
        readonly createEngine: (facts: GameFacts) => Engine;
      };
      return lockstep.replayTeamCase(createEngine(facts), battle, { compiled: false });
    };
    const changed = Object.assign({ replay, replayTeams }, ...modules) as ChangedKernel;
    return await tryKernel(trials, changed);
  } catch (error) {
    return `throws ${error instanceof Error ? error.message.slice(0, 60) : error}`;
  }
}
