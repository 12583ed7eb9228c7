import { CancelledError, standardSpec } from "@predictiondex/answers";
import { v1BestMoveRequestSchema } from "@predictiondex/contract";
import { createSeededRandom } from "@predictiondex/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCatalogue } from "../src/catalogue.ts";
import { type Api, createApi, type SnapshotSource } from "../src/index.ts";
import { matchupTask } from "../src/prediction/matchup-task.ts";
import { createModelLane } from "../src/prediction/model-lane.ts";
import { createInlinePool, createThreadPool, type PredictionPool } from "../src/prediction/pool.ts";
import { OverloadedError } from "../src/request-errors.ts";
import { call, TEST_NODES } from "./helpers.ts";
import { modelSource } from "./test-model.ts";

const ASKED_AT_ONCE = 60;

describe("the model's questions that come at once", () => {
  let source: SnapshotSource;
  let threads: PredictionPool;
  let inline: Api;
  /** Questions that threads were handed, and whether the next packet is lost with its thread. */
  let handedOver = 0;
  let isLost = false;
  let shared: Api;
  let url: string;
  beforeAll(async () => {
    source = await modelSource();
    threads = createThreadPool({ threads: 1 });
    threads.prepare(source.current()!);
    const pool: PredictionPool = {
      ...threads,
      answerByModel(catalogue, texts) {
        handedOver += texts.length;
        return isLost
          ? Promise.reject(new Error("the thread has ended"))
          : threads.answerByModel(catalogue, texts);
      },
    };
    inline = await createApi({ source, version: "0", nodes: TEST_NODES });
    shared = await createApi({ source, version: "0", nodes: TEST_NODES, pool });
    url = await shared.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(async () => {
    await shared.close();
    await inline.close();
    await threads.close();
  });

  const questions = (seed: number) => {
    const random = createSeededRandom(seed);
    const side = () => ({ pokemon: 1 + random.next(188), level: 1 + random.next(100) });
    return Array.from({ length: ASKED_AT_ONCE }, (_, i) => {
      const body = { a: side(), b: side(), method: "model" };
      // The model knows no Mega Evolution on the way: a refusal among answers.
      return i % 10 === 7 ? { ...body, a: { pokemon: "venusaur", mega: true } } : body;
    });
  };

  it.each([
    ["are answered by threads too, each as if it came alone", false],
    ["are answered where a thread is lost", true],
  ])("%s", async (_, lost) => {
    isLost = lost;
    handedOver = 0;
    let asked = 0;
    // Which of them share a turn of the event loop is the machine's affair.
    for (let seed = 1; handedOver < 5 && seed < 20; seed++) {
      const all = questions(seed + (lost ? 100 : 0));
      const answers = await Promise.all(
        all.map(async (body) => {
          const headers = { "content-type": "application/json" };
          const request = { method: "POST", headers, body: JSON.stringify(body) };
          const response = await fetch(`${url}/v1/predict/best-move`, request);
          return { status: response.status, text: await response.text() };
        }),
      );
      asked += all.length;
      for (const [i, payload] of all.entries()) {
        const alone = await call(inline, { method: "POST", url: "/v1/predict/best-move", payload });
        expect(answers[i]).toEqual({ status: alone.statusCode, text: alone.payload });
        expect(alone.statusCode).toBe(i % 10 === 7 ? 422 : 200);
      }
    }
    expect(handedOver).toBeGreaterThanOrEqual(5);
    expect(handedOver).toBeLessThan(asked);
  });

  it("lets those wait for whom somebody waits, and no more than it can answer soon", async () => {
    const catalogue = createCatalogue(source.current()!);
    const lane = createModelLane(createInlinePool());
    const set = { a: { pokemon: 1 }, b: { pokemon: 4 } };
    const task = matchupTask(
      { a: standardSpec(catalogue.data.forms[0]!), b: standardSpec(catalogue.data.forms[3]!) },
      v1BestMoveRequestSchema.parse({ ...set, method: "model" }),
      TEST_NODES,
    );
    const ask = (isGone: boolean) => lane.answer(catalogue, task, JSON.stringify(task), () => isGone);
    const gone = Array.from({ length: 1999 }, () => ask(true));
    const asked = ask(false);
    await expect(ask(false)).rejects.toThrow(OverloadedError);
    for (const one of gone) await expect(one).rejects.toThrow(CancelledError);
    expect((await asked).prediction?.method).toBe("model");
    expect((await ask(false)).prediction?.method).toBe("model");
  });
});
