// Changes the battle kernel in one place at a time and says which changes the lockstep with Showdown catches (see
// mutation-trials.ts). node scripts/mutate-battle.ts [--sample N] [--battles N] [--seed N] [--only text]
// [--part 3/16] [--list] [--json]; a part is every 16th mutation from the third on.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createSeededRandom } from "@predictiondex/core";
import {
  EQUIVALENT_CHANGES,
  type EquivalentChange,
} from "../packages/battle/test/oracle/equivalent-changes.ts";

/** One change of one line. */
interface Mutation {
  readonly file: string;
  /** File and function. */
  readonly place: string;
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

const FUNCTION = /^(?:export )?(?:async )?function (\w+)/;
const ROOT = join(import.meta.dirname, "..");
const ENGINE = join(ROOT, "packages", "battle", "src", "engine");
const WORKER = join(ROOT, "packages", "battle", "test", "oracle", "mutation-worker.ts");
const SAMPLE = flag("sample", Number.POSITIVE_INFINITY);
const BATTLES = flag("battles", 2000);
const SEED = flag("seed", 1);
const MOST_MS = 180_000;

const mutations = partOf(sample(listMutations()));
if (process.argv.includes("--list")) {
  for (const { place, line, to } of mutations) console.log(`${place}:${line} ${to.trim()}`);
  process.exit();
}
const caught: Mutation[] = [];
const survived: Mutation[] = [];
let worker = await startWorker();
for (const [number, mutation] of mutations.entries()) {
  const outcome = await tryMutation(number, mutation);
  (outcome === undefined ? survived : caught).push(mutation);
  const at = `${mutation.file}:${mutation.line}`;
  const verdict = outcome ?? (equivalentOf(mutation) ? "equivalent" : `SURVIVED ${mutation.to.trim()}`);
  console.error(`${number + 1}/${mutations.length} ${at} ${verdict}`);
}
await worker.terminate();
const equivalent = survived.filter((mutation) => equivalentOf(mutation));
const report = {
  mutations: mutations.length,
  caught: caught.length,
  equivalent: equivalent.length,
  survived: survived.filter((mutation) => !equivalentOf(mutation)),
  // An entry that also fits a change that was caught is not true.
  caughtThoughEquivalent: caught.filter((mutation) => equivalentOf(mutation)),
};
console.log(process.argv.includes("--json") ? JSON.stringify(report) : report);
const open = report.survived.length + report.caughtThoughEquivalent.length;
console.error(
  `${mutations.length} changes: ${open === 0 ? "all" : caught.length} caught but ${equivalent.length} equivalent${open === 0 ? "" : `, ${open} open`}`,
);
process.exitCode = open > 0 ? 1 : 0;

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
    .flatMap((file) => {
      let place = file;
      return readFileSync(join(ENGINE, file), "utf8")
        .split("\n")
        .flatMap((text, i) => {
          const name = FUNCTION.exec(text)?.[1];
          if (name !== undefined) place = `${file} ${name}`;
          return mutateLine(file, place, i + 1, text);
        });
    })
    .filter(({ file, line }) => !process.argv.includes("--only") || `${file}:${line}`.includes(only));
}

function mutateLine(file: string, place: string, line: number, text: string): readonly Mutation[] {
  if (/^\s*(\/\/|\*|\/\*|import|const \{)/.test(text)) return [];
  return OPERATORS.flatMap(([pattern, replacement]) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      place,
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

function equivalentOf({ place, to }: Mutation): EquivalentChange | undefined {
  return EQUIVALENT_CHANGES.find(([where, line]) => where === place && line === to.trim());
}

function flag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
