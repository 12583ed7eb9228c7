import { InvalidInputError, UnavailableError } from "@predictiondex/core";
import { defineCommand } from "citty";
import { createProgressLine } from "../platform/progress-line.ts";
import { runGuarded } from "../run-command.ts";

const json = { type: "boolean", default: false, description: "Print the figures as JSON" } as const;

const showdown = defineCommand({
  meta: {
    name: "showdown",
    description: "Play random battles in the engine and in Pokémon Showdown, turn by turn",
  },
  args: {
    battles: { type: "string", default: "3000", description: "How many battles" },
    seed: { type: "string", default: "1", description: "Any whole number" },
    species: { type: "string", description: "Slugs of forms, parted by commas; all where left out" },
    moves: { type: "string", description: "Slugs of moves, parted by commas; all where left out" },
    json,
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const { createProofEngine, runLockstep, shrinkMismatch, writeFixture } = await loadProofs();
      const progress = createProgressLine(process.stderr);
      const battles = readCount(args.battles, "--battles");
      const seed = readCount(args.seed, "--seed");
      const { mismatches, ...result } = runLockstep({
        battles,
        seed,
        ...(args.species === undefined ? {} : { species: args.species.split(",") }),
        ...(args.moves === undefined ? {} : { moves: args.moves.split(",") }),
        onProgress: (done, turns) => progress.show(`${done} battles, ${turns} turns`, done / battles),
      });
      progress.done(`${result.battles} battles, ${result.turns} turns, ${mismatches.length} mismatches`);
      for (const [i, mismatch] of mismatches.entries()) {
        const shrunk = shrinkMismatch(createProofEngine(), mismatch);
        const path = writeFixture(shrunk, `seed-${seed}-${i}`);
        console.error(`turn ${shrunk.turn}: ${shrunk.difference}\nstored in ${path}`);
      }
      if (args.json) console.log(JSON.stringify({ ...result, mismatches: mismatches.length }, null, 2));
      if (mismatches.length > 0) process.exitCode = 1;
    }),
});

const solver = defineCommand({
  meta: {
    name: "solver",
    description:
      "Hold the solver against the engine, against long searches and against Showdown; small by default",
  },
  args: {
    matchups: { type: "string", description: "Match-ups of exact values against battles on the kernel" },
    battles: { type: "string", description: "Battles played for each of them" },
    laws: { type: "string", description: "Match-ups that the laws are checked on" },
    searched: { type: "string", description: "Match-ups of the search against exact values" },
    nodes: { type: "string", description: "Turns that a search may play" },
    responses: { type: "string", description: "Battles against each searched best response" },
    showdown: { type: "string", description: "Exact match-ups played in Showdown" },
    showdownBattles: { type: "string", description: "Battles of each of them" },
    showdownSearched: { type: "string", description: "Searched match-ups played in Showdown" },
    showdownSearchedBattles: { type: "string", description: "Battles of each of them" },
    turnNodes: { type: "string", description: "Turns searched for each public state of those battles" },
    baselines: { type: "string", description: "Match-ups against each baseline" },
    baselineBattles: { type: "string", description: "Battles of each of them, from each side" },
    seed: { type: "string", description: "Any whole number" },
    json,
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const { proveSolver, SMALL_PROOF } = await loadProofs();
      const sizes = { ...SMALL_PROOF };
      for (const key of Object.keys(SMALL_PROOF) as (keyof typeof SMALL_PROOF)[]) {
        if (args[key] !== undefined) sizes[key] = readCount(args[key], `--${key}`);
      }
      const progress = createProgressLine(process.stderr);
      let done = 0;
      const proof = proveSolver(sizes, (name) => progress.show(name, done++ / PROOFS));
      progress.done(`${PROOFS} proofs`);
      if (args.json) console.log(JSON.stringify({ sizes, ...proof }, null, 2));
      else console.dir(proof, { depth: null });
    }),
});

/** Parts of the solver's report. */
const PROOFS = 7;

/** `predictiondex verify`: the proofs, run anew. */
export const verifyCommand = defineCommand({
  meta: {
    name: "verify",
    description: "Run the proofs: the engine against Showdown, the solver against the engine",
  },
  subCommands: { showdown, solver },
});

async function loadProofs(): Promise<typeof import("@predictiondex/battle/verify")> {
  try {
    return await import("@predictiondex/battle/verify");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UnavailableError(
      "The proofs need the development install (npm ci, with development dependencies)",
      {
        cause: error,
      },
    );
  }
}

function readCount(text: string, option: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 2 ** 31) return count;
  throw new InvalidInputError([
    { pointer: option, detail: `${option} must be a whole number from 1 on, got "${text}"` },
  ]);
}
