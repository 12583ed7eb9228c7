// Pieces of a long proof: finished ones are kept in a file, one JSON object a line, so that a run can go on where another
// stopped; several workers share the pieces.

import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";

/** What every piece of a proof tells. */
export interface PieceResult {
  readonly turns: number;
  readonly mismatches: readonly unknown[];
}

/** A finished piece, as a line of the file. */
export interface Piece<R extends PieceResult> {
  /** Digest of the kernel; pieces of another kernel do not count. */
  readonly kernel: string;
  readonly seed: number;
  /** Members of each team; undefined where one plays against one. */
  readonly teams?: number;
  readonly cpuSeconds: number;
  readonly result: R;
}

/** What a worker is asked for. */
export interface PieceTask {
  readonly seed: number;
  readonly battles: number;
  readonly teams?: number;
}

export interface PieceOptions {
  /** Turns to reach. */
  readonly turns: number;
  /** Seed of the first piece; the next piece has the next. */
  readonly seed: number;
  /** Where finished pieces are kept. */
  readonly file: string;
  readonly workers: number;
  readonly battlesAPiece: number;
  readonly kernel: string;
  readonly teams?: number;
}

/** Plays pieces until the turns are reached or something differs; the pieces of earlier runs count. */
export async function playPieces<R extends PieceResult>(
  options: PieceOptions,
  onPiece: (pieces: readonly Piece<R>[]) => void,
): Promise<readonly Piece<R>[]> {
  const { kernel, teams, battlesAPiece: battles } = options;
  const pieces = readPieces<R>(options.file).filter(
    (piece) => piece.kernel === kernel && piece.teams === teams && piece.seed >= options.seed,
  );
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
      const team = teams === undefined ? {} : { teams };
      const { result, cpuSeconds } = await ask<R>(worker, { seed, battles, ...team });
      const piece: Piece<R> = { kernel, seed, ...team, cpuSeconds, result };
      appendFileSync(options.file, `${JSON.stringify(piece)}\n`);
      pieces.push(piece);
      turns += result.turns;
      found ||= result.mismatches.length > 0;
      onPiece(pieces);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return pieces;
}

function ask<R extends PieceResult>(
  worker: Worker,
  task: PieceTask,
): Promise<Pick<Piece<R>, "result" | "cpuSeconds">> {
  const { promise, resolve, reject } = Promise.withResolvers<Pick<Piece<R>, "result" | "cpuSeconds">>();
  worker.once("error", reject);
  worker.once("message", (answer: Pick<Piece<R>, "result" | "cpuSeconds">) => {
    worker.off("error", reject);
    resolve(answer);
  });
  worker.postMessage(task);
  return promise;
}

function readPieces<R extends PieceResult>(file: string): Piece<R>[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  // A run that was killed may leave half a line at the end; that piece is played again.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) writeFileSync(file, whole);
  return whole
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Piece<R>);
}
