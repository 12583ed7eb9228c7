import type { GameFacts } from "@predictiondex/core";
import { createEncoder } from "../features/encoder.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS } from "../features/feature-list.ts";
import type { LabelledSample, MoveLabel } from "../samples/sample.ts";
import { BinCollector, type Cuts, findCuts } from "../trees/bins.ts";
import type { Labelled } from "../trees/boost.ts";

/** Where samples come from, shard by shard. */
export type SampleSource = AsyncIterable<readonly LabelledSample[]>;

/** Rows of both kinds with their cuts. */
export interface TrainingRows {
  readonly matchupCuts: Cuts;
  readonly moveCuts: Cuts;
  readonly win: Labelled;
  readonly gap: Labelled;
  readonly worst: Labelled;
  readonly validation: { readonly win: Labelled; readonly gap: Labelled; readonly worst: Labelled };
  readonly nMatchups: number;
  /** The first training match-ups with their rows from A's seat, for baselines. */
  readonly first: { readonly samples: readonly LabelledSample[]; readonly rows: readonly Float32Array[] };
}

/** How rows are made. */
export interface RowOptions {
  readonly maxBins: number;
  /** Match-ups that cuts and baselines are chosen from. */
  readonly firstMatchups: number;
  /** Power of a sample's weight that its rows count with: 1 undoes the sampling, 0 leaves it. */
  readonly weightPower: number;
  /** Takes the moves of one seat of each match-up, in turns, instead of both. */
  readonly oneSeat: boolean;
  /** Samples read at most. */
  readonly mostMatchups: number;
  readonly onProgress?: (nMatchups: number) => void;
}

interface Part {
  readonly win: BinCollector;
  readonly moves: BinCollector;
  readonly winTarget: number[];
  readonly winWeight: number[];
  readonly gap: number[];
  readonly worst: number[];
  readonly moveWeight: number[];
}

/**
 * Encodes samples into binned rows; each is encoded once. Splits other than `train` and `validation` are passed over.
 * @throws {RangeError} naming the value that is not a number
 */
export async function collectRows(
  source: SampleSource,
  facts: Pick<GameFacts, "moves" | "effectiveness">,
  options: RowOptions,
): Promise<TrainingRows> {
  const encoder = createEncoder(facts);
  const first: LabelledSample[] = [];
  let cuts:
    | { readonly matchup: Cuts; readonly move: Cuts; readonly rows: readonly Float32Array[] }
    | undefined;
  let parts: { readonly train: Part; readonly validation: Part } | undefined;
  let nMatchups = 0;
  const start = (): NonNullable<typeof parts> => {
    cuts = cutsOf(first, encoder, options.maxBins);
    parts = { train: createPart(cuts.matchup, cuts.move), validation: createPart(cuts.matchup, cuts.move) };
    for (const sample of first) addSample(sample, parts);
    return parts;
  };
  const addSample = (labelled: LabelledSample, to: NonNullable<typeof parts>): void => {
    const part = labelled.sample.split === "train" ? to.train : to.validation;
    addRows(labelled, nMatchups, encoder, part, options);
    nMatchups++;
    if (nMatchups % 1000 === 0) options.onProgress?.(nMatchups);
  };
  for await (const shard of source) {
    for (const labelled of shard) {
      const { split } = labelled.sample;
      if (split !== "train" && split !== "validation") continue;
      if (nMatchups >= options.mostMatchups) break;
      if (parts !== undefined) addSample(labelled, parts);
      else {
        first.push(labelled);
        if (first.length >= Math.min(options.firstMatchups, options.mostMatchups)) start();
      }
    }
    if (nMatchups >= options.mostMatchups) break;
  }
  const done = parts ?? start();
  const chosen = cuts!;
  return {
    matchupCuts: chosen.matchup,
    moveCuts: chosen.move,
    ...finish(done.train),
    validation: finish(done.validation),
    nMatchups,
    first: { samples: first, rows: chosen.rows },
  };
}

/** Held-out rows of `samples`, binned by the cuts of `rows`; every match-up counts alike, both seats' moves. */
export function collectHeld(
  samples: readonly LabelledSample[],
  facts: Pick<GameFacts, "moves" | "effectiveness">,
  { matchupCuts, moveCuts }: Pick<TrainingRows, "matchupCuts" | "moveCuts">,
): TrainingRows["validation"] {
  const encoder = createEncoder(facts);
  const part = createPart(matchupCuts, moveCuts);
  for (const [index, sample] of samples.entries()) {
    addRows(sample, index, encoder, part, { weightPower: 0, oneSeat: false });
  }
  return finish(part);
}

