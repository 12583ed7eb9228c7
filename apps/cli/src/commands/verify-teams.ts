import type { TeamLockstepResult } from "@predictiondex/battle/verify";
import { InvalidInputError } from "@predictiondex/core";
import { createProgressLine } from "../platform/progress-line.ts";
import { loadProofs, readCount } from "./proofs.ts";

const MOST_MEMBERS = 6;
/** Each team of one to six members, as drawn. */
const ANY_SIZE = "any";

/** Options of `verify showdown` where teams play. */
export interface TeamProofArgs {
  readonly teams: string;
  readonly battles: string;
  readonly seed: string;
  readonly species?: string | undefined;
  readonly moves?: string | undefined;
  readonly release: boolean;
  readonly turns: string;
  readonly workers: string;
  readonly keep: string;
  readonly fixtures?: string | undefined;
  readonly json: boolean;
}

/** Team battles in the engine and in Pokémon Showdown, decision by decision; exits with 1 where they part. */
export async function proveTeams(args: TeamProofArgs): Promise<void> {
  const teams = args.teams === ANY_SIZE ? 0 : readCount(args.teams, "--teams");
  if (teams > MOST_MEMBERS) {
    const detail = `--teams must be 1–${MOST_MEMBERS} or "${ANY_SIZE}", got ${teams}`;
    throw new InvalidInputError([{ pointer: "--teams", detail }]);
  }
  const seed = readCount(args.seed, "--seed");
  const progress = createProgressLine(process.stderr);
  const { mismatches, ...result } = args.release
    ? await release(args, teams, seed, progress)
    : await play(args, teams, seed, progress);
  progress.done(`${result.battles} battles, ${result.turns} turns, ${mismatches.length} mismatches`);
  await storeMismatches(mismatches, seed, args.fixtures);
  for (const fault of result.missing) console.error(`not a release: ${fault}`);
  if (args.json)
    console.log(JSON.stringify({ teams: args.teams, ...result, mismatches: mismatches.length }, null, 2));
  if (mismatches.length > 0 || result.missing.length > 0) process.exitCode = 1;
}

type Progress = ReturnType<typeof createProgressLine>;
type Proof = TeamLockstepResult & { readonly missing: readonly string[] };

async function play(args: TeamProofArgs, teams: number, seed: number, progress: Progress): Promise<Proof> {
  const { runTeamLockstep } = await loadProofs();
  const battles = readCount(args.battles, "--battles");
  const result = runTeamLockstep({
    battles,
    seed,
    ...(teams === 0 ? {} : { teams }),
    ...(args.species === undefined ? {} : { species: args.species.split(",") }),
    ...(args.moves === undefined ? {} : { moves: args.moves.split(",") }),
    onProgress: (done, turns) => progress.show(`${done} battles, ${turns} turns`, done / battles),
  });
  return { ...result, missing: [] };
}

async function release(args: TeamProofArgs, teams: number, seed: number, progress: Progress): Promise<Proof> {
  const { missingForTeamRelease, runTeamRelease } = await loadProofs();
  const turns = readCount(args.turns, "--turns");
  const result = await runTeamRelease({
    turns,
    seed,
    teams,
    file: args.keep,
    workers: readCount(args.workers, "--workers"),
    onProgress: (done) => progress.show(`${done.turns} turns`, done.turns / turns),
  });
  return { ...result, missing: missingForTeamRelease(result, turns) };
}

async function storeMismatches(
  mismatches: TeamLockstepResult["mismatches"],
  seed: number,
  directory?: string,
): Promise<void> {
  const { createProofEngine, shrinkTeamMismatch, writeTeamFixture } = await loadProofs();
  for (const [i, mismatch] of mismatches.entries()) {
    const shrunk = shrinkTeamMismatch(createProofEngine(), mismatch);
    const path = writeTeamFixture(shrunk, `seed-${seed}-${i}`, directory);
    console.error(`decision ${shrunk.decision}: ${shrunk.difference}\nstored in ${path}`);
  }
}
