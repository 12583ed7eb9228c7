// The release proof of team battles, in pieces as that of one against one.

import { TEAM_KERNEL_BYTES } from "../../src/engine/generated/team-kernel-bytes.ts";
import { type Piece, playPieces } from "./pieces.ts";
import { kernelDigest, leastUsedOf, type ReleaseOptions, sumUses } from "./release-proof.ts";
import {
  SWITCH_CAUSES,
  type SwitchCause,
  TEAM_EVENTS,
  type TeamEvent,
  type TeamLockstepResult,
} from "./team-lockstep.ts";

const BATTLES_A_PIECE = 100;

export interface TeamReleaseOptions extends Omit<ReleaseOptions, "onProgress"> {
  /** Members of each team, 1–6; 0 draws them for each team. */
  readonly teams: number;
  readonly onProgress?: (result: TeamReleaseResult) => void;
}

export interface TeamReleaseResult extends TeamLockstepResult {
  /** Digest of the kernel for teams and its tables. */
  readonly kernel: string;
  readonly leastUsed: { readonly move: string; readonly uses: number };
  readonly cpuSeconds: number;
}

/** What a release asks of the proof of team battles; empty where all is met. */
export function missingForTeamRelease(result: TeamReleaseResult, turns: number): readonly string[] {
  const unused = SWITCH_CAUSES.filter((cause) => result.switches[cause] === 0);
  const unseen = TEAM_EVENTS.filter((event) => result.events[event] === 0);
  return [
    ...(result.mismatches.length > 0 ? [`${result.mismatches.length} mismatches`] : []),
    ...(result.turns < turns ? [`${result.turns} turns of ${turns}`] : []),
    ...(unused.length > 0 ? [`no switch by ${unused.join(", ")}`] : []),
    ...(unseen.length > 0 ? [`not met: ${unseen.join(", ")}`] : []),
    ...(result.leastUsed.uses === 0 ? [`${result.leastUsed.move} was never used`] : []),
  ];
}

/** Plays pieces until the turns are reached or something differs. */
export async function runTeamRelease(options: TeamReleaseOptions): Promise<TeamReleaseResult> {
  const kernel = kernelDigest(TEAM_KERNEL_BYTES);
  const pieces = await playPieces<TeamLockstepResult>(
    { ...options, kernel, battlesAPiece: BATTLES_A_PIECE },
    (soFar) => options.onProgress?.(sumUp(kernel, soFar)),
  );
  return sumUp(kernel, pieces);
}

function sumUp(kernel: string, pieces: readonly Piece<TeamLockstepResult>[]): TeamReleaseResult {
  const sum = (read: (result: TeamLockstepResult) => number): number =>
    pieces.reduce((total, { result }) => total + read(result), 0);
  const decisions = sum((result) => result.decisions);
  const tied = sum((result) => result.tiedSpeedShare * result.decisions);
  const usesPerMove = sumUses(pieces.map(({ result }) => result.usesPerMove));
  return {
    kernel,
    battles: sum((result) => result.battles),
    turns: sum((result) => result.turns),
    decisions,
    mismatches: pieces.flatMap(({ result }) => result.mismatches),
    switches: Object.fromEntries(
      SWITCH_CAUSES.map((cause) => [cause, sum(({ switches }) => switches[cause])]),
    ) as Record<SwitchCause, number>,
    events: Object.fromEntries(
      TEAM_EVENTS.map((event) => [event, sum(({ events }) => events[event])]),
    ) as Record<TeamEvent, number>,
    tiedSpeedShare: decisions === 0 ? 0 : tied / decisions,
    megaEvolutions: sum((result) => result.megaEvolutions),
    cpuSeconds: pieces.reduce((total, piece) => total + piece.cpuSeconds, 0),
    leastUsed: leastUsedOf(usesPerMove),
    usesPerMove,
  };
}
