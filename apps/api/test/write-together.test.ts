import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWriteQueue } from "../src/write-together.ts";

/** A queue, and what it has written. */
function createQueue() {
  const written: number[] = [];
  const queue = createWriteQueue();
  return { written, put: (n: number) => queue(() => written.push(n)) };
}

it("writes the answers of one turn at its end, in their order", async () => {
  const { written, put } = createQueue();
  for (const n of [1, 2, 3]) put(n);
  expect(written).toEqual([]);
  await nextTurn();
  expect(written).toEqual([1, 2, 3]);
  put(4);
  await nextTurn();
  expect(written).toEqual([1, 2, 3, 4]);
});

it("lets no more than 32 wait, and writes each once", async () => {
  const { written, put } = createQueue();
  for (let n = 0; n < 40; n++) put(n);
  expect(written).toHaveLength(32);
  await nextTurn();
  expect(written).toEqual(Array.from({ length: 40 }, (_, n) => n));
});
