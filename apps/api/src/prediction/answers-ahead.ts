import { inflateRawSync } from "node:zlib";
import type { KnownAnswer } from "./answer-cache.ts";
import type { AheadResult } from "./control.ts";

/** The model's answers to questions that many ask, made before anybody has; of one data version and model. */
export interface AnswersAhead {
  get(key: string): KnownAnswer | undefined;
  /** Keeps what a thread has made for these keys, in their order; the first ones alone where it had to make way. */
  add(keys: readonly string[], made: AheadResult): void;
  /** What answers are deflated with; undefined until some have been made. */
  dictionary(): Buffer | undefined;
  /** Takes plain answers as the beginning of all others. */
  learn(made: AheadResult): void;
  readonly size: number;
  /** What all of it takes. */
  readonly bytes: number;
  readonly isFull: boolean;
}

interface Place {
  /** The packet that it came in, and where it lies there. */
  readonly packet: Buffer;
  readonly from: number;
  readonly to: number;
  /** Bytes of the answer as it is sent. */
  readonly nBytes: number;
  readonly p: number;
}

/** Deflate looks no further back. */
const WINDOW_BYTES = 32 * 1024;
/** What an entry costs besides its body: key, places in the map, objects. */
const ENTRY_BYTES = 200;
const LEAST_CHUNK_BYTES = 64;

/** Makes room for answers of so many bytes in all; nothing that is in it goes. */
export function createAnswersAhead(maxBytes: number): AnswersAhead {
  const places = new Map<string, Place>();
  let dictionary: Buffer | undefined;
  let bytes = 0;
  return {
    get(key) {
      const place = places.get(key);
      if (place === undefined) return undefined;
      const { packet, from, to, nBytes, p } = place;
      // zlib's result lies in a piece of memory of the chunk's size: no larger than it must be.
      const options = { dictionary, chunkSize: nBytes + LEAST_CHUNK_BYTES };
      return {
        json: inflateRawSync(packet.subarray(from, to), options),
        prediction: { p, method: "model" },
      };
    },
    add(keys, { bytes: made, ends, sizes, chances }) {
      const packet = Buffer.from(made.buffer, made.byteOffset, made.byteLength);
      for (const [i, to] of ends.entries()) {
        const from = ends[i - 1] ?? 0;
        places.set(keys[i]!, { packet, from, to, nBytes: sizes[i]!, p: chances[i]! });
        bytes += to - from + ENTRY_BYTES;
      }
    },
    dictionary: () => dictionary,
    learn({ bytes: plain }) {
      dictionary = Buffer.from(plain.slice(-WINDOW_BYTES));
    },
    get size() {
      return places.size;
    },
    get bytes() {
      return bytes;
    },
    get isFull() {
      return bytes >= maxBytes;
    },
  };
}
