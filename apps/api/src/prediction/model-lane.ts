import { type AnswerTask, doTask, InvalidRequestError } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import type { KnownAnswer } from "./answer-cache.ts";
import type { BatchResult } from "./control.ts";
import type { PredictionPool } from "./pool.ts";

/** Shares the model's questions with the pool's threads where they come faster than one by one. */
export interface ModelLane {
  /**
   * The answer of a thread; undefined where the caller answers sooner. `text` is the task as JSON.
   * @throws {InvalidRequestError} where the model does not answer such a question
   */
  take(catalogue: Catalogue, task: AnswerTask, text: string): Promise<KnownAnswer> | undefined;
}

/** Questions handed over at once, and such packets under way: a thread has work while the next one is packed. */
const MOST_QUESTIONS = 8;
const MOST_PACKETS = 2;

interface Waiting {
  readonly task: AnswerTask;
  readonly text: string;
  readonly resolve: (answer: KnownAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a lane to the threads of `pool`, for as long as they have nothing else to do. The first question of a turn of the
 * event loop is the caller's: alone it is answered sooner than it would be handed over.
 */
export function createModelLane(pool: PredictionPool): ModelLane {
  let waiting: Waiting[] = [];
  let packedFor: Catalogue | undefined;
  let isLaterInTurn = false;
  let underWay = 0;
  const endTurn = (): void => {
    isLaterInTurn = false;
    if (waiting.length > 0) void send(packedFor!, waiting);
    waiting = [];
  };
  const send = async (catalogue: Catalogue, packet: readonly Waiting[]): Promise<void> => {
    underWay++;
    try {
      settle(
        packet,
        await pool.answerByModel(
          catalogue,
          packet.map(({ text }) => text),
        ),
      );
    } catch {
      // The thread has ended, as with its data version: what it was to do is done here.
      for (const { task, resolve, reject } of packet) {
        try {
          const { json, prediction } = doTask(catalogue, task, () => false);
          resolve({ json: Buffer.from(json), prediction });
        } catch (error) {
          reject(error);
        }
      }
    } finally {
      underWay--;
    }
  };
  return {
    take(catalogue, task, text) {
      if (!isLaterInTurn) {
        isLaterInTurn = true;
        setImmediate(endTurn);
        return undefined;
      }
      if (waiting.length === 0) {
        if (underWay >= MOST_PACKETS || !pool.isFree(catalogue.snapshot)) return undefined;
        packedFor = catalogue;
      } else if (waiting.length >= MOST_QUESTIONS || packedFor !== catalogue) return undefined;
      return new Promise((resolve, reject) => {
        waiting.push({ task, text, resolve, reject });
      });
    },
  };
}

function settle(packet: readonly Waiting[], { bytes, ends, outcomes }: BatchResult): void {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  packet.forEach(({ resolve, reject }, i) => {
    const outcome = outcomes[i]!;
    if ("refused" in outcome) reject(new InvalidRequestError(outcome.refused));
    else {
      const json = Buffer.allocUnsafeSlow(ends[i]! - (ends[i - 1] ?? 0));
      all.copy(json, 0, ends[i - 1] ?? 0, ends[i]);
      resolve({ json, prediction: outcome.prediction });
    }
  });
}
