// Changes the battle kernel in one place at a time and says which changes a short lockstep with Showdown catches.
// node scripts/mutate-battle.ts [--sample N] [--battles N] [--seed N] [--json]

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom } from "@predictiondex/core";

/** One change of one line. */
interface Mutation {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** What a pattern becomes; each match on a line is a mutation of its own. */
const OPERATORS: readonly (readonly [RegExp, string])[] = [
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
const ENGINE = join("packages", "battle", "src", "engine");
const SAMPLE = flag("sample", Number.POSITIVE_INFINITY);
const BATTLES = flag("battles", 600);
const SEED = flag("seed", 1);
const MOST_MS = 180_000;

const place = mkdtempSync(join(tmpdir(), "mutate-battle-"));
try {
  prepare(place);
  const mutations = sample(listMutations());
  const caught: Mutation[] = [];
  const survived: Mutation[] = [];
  for (const mutation of mutations) {
    const outcome = tryMutation(place, mutation);
    (outcome === undefined ? survived : caught).push(mutation);
    const at = `${mutation.file}:${mutation.line}`;
    console.error(`${caught.length + survived.length}/${mutations.length} ${at} ${outcome ?? "SURVIVED"}`);
  }
  const report = {
    mutations: mutations.length,
    caught: caught.length,
    equivalent: survived.filter(isEquivalent).length,
    survived: survived.filter((mutation) => !isEquivalent(mutation)),
  };
  console.log(process.argv.includes("--json") ? JSON.stringify(report) : report);
  process.exitCode = report.survived.length > 0 ? 1 : 0;
} finally {
  rmSync(place, { recursive: true, force: true });
}

/** Copies what the lockstep needs; dependencies stay where they are. */
function prepare(directory: string): void {
  cpSync(join(ROOT, "packages", "battle", "src"), join(directory, "packages", "battle", "src"), {
    recursive: true,
  });
  const oracle = join("packages", "battle", "test", "oracle");
  cpSync(join(ROOT, oracle), join(directory, oracle), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"), "dir");
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }\n');
}

function listMutations(): readonly Mutation[] {
  const kernel = readdirSync(join(ROOT, ENGINE, "kernel")).map((file) => join("kernel", file));
  return [...kernel, "random.ts"].flatMap((file) =>
    readFileSync(join(ROOT, ENGINE, file), "utf8")
      .split("\n")
      .flatMap((text, i) => mutateLine(file, i + 1, text)),
  );
}

function mutateLine(file: string, line: number, text: string): readonly Mutation[] {
  if (/^\s*(\/\/|\*|\/\*|import|const \{)/.test(text)) return [];
  return OPERATORS.flatMap(([pattern, replacement]) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      line,
      from: text,
      to: text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length),
    })),
  ).filter(({ from, to }) => from !== to);
}

function sample(mutations: readonly Mutation[]): readonly Mutation[] {
  if (mutations.length <= SAMPLE) return mutations;
  const random = createSeededRandom(SEED);
  const left = [...mutations];
  return Array.from({ length: SAMPLE }, () => left.splice(random.next(left.length), 1)[0]!);
}

/** What gave the mutation away, or undefined where nothing did. */
function tryMutation(directory: string, { file, line, to }: Mutation): string | undefined {
  const path = join(directory, ENGINE, file);
  const original = readFileSync(path, "utf8");
  writeFileSync(
    path,
    original
      .split("\n")
      .with(line - 1, to)
      .join("\n"),
  );
  const script = join(directory, "packages", "battle", "test", "oracle", "run-mutant.ts");
  const child = spawnSync(process.execPath, [script, String(BATTLES), String(SEED)], {
    encoding: "utf8",
    timeout: MOST_MS,
  });
  writeFileSync(path, original);
  if (child.status !== 0) return child.error ? "does not end" : "throws";
  const { battles, difference } = JSON.parse(child.stdout) as { battles: number; difference?: string };
  return difference === undefined
    ? undefined
    : `battle ${battles}: ${difference.split("\n")[0]!.slice(0, 80)}`;
}

function isEquivalent({ file, from }: Mutation): boolean {
  return EQUIVALENT.some(([where, pattern]) => where === file && pattern.test(from));
}

function flag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
