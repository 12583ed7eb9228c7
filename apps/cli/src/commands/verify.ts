import { defineCommand } from "citty";
import { createProgressLine } from "../platform/progress-line.ts";
import { runGuarded } from "../run-command.ts";
import { loadProofs, readCount } from "./proofs.ts";
import { policiesCommand } from "./verify-policies.ts";
import { showdownCommand } from "./verify-showdown.ts";

const json = { type: "boolean", default: false, description: "Print the figures as JSON" } as const;

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
const PROOFS = 11;

/** `predictiondex verify`: the proofs, run anew. */
export const verifyCommand = defineCommand({
  meta: {
    name: "verify",
    description: "Run the proofs: the engine against Showdown, the solver against the engine",
  },
  subCommands: { showdown: showdownCommand, solver, policies: policiesCommand },
});
