// Changes the battle kernel in one place at a time and says which changes the lockstep with Showdown catches (see
// mutation-trials.ts). node scripts/mutate-battle.ts [--sample N] [--battles N] [--seed N] [--only text]
// [--part 3/16] [--json]; a part is every 16th mutation from the third on.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createSeededRandom } from "@predictiondex/core";

/** One change of one line. */
interface Mutation {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** What a pattern becomes; each match on a line is a mutation of its own. */
const OPERATORS: readonly (readonly [RegExp, string | ((match: string) => string)])[] = [
  [/(?<=^const [A-Z_\d]+ = )\d+(?=;)/g, (number) => String(Number(number) + 1)],
  [/ >= /g, " > "],
  [/ <= /g, " < "],
  [/ > (?=[\w-])/g, " >= "],
  [/ < (?=[\w-])/g, " <= "],
  [/ === (?!0 \?)/g, " !== "],
  [/ !== /g, " === "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \+ 1\b/g, " + 2"],
  [/ - 1\b/g, " - 2"],
  [/ >> 1\b/g, " >> 2"],
  [/ >>= 1\b/g, " >>= 2"],
  [/\breturn true;/g, "return false;"],
  [/\breturn false;/g, "return true;"],
  [/\bdiscard\(battle\);/g, ";"],
  [/\bdrawSpeedTie\(battle\);/g, ";"],
  [/(?<=chance\(battle, 1, )(\d+)/g, "7"],
  [/(?<=chance\(battle, )33(?=, 100)/g, "34"],
  [/(?<=pick\(battle, )(\d+)/g, "9"],
  [/(?<=, )(8|16|100)(?=\))/g, "12"],
];

/** Mutations that change nothing anyone can see, with the reason. */
const EQUIVALENT: readonly (readonly [string, RegExp, string])[] = [
  ["kernel/before-move.ts", /TYPE_NORMAL = 0/, "Fighting, the next type, is Normal's equal against Ghosts"],
  ["kernel/residual.ts", /STATUS_SUB_ORDER = 0/, "no effect shares the order of a status"],
  [
    "kernel/residual.ts",
    /hasEffect\(state, side, effect\)\) return false/,
    "true only looks for faints again",
  ],
  [
    "kernel/self-effects.ts",
    /startEffect\(state, user, effect, duration\)/,
    "recharge and Roost end with the turn",
  ],
  ["kernel/residual.ts", /MOST_TOXIC_TURNS/, "no battle lasts fifteen turns of bad poison"],
  ["kernel/residual.ts", /sorted \+ 1 < count/, "a last group of one is in its place"],
  ["kernel/residual.ts", /SCRIPTED/, "the proof draws from the gen5 generator only"],
  ["kernel/damage.ts", /SCRIPTED/, "the proof draws from the gen5 generator only"],
  ["kernel/damage.ts", /weight >= (500|2000)/, "no form weighs exactly that"],
  ["kernel/stats.ts", /10_000/, "no Speed reaches 10,000"],
  ["kernel/stats.ts", /stage !== 0/, "a stage of 0 changes nothing"],
  ["kernel/hit-checks.ts", /stage > 0/, "a stage of 0 never gets there"],
  ["kernel/hit.ts", /damage > left/, "equal at the border"],
  ["kernel/health.ts", /< 1 \? 1/, "equal at the border"],
  ["kernel/status.ts", /HP\]! <= 0/, "no rule reads the state of a fainted Pokémon"],
  ["kernel/queue.ts", /a < b/, "ties are drawn before"],
  ["kernel/status-moves.ts", /setStatus\(battle, user, SLEEP\)/, "nothing is immune to sleep"],
  ["kernel/turn.ts", /mask &= mask/, "the lowest bit is far above 2"],
  ["kernel/effects.ts", /SCREENS \+ screen\] !== 0\) return/, "no rule reads whether a screen failed"],
];