function cutsOf(
  samples: readonly LabelledSample[],
  encoder: ReturnType<typeof createEncoder>,
  maxBins: number,
): { readonly matchup: Cuts; readonly move: Cuts; readonly rows: readonly Float32Array[] } {
  const width = MATCHUP_COLUMNS.length;
  const moveWidth = MOVE_COLUMNS.length;
  const matchups = new Float32Array(2 * width * samples.length);
  const moves: Float32Array[] = [];
  const rows = samples.map(({ sample }, i) => {
    const encoded = encoder.encode(sample.a, sample.b, sample.state, "both");
    matchups.set(encoded.matchup, 2 * width * i);
    // One move of each seat is enough to see how values spread.
    for (const row of [i % encoded.movesOfA, encoded.movesOfA + (i % encoded.movesOfB)]) {
      moves.push(encoded.moves.slice(row * moveWidth, (row + 1) * moveWidth));
    }
    return encoded.matchup.slice(0, width);
  });
  const flat = new Float32Array(moves.length * moveWidth);
  for (const [i, row] of moves.entries()) flat.set(row, i * moveWidth);
  return {
    matchup: findCuts({ values: matchups, nRows: 2 * samples.length, nColumns: width }, maxBins),
    move: findCuts({ values: flat, nRows: moves.length, nColumns: moveWidth }, maxBins),
    rows,
  };
}

const nameOf = ({ name }: { readonly name: string }): string => name;

function createPart(matchup: Cuts, move: Cuts): Part {
  return {
    win: new BinCollector(matchup, MATCHUP_COLUMNS.map(nameOf)),
    moves: new BinCollector(move, MOVE_COLUMNS.map(nameOf)),
    winTarget: [],
    winWeight: [],
    gap: [],
    worst: [],
    moveWeight: [],
  };
}

function addRows(
  { sample, label }: LabelledSample,
  index: number,
  encoder: ReturnType<typeof createEncoder>,
  part: Part,
  { weightPower, oneSeat }: Pick<RowOptions, "weightPower" | "oneSeat">,
): void {
  const { matchup, moves } = encoder.encode(sample.a, sample.b, sample.state, "both");
  const weight = sample.weight ** weightPower;
  part.win.add(matchup, 0);
  part.win.add(matchup, MATCHUP_COLUMNS.length);
  part.winTarget.push(label.p, 1 - label.p);
  part.winWeight.push(weight, weight);
  const seats = [
    { set: sample.a, labels: label.a, p: label.p },
    { set: sample.b, labels: label.b, p: 1 - label.p },
  ];
  let row = 0;
  for (const [seat, { set, labels, p }] of seats.entries()) {
    const wanted = !oneSeat || index % 2 === seat;
    for (const { slug } of set.moves) {
      const found = wanted ? labels.find(({ move }) => move === slug) : undefined;
      if (found !== undefined) addMove(found, p, weight, moves, row, part);
      row++;
    }
  }
}

function addMove(
  label: MoveLabel,
  p: number,
  weight: number,
  moves: Float32Array,
  row: number,
  part: Part,
): void {
  part.moves.add(moves, row * MOVE_COLUMNS.length);
  part.gap.push(inUnit(p - label.p));
  part.worst.push(inUnit(label.p - label.worst));
  part.moveWeight.push(weight);
}

function inUnit(x: number): number {
  return Math.min(1, Math.max(0, x));
}

function finish(part: Part): { readonly win: Labelled; readonly gap: Labelled; readonly worst: Labelled } {
  const nMoves = part.moves.nRows;
  const nWin = part.win.nRows;
  const bins = part.moves.columns();
  const weight = Float32Array.from(part.moveWeight);
  return {
    win: {
      bins: part.win.columns(),
      nRows: nWin,
      target: Float32Array.from(part.winTarget),
      weight: Float32Array.from(part.winWeight),
    },
    gap: { bins, nRows: nMoves, target: Float32Array.from(part.gap), weight },
    worst: { bins, nRows: nMoves, target: Float32Array.from(part.worst), weight },
  };
}
