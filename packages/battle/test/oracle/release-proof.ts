// The release proof: pieces of battles in lockstep with Showdown until enough turns are played.

import { createHash } from "node:crypto";
import { KERNEL_BYTES } from "../../src/engine/generated/kernel-bytes.ts";
import { createProofEngine, type LockstepResult, type MoveUses } from "./lockstep.ts";
import { type Piece, playPieces } from "./pieces.ts";

const BATTLES_A_PIECE = 500;

export interface ReleaseOptions {
  /** Turns to reach. */
  readonly turns: number;
  /** Seed of the first piece; the next piece has the next. */
  readonly seed: number;
  /** Where finished pieces are kept. */
  readonly file: string;
  readonly workers: number;
  readonly onProgress?: (result: ReleaseResult) => void;
}

export interface ReleaseResult extends Omit<LockstepResult, "mismatches"> {
  /** Digest of the kernel and its tables; pieces of another kernel do not count. */
  readonly kernel: string;
  /** The first mismatch ends the run. */
  readonly mismatches: LockstepResult["mismatches"];
  /** The move used least, over all outcomes. */
  readonly leastUsed: { readonly move: string; readonly uses: number };
  /** Processor time of all pieces. */
  readonly cpuSeconds: number;
}

/** What a release asks of the proof; empty where all is met. */
export function missingForRelease(result: ReleaseResult, turns: number): readonly string[] {
  return [
    ...(result.mismatches.length > 0 ? [`${result.mismatches.length} mismatches`] : []),
    ...(result.turns < turns ? [`${result.turns} turns of ${turns}`] : []),
    ...(result.leastUsed.uses < 200
      ? [`${result.leastUsed.move} used ${result.leastUsed.uses} times of 200`]
      : []),
    ...(result.tiedSpeedShare < 0.1 ? [`tied Speeds in ${result.tiedSpeedShare} of the turns, not 0.1`] : []),
  ];
}

/** Plays pieces until the turns are reached or something differs. */
export async function runRelease(options: ReleaseOptions): Promise<ReleaseResult> {
  const kernel = kernelDigest(KERNEL_BYTES);
  const pieces = await playPieces<LockstepResult>(
    { ...options, kernel, battlesAPiece: BATTLES_A_PIECE },
    (soFar) => options.onProgress?.(sumUp(kernel, soFar)),
  );
  return sumUp(kernel, pieces);
}

/** Digest of a compiled kernel and its tables. */
export function kernelDigest(bytes: string): string {
  const { words } = createProofEngine().tables;
  return createHash("sha256").update(bytes).update(words).digest("hex").slice(0, 12);
}

function sumUp(kernel: string, pieces: readonly Piece<LockstepResult>[]): ReleaseResult {
  const usesPerMove = sumUses(pieces.map(({ result }) => result.usesPerMove));
  let [battles, turns, tied, megaEvolutions, cpuSeconds] = [0, 0, 0, 0, 0];
  for (const { result, cpuSeconds: seconds } of pieces) {
    battles += result.battles;
    turns += result.turns;
    tied += result.tiedSpeedShare * result.turns;
    megaEvolutions += result.megaEvolutions;
    cpuSeconds += seconds;
  }
  return {
    kernel,
    battles,
    turns,
    mismatches: pieces.flatMap(({ result }) => result.mismatches),
    tiedSpeedShare: turns === 0 ? 0 : tied / turns,
    megaEvolutions,
    cpuSeconds,
    leastUsed: leastUsedOf(usesPerMove),
    usesPerMove,
  };
}

/** Uses of several runs as one. */
export function sumUses(
  runs: readonly Readonly<Record<string, Readonly<MoveUses>>>[],
): Readonly<Record<string, MoveUses>> {
  const all: Record<string, MoveUses> = {};
  for (const run of runs) {
    for (const [move, uses] of Object.entries(run)) {
      const sum = all[move] ?? { hit: 0, missed: 0, failed: 0, immune: 0 };
      all[move] = sum;
      for (const outcome of ["hit", "missed", "failed", "immune"] as const) sum[outcome] += uses[outcome];
    }
  }
  return all;
}

/** The move used least, of all that the engine knows. */
export function leastUsedOf(usesPerMove: Readonly<Record<string, MoveUses>>): ReleaseResult["leastUsed"] {
  const counted = [...createProofEngine().tables.rows.keys()]
    .map((move) => ({ move, uses: sumOf(usesPerMove[move]) }))
    .toSorted((left, right) => left.uses - right.uses);
  return counted[0]!;
}

function sumOf(uses: Readonly<MoveUses> | undefined): number {
  return uses === undefined ? 0 : uses.hit + uses.missed + uses.failed + uses.immune;
}