const ROOT = join(import.meta.dirname, "..");
const ENGINE = join(ROOT, "packages", "battle", "src", "engine");
const WORKER = join(ROOT, "packages", "battle", "test", "oracle", "mutation-worker.ts");
const SAMPLE = flag("sample", Number.POSITIVE_INFINITY);
const BATTLES = flag("battles", 2000);
const SEED = flag("seed", 1);
const MOST_MS = 60_000;

const mutations = partOf(sample(listMutations()));
const caught: Mutation[] = [];
const survived: Mutation[] = [];
let worker = await startWorker();
for (const [number, mutation] of mutations.entries()) {
  const outcome = await tryMutation(number, mutation);
  (outcome === undefined ? survived : caught).push(mutation);
  const at = `${mutation.file}:${mutation.line}`;
  const verdict = outcome ?? (isEquivalent(mutation) ? "equivalent" : `SURVIVED ${mutation.to.trim()}`);
  console.error(`${number + 1}/${mutations.length} ${at} ${verdict}`);
}
await worker.terminate();
const report = {
  mutations: mutations.length,
  caught: caught.length,
  equivalent: survived.filter(isEquivalent).length,
  survived: survived.filter((mutation) => !isEquivalent(mutation)),
  // A rule of EQUIVALENT that also fits changes that are caught is too wide.
  caughtThoughEquivalent: caught.filter(isEquivalent).length,
};
console.log(process.argv.includes("--json") ? JSON.stringify(report) : report);
process.exitCode = report.survived.length > 0 ? 1 : 0;

async function startWorker(): Promise<Worker> {
  const started = new Worker(WORKER, { workerData: { battles: BATTLES, seed: SEED } });
  const { promise, resolve, reject } = Promise.withResolvers<Worker>();
  started.once("error", reject);
  started.once("message", () => resolve(started));
  return promise;
}

function partOf(mutations: readonly Mutation[]): readonly Mutation[] {
  const at = process.argv.indexOf("--part");
  if (at < 0) return mutations;
  const [part, of] = process.argv[at + 1]!.split("/").map(Number);
  return mutations.filter((_, i) => i % of! === part! - 1);
}

/** What gave the mutation away, or undefined where nothing did. */
async function tryMutation(number: number, { file, line, to }: Mutation): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve("does not end"), MOST_MS);
  const answer = ({ outcome }: { readonly outcome: string | undefined }): void => resolve(outcome);
  worker.once("message", answer);
  worker.postMessage({ number, file, line, to });
  const outcome = await promise;
  clearTimeout(timer);
  if (outcome === "does not end") {
    await worker.terminate();
    worker = await startWorker();
  }
  return outcome;
}

function listMutations(): readonly Mutation[] {
  const kernel = readdirSync(join(ENGINE, "kernel")).map((file) => join("kernel", file));
  const only = process.argv[process.argv.indexOf("--only") + 1]!;
  return [...kernel, "random.ts"]
    .flatMap((file) =>
      readFileSync(join(ENGINE, file), "utf8")
        .split("\n")
        .flatMap((text, i) => mutateLine(file, i + 1, text)),
    )
    .filter(({ file, line }) => !process.argv.includes("--only") || `${file}:${line}`.includes(only));
}

function mutateLine(file: string, line: number, text: string): readonly Mutation[] {
  if (/^\s*(\/\/|\*|\/\*|import|const \{)/.test(text)) return [];
  return OPERATORS.flatMap(([pattern, replacement]) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      line,
      from: text,
      to:
        text.slice(0, match.index) +
        (typeof replacement === "string" ? replacement : replacement(match[0])) +
        text.slice(match.index + match[0].length),
    })),
  ).filter(({ from, to }) => from !== to);
}

function sample(mutations: readonly Mutation[]): readonly Mutation[] {
  if (mutations.length <= SAMPLE) return mutations;
  const random = createSeededRandom(SEED);
  const left = [...mutations];
  return Array.from({ length: SAMPLE }, () => left.splice(random.next(left.length), 1)[0]!);
}

function isEquivalent({ file, from }: Mutation): boolean {
  return EQUIVALENT.some(([where, pattern]) => where === file && pattern.test(from));
}

function flag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
