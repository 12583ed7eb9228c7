import type { LockstepResult } from "@predictiondex/battle/verify";
import { defineCommand } from "citty";
import { createProgressLine } from "../platform/progress-line.ts";
import { runGuarded } from "../run-command.ts";
import { loadProofs, readCount } from "./proofs.ts";
import { proveTeams } from "./verify-teams.ts";

/** `predictiondex verify showdown`: the engine against Pokémon Showdown. */
export const showdownCommand = defineCommand({
  meta: {
    name: "showdown",
    description: "Play random battles in the engine and in Pokémon Showdown, turn by turn",
  },
  args: {
    battles: { type: "string", default: "3000", description: "How many battles" },
    teams: {
      type: "string",
      description: "Play teams of this many (1–6, or any); one against one where left out",
    },
    seed: { type: "string", default: "1", description: "Any whole number" },
    species: { type: "string", description: "Slugs of forms, parted by commas; all where left out" },
    moves: { type: "string", description: "Slugs of moves, parted by commas; all where left out" },
    release: { type: "boolean", default: false, description: "The proof of a release: turns, not battles" },
    turns: { type: "string", default: "1000000", description: "Turns that a release proof plays" },
    workers: { type: "string", default: "1", description: "Threads of a release proof" },
    keep: {
      type: "string",
      default: "data-local/release-proof.jsonl",
      description: "File of a release proof's finished pieces: a run goes on from there",
    },
    fixtures: {
      type: "string",
      description: "Folder in which a shrunk mismatch is stored; where the tests replay it, if left out",
    },
    json: { type: "boolean", default: false, description: "Print the figures as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const { teams } = args;
      if (teams !== undefined) {
        await proveTeams({ ...args, teams });
        return;
      }
      if (args.release) {
        await proveRelease(args);
        return;
      }
      const { runLockstep } = await loadProofs();
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
      await storeMismatches(mismatches, seed, args.fixtures);
      if (args.json) console.log(JSON.stringify({ ...result, mismatches: mismatches.length }, null, 2));
      if (mismatches.length > 0) process.exitCode = 1;
    }),
});

/** A million turns or more, in pieces; exits with 1 where the proof is not complete. */
async function proveRelease(args: {
  readonly turns: string;
  readonly seed: string;
  readonly workers: string;
  readonly keep: string;
  readonly fixtures?: string | undefined;
  readonly json: boolean;
}): Promise<void> {
  const { missingForRelease, runRelease } = await loadProofs();
  const progress = createProgressLine(process.stderr);
  const turns = readCount(args.turns, "--turns");
  const seed = readCount(args.seed, "--seed");
  const { mismatches, ...result } = await runRelease({
    turns,
    seed,
    file: args.keep,
    workers: readCount(args.workers, "--workers"),
    onProgress: (done) => progress.show(`${done.turns} turns`, done.turns / turns),
  });
  progress.done(`${result.battles} battles, ${result.turns} turns, ${mismatches.length} mismatches`);
  await storeMismatches(mismatches, seed, args.fixtures);
  const missing = missingForRelease({ ...result, mismatches }, turns);
  for (const fault of missing) console.error(`not a release: ${fault}`);
  if (args.json) console.log(JSON.stringify({ ...result, mismatches: mismatches.length, missing }, null, 2));
  if (missing.length > 0) process.exitCode = 1;
}

async function storeMismatches(
  mismatches: LockstepResult["mismatches"],
  seed: number,
  directory?: string,
): Promise<void> {
  const { createProofEngine, shrinkMismatch, writeFixture } = await loadProofs();
  for (const [i, mismatch] of mismatches.entries()) {
    const shrunk = shrinkMismatch(createProofEngine(), mismatch);
    const path = writeFixture(shrunk, `seed-${seed}-${i}`, directory);
    console.error(`turn ${shrunk.turn}: ${shrunk.difference}\nstored in ${path}`);
  }
}
