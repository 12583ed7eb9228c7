import { hash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AnswerTask, WrittenAnswer } from "@predictiondex/answers";
import { createRecent } from "../recent.ts";

/** An answer as it is sent, and what the metrics and the log want to know of it. */
export interface KnownAnswer {
  readonly json: string | Buffer;
  readonly prediction: WrittenAnswer["prediction"];
}

/** The answers of one data version and model, while there is room; the least recently used go first. */
export interface AnswerCache {
  get(key: string): KnownAnswer | undefined;
  /** Keeps an answer; one of the model's from the second time on that it is brought. */
  set(key: string, kind: AnswerTask["kind"], answer: KnownAnswer): void;
}

interface HotAnswer extends KnownAnswer {
  readonly json: Buffer;
}

interface Kept {
  readonly body: Buffer;
  /** Bytes of the answer as it is sent. */
  readonly nBytes: number;
  /** What it was deflated with; undefined where it was not. */
  readonly dictionary: Buffer | undefined;
  readonly prediction: WrittenAnswer["prediction"];
}

/** What an entry costs besides its body: key, places in the map, objects. */
const ENTRY_BYTES = 400;
/** Answers that begin a dictionary stay as they are. */
const DICTIONARY_BYTES = 16 * 1024;
/** Deflate looks no further back. */
const WINDOW_BYTES = 32 * 1024;
const QUICKEST = 1;
const LEAST_CHUNK_BYTES = 64;
/** Room for a deflated answer, as a part of it: one that takes more gets a second piece. */
const DEFLATED_SHARE = 1 / 4;
/** Where texts are laid out to be deflated; longer ones get memory of their own. */
const scratch = Buffer.allocUnsafeSlow(128 * 1024);
/** Questions that are remembered to have been asked once, at least; twice as many at most. */
const ASKED_ONCE = 8192;
/** Part of the room for the latest answers as they are sent: what is asked over and over need not be inflated. */
const HOT_SHARE = 1 / 4;

/** The key of a task, given as JSON: its digest, as tasks are as long as their answers are deflated. */
export function keyOf(text: string): string {
  return hash("sha1", text, "base64url");
}

/**
 * Makes a cache of at most so many bytes. Answers are much alike: with the first ones as dictionary they take a fifth. The
 * model's are kept among the latest only, as to deflate one takes about as long as to make it anew, and only where they are
 * asked for again: what is asked once would keep the collector busy.
 */
export function createAnswerCache(maxBytes: number): AnswerCache {
  const hot = createRecent<HotAnswer>(maxBytes * HOT_SHARE, ({ json }) => json.length + ENTRY_BYTES);
  const kept = createRecent<Kept>(maxBytes * (1 - HOT_SHARE), ({ body }) => body.length + ENTRY_BYTES);
  const dictionaries = new Map<AnswerTask["kind"], Buffer>();
  let [asked, askedBefore] = [new Set<string>(), new Set<string>()];
  const isAskedAgain = (key: string): boolean => {
    if (asked.has(key) || askedBefore.has(key)) return true;
    if (asked.size >= ASKED_ONCE) [asked, askedBefore] = [new Set(), asked];
    asked.add(key);
    return false;
  };
  return {
    get(key) {
      const latest = hot.get(key);
      if (latest !== undefined) return latest;
      const found = kept.get(key);
      if (found === undefined) return undefined;
      const { body, nBytes, dictionary, prediction } = found;
      // zlib's result lies in a piece of memory of the chunk's size: no larger than it must be.
      const inflated = { dictionary, chunkSize: nBytes + LEAST_CHUNK_BYTES };
      const known = { json: dictionary ? inflateRawSync(body, inflated) : body, prediction };
      hot.set(key, known);
      return known;
    },
    set(key, kind, { json, prediction }) {
      if (prediction?.method === "model") {
        if (isAskedAgain(key)) hot.set(key, { json: ownCopy(laidOut(json)), prediction });
        return;
      }
      // Nothing is kept twice before it is asked for twice: memory outside of the heap has the collector go through all of it.
      const plain = laidOut(json);
      const nBytes = plain.length;
      const dictionary = dictionaries.get(kind);
      if (dictionary === undefined || dictionary.length < DICTIONARY_BYTES) {
        const longer = Buffer.concat([dictionary ?? Buffer.alloc(0), plain]);
        dictionaries.set(kind, longer.subarray(-WINDOW_BYTES));
        kept.set(key, { body: ownCopy(plain), nBytes, dictionary: undefined, prediction });
        return;
      }
      const chunkSize = Math.ceil(nBytes * DEFLATED_SHARE) + LEAST_CHUNK_BYTES;
      const deflated = deflateRawSync(plain, { level: QUICKEST, dictionary, chunkSize });
      kept.set(key, { body: ownCopy(deflated), nBytes, dictionary, prediction });
    },
  };
}

/** The bytes of an answer, a text's in memory that the next one is laid out in too. */
function laidOut(json: string | Buffer): Buffer {
  if (typeof json !== "string") return json;
  const nBytes = Buffer.byteLength(json);
  if (nBytes > scratch.length) return Buffer.from(json);
  scratch.write(json);
  return scratch.subarray(0, nBytes);
}

/** A copy of its own size: what it is made from may be part of a larger piece of memory. */
function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
