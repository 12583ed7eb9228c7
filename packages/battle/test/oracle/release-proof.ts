// The release proof: pieces of battles in lockstep with Showdown until enough turns are played. Finished pieces are kept in
// a file, one JSON object a line, so that a run can go on where another stopped; several workers share the pieces.

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { KERNEL_BYTES } from "../../src/engine/generated/kernel-bytes.ts";
import { createProofEngine, type LockstepResult, type MoveUses } from "./lockstep.ts";

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

/** A finished piece, as a line of the file. */
interface Piece {
  readonly kernel: string;
  readonly seed: number;
  readonly cpuSeconds: number;
  readonly result: LockstepResult;
}

/** Plays pieces until the turns are reached or something differs. */
export async function runRelease(options: ReleaseOptions): Promise<ReleaseResult> {
  const kernel = kernelDigest();
  const pieces = readPieces(options.file, kernel).filter(({ seed }) => seed >= options.seed);
  const taken = new Set(pieces.map(({ seed }) => seed));
  let nextSeed = options.seed;
  let turns = pieces.reduce((sum, { result }) => sum + result.turns, 0);
  let found = pieces.some(({ result }) => result.mismatches.length > 0);
  mkdirSync(dirname(options.file), { recursive: true });
  const work = async (): Promise<void> => {
    const worker = new Worker(join(import.meta.dirname, "release-worker.ts"));
    while (turns < options.turns && !found) {
      while (taken.has(nextSeed)) nextSeed++;
      const seed = nextSeed;
      taken.add(seed);
      const { result, cpuSeconds } = await ask(worker, { seed, battles: BATTLES_A_PIECE });
      const piece: Piece = { kernel, seed, cpuSeconds, result };
      appendFileSync(options.file, `${JSON.stringify(piece)}\n`);
      pieces.push(piece);
      turns += result.turns;
      found ||= result.mismatches.length > 0;
      options.onProgress?.(sumUp(kernel, pieces));
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return sumUp(kernel, pieces);
}

function ask(
  worker: Worker,
  task: { seed: number; battles: number },
): Promise<Pick<Piece, "result" | "cpuSeconds">> {
  const { promise, resolve, reject } = Promise.withResolvers<Pick<Piece, "result" | "cpuSeconds">>();
  worker.once("error", reject);
  worker.once("message", (answer: Pick<Piece, "result" | "cpuSeconds">) => {
    worker.off("error", reject);
    resolve(answer);
  });
  worker.postMessage(task);
  return promise;
}

function kernelDigest(): string {
  const { words } = createProofEngine().tables;
  return createHash("sha256").update(KERNEL_BYTES).update(words).digest("hex").slice(0, 12);
}

function readPieces(file: string, kernel: string): Piece[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  // A run that was killed may leave half a line at the end; that piece is played again.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) writeFileSync(file, whole);
  const lines = whole.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Piece).filter((piece) => piece.kernel === kernel);
}

function sumUp(kernel: string, pieces: readonly Piece[]): ReleaseResult {
  const usesPerMove: Record<string, MoveUses> = {};
  let [battles, turns, tied, megaEvolutions, cpuSeconds] = [0, 0, 0, 0, 0];
  for (const { result, cpuSeconds: seconds } of pieces) {
    battles += result.battles;
    turns += result.turns;
    tied += result.tiedSpeedShare * result.turns;
    megaEvolutions += result.megaEvolutions;
    cpuSeconds += seconds;
    for (const [move, uses] of Object.entries(result.usesPerMove)) {
      const sum = usesPerMove[move] ?? { hit: 0, missed: 0, failed: 0, immune: 0 };
      usesPerMove[move] = sum;
      for (const outcome of ["hit", "missed", "failed", "immune"] as const) sum[outcome] += uses[outcome];
    }
  }
  const counted = [...createProofEngine().tables.rows.keys()]
    .map((move) => ({ move, uses: sumOf(usesPerMove[move]) }))
    .toSorted((left, right) => left.uses - right.uses);
  return {
    kernel,
    battles,
    turns,
    mismatches: pieces.flatMap(({ result }) => result.mismatches),
    tiedSpeedShare: turns === 0 ? 0 : tied / turns,
    megaEvolutions,
    cpuSeconds,
    leastUsed: counted[0]!,
    usesPerMove,
  };
}

function sumOf(uses: Readonly<MoveUses> | undefined): number {
  return uses === undefined ? 0 : uses.hit + uses.missed + uses.failed + uses.immune;
}
