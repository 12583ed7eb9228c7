import { hash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AnswerTask, WrittenAnswer } from "@predictiondex/answers";
import { createRecent } from "../recent.ts";

/** An answer as it is sent, and what the metrics and the log want to know of it. */
export interface KnownAnswer {
  readonly json: Buffer;
  readonly prediction: WrittenAnswer["prediction"];
}

/** The answers of one data version and model, while there is room; the least recently used go first. */
export interface AnswerCache {
  get(key: string): KnownAnswer | undefined;
  /** Keeps an answer, and gives it back as `get` will. */
  set(key: string, kind: AnswerTask["kind"], answer: WrittenAnswer): KnownAnswer;
}

interface Kept {
  readonly body: Buffer;
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

/** The key of a task: its digest, as tasks are as long as their answers are deflated. */
export function keyOf(task: AnswerTask): string {
  return hash("sha1", JSON.stringify(task), "base64url");
}

/** Makes a cache of at most so many bytes. Answers are much alike: with the first ones as dictionary they take a fifth. */
export function createAnswerCache(maxBytes: number): AnswerCache {
  const kept = createRecent<Kept>(maxBytes, ({ body }) => body.length + ENTRY_BYTES);
  const dictionaries = new Map<AnswerTask["kind"], Buffer>();
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      const { body, dictionary, prediction } = found;
      return { json: dictionary ? inflateRawSync(body, { dictionary }) : body, prediction };
    },
    set(key, kind, { json, prediction }) {
      const plain = Buffer.from(json);
      const dictionary = dictionaries.get(kind);
      if (dictionary === undefined || dictionary.length < DICTIONARY_BYTES) {
        const longer = Buffer.concat([dictionary ?? Buffer.alloc(0), plain]);
        dictionaries.set(kind, longer.subarray(-WINDOW_BYTES));
        kept.set(key, { body: plain, dictionary: undefined, prediction });
        return { json: plain, prediction };
      }
      const deflated = deflateRawSync(plain, { level: QUICKEST, dictionary });
      // Of its own size: zlib's result is part of a larger piece of memory.
      const body = Buffer.allocUnsafeSlow(deflated.length);
      deflated.copy(body);
      kept.set(key, { body, dictionary, prediction });
      return { json: plain, prediction };
    },
  };
}
