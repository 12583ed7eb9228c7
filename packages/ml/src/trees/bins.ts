/** The steps of each feature: `cuts[f]` ascending; a value lies in bin k where k of them are not above it. */
export type Cuts = readonly Float32Array[];

/** Rows of numbers, row by row. */
export interface Matrix {
  readonly values: Float32Array;
  readonly nRows: number;
  readonly nColumns: number;
}

/** Values that a column's cuts are chosen from at most. */
const SAMPLE = 60_000;
const BLOCK_ROWS = 4096;

/** At most `maxBins − 1` cuts a column, such that the bins hold about the same number of rows. */
export function findCuts({ values, nRows, nColumns }: Matrix, maxBins: number): Cuts {
  const step = Math.max(1, Math.floor(nRows / SAMPLE));
  return Array.from({ length: nColumns }, (_, column) => {
    const sample = new Float32Array(Math.ceil(nRows / step));
    for (let i = 0, row = 0; row < nRows; row += step, i++) sample[i] = values[row * nColumns + column]!;
    sample.sort();
    return cutsOf(sample, maxBins);
  });
}

function cutsOf(sorted: Float32Array, maxBins: number): Float32Array {
  const distinct: number[] = [];
  for (const value of sorted) if (distinct.length === 0 || value > distinct.at(-1)!) distinct.push(value);
  // Where values are few, a cut between any two of them.
  if (distinct.length <= maxBins) {
    return Float32Array.from(distinct.slice(1), (value, i) => between(distinct[i]!, value));
  }
  const cuts: number[] = [];
  for (let k = 1; k < maxBins; k++) {
    const value = sorted[Math.floor((k * sorted.length) / maxBins)]!;
    if (value > sorted[0]! && (cuts.length === 0 || value > cuts.at(-1)!)) cuts.push(value);
  }
  return Float32Array.from(cuts);
}

function between(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  return middle > low ? middle : high;
}

/** Writes the bin of each value of a row. */
export function binRow(cuts: Cuts, row: Float32Array, from: number, bins: Uint8Array, to: number): void {
  for (let column = 0; column < cuts.length; column++) {
    bins[to + column] = binOf(cuts[column]!, row[from + column]!);
  }
}

/** How many cuts are not above `value`. */
export function binOf(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of bins that come one by one, and are turned into columns once all are there. */
export class BinCollector {
  readonly #cuts: Cuts;
  readonly #names: readonly string[];
  readonly #blocks: Uint8Array[] = [];
  nRows = 0;

  /** `names` of the columns, for errors. */
  constructor(cuts: Cuts, names: readonly string[] = []) {
    this.#cuts = cuts;
    this.#names = names;
  }

  /** @throws {RangeError} naming row and column where a value is not a number */
  add(values: Float32Array, at: number): void {
    const nColumns = this.#cuts.length;
    const place = this.nRows % BLOCK_ROWS;
    if (place === 0) this.#blocks.push(new Uint8Array(BLOCK_ROWS * nColumns));
    for (let column = 0; column < nColumns; column++) {
      if (!Number.isFinite(values[at + column]!)) {
        const name = this.#names[column] ?? column;
        throw new RangeError(
          `row ${this.nRows}, column ${name}: must be a number, got ${values[at + column]}`,
        );
      }
    }
    binRow(this.#cuts, values, at, this.#blocks.at(-1)!, place * nColumns);
    this.nRows++;
  }

  /** The bins column by column, in memory that threads can share; the collector is empty afterwards. */
  columns(): Uint8Array {
    const { nRows } = this;
    const nColumns = this.#cuts.length;
    const bins = new Uint8Array(new SharedArrayBuffer(Math.max(1, nRows * nColumns)));
    for (let block = 0; block * BLOCK_ROWS < nRows; block++) {
      const rows = this.#blocks[block]!;
      const from = block * BLOCK_ROWS;
      const count = Math.min(BLOCK_ROWS, nRows - from);
      for (let column = 0; column < nColumns; column++) {
        const at = column * nRows + from;
        for (let row = 0; row < count; row++) bins[at + row] = rows[row * nColumns + column]!;
      }
      this.#blocks[block] = new Uint8Array(0);
    }
    this.#blocks.length = 0;
    this.nRows = 0;
    return bins;
  }
}
