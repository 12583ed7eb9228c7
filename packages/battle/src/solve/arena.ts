// Room for a solution's numbers, taken in one piece and used again by the next solution: asking the system for it anew
// cost a quarter of the time.

/** Room for numbers of both kinds. What is taken holds whatever was there before. */
export interface Arena {
  readonly floats: Stack<Float64Array>;
  readonly ints: Stack<Int32Array>;
}

type Numbers = Float64Array | Int32Array;

/** A piece of memory that is handed out from the front on. */
export class Stack<T extends Numbers> {
  readonly #create: (length: number) => T;
  #chunk: T;
  #used = 0;
  #asked = 0;

  constructor(create: (length: number) => T, length: number) {
    this.#create = create;
    this.#chunk = create(length);
  }

  /** Room for `count` numbers. */
  take(count: number): T {
    this.#asked += count;
    if (this.#used + count > this.#chunk.length) {
      // What was handed out stays with those who hold it.
      this.#chunk = this.#create(Math.max(count, 2 * this.#chunk.length));
      this.#used = 0;
    }
    const from = this.#used;
    this.#used += count;
    return this.#chunk.subarray(from, this.#used) as T;
  }

  /** The same, all 0. */
  zeros(count: number): T {
    const taken = this.take(count);
    taken.fill(0);
    return taken;
  }

  /** Takes the last piece back but for its first `count` numbers. */
  trim(last: T, count: number): T {
    this.#used -= last.length - count;
    this.#asked -= last.length - count;
    return last.subarray(0, count) as T;
  }

  /** Hands out from the front again, in one chunk that would have held all. */
  reset(): void {
    if (this.#asked > this.#chunk.length) this.#chunk = this.#create(this.#asked);
    this.#used = 0;
    this.#asked = 0;
  }
}

const FLOATS = 1 << 16;
const INTS = 1 << 16;
let spare: Arena | undefined;

/** An arena that nobody else uses. */
export function takeArena(): Arena {
  const arena = spare ?? {
    floats: new Stack((length) => new Float64Array(length), FLOATS),
    ints: new Stack((length) => new Int32Array(length), INTS),
  };
  spare = undefined;
  return arena;
}

/** Gives an arena back; whatever was taken from it must not be read again. */
export function returnArena(arena: Arena): void {
  arena.floats.reset();
  arena.ints.reset();
  spare = arena;
}
