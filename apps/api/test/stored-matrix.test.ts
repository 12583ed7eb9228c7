import { countPairs, readMatrixPair } from "@predictiondex/battle";
import { matrixResponseSchema, problemSchema, storedMatrixResponseSchema } from "@predictiondex/contract";
import { createSeededRandom } from "@predictiondex/core";
import type { StoredMatrix } from "@predictiondex/db";
import { describe, expect, it } from "vitest";
import { bundledData, call, createSource, createTestApi } from "./helpers.ts";

const forms = bundledData().forms.map(({ slug }) => slug);
const random = createSeededRandom(4);
/** Any chances and slots do here: what is served must be what is stored. */
const words = Uint16Array.from(
  { length: countPairs(forms.length) },
  () => (random.next(1001) << 6) | random.next(4),
);
const stored: StoredMatrix = {
  ...{ dataVersion: 1, specDigest: "e".repeat(64), forms, nodes: 20_000, rowsDone: forms.length },
  content: new Uint8Array(words.buffer),
};

describe("/v1/predict/matrix/stored", () => {
  it("serves the stored pairs, two bytes each, and the whole matrix from them", async () => {
    const source = createSource();
    source.storedMatrix = stored;
    const app = await createTestApi(source);
    const packed = storedMatrixResponseSchema
      .strict()
      .parse((await call(app, "/v1/predict/matrix/stored")).json());
    expect(Buffer.from(packed.pairs, "base64")).toEqual(Buffer.from(stored.content));
    expect(stored.content.byteLength).toBe(35_532);
    expect(packed.sets.map(({ pokemon }) => pokemon)).toEqual(forms);
    const whole = matrixResponseSchema.strict().parse((await call(app, "/v1/predict/matrix")).json());
    for (const [row, column] of [
      [0, 0],
      [3, 150],
      [150, 3],
      [187, 186],
    ] as const) {
      const pair = readMatrixPair(words, forms.length, row, column);
      expect(whole.rows[row]!.p[column]).toBe(pair.p);
      expect(whole.rows[row]!.best[column]).toBe(packed.sets[row]!.moves[pair.best]);
      expect(whole.rows[row]!.methods[column]).toBe(pair.method);
    }
    for (const row of whole.rows) {
      for (const value of [...row.p, ...row.low, ...row.high]) expect(value).toBe(Number(value.toFixed(3)));
    }
    await app.close();
  });

  it("says how to build it where it is not there, or is of other forms", async () => {
    const source = createSource();
    source.storedMatrix = { ...stored, forms: forms.toReversed() };
    const app = await createTestApi(source);
    const response = await call(app, "/v1/predict/matrix/stored");
    expect(response.statusCode).toBe(404);
    expect(problemSchema.parse(response.json()).detail).toContain("cli -- matrix");
    await app.close();
  });
});

describe("readMatrixPair", () => {
  it("mirrors a pair: chances add up to 1, moves change places", () => {
    for (const [row, column] of [
      [2, 9],
      [40, 100],
    ] as const) {
      const there = readMatrixPair(words, forms.length, row, column);
      const back = readMatrixPair(words, forms.length, column, row);
      expect(there.p + back.p).toBeCloseTo(1, 12);
      expect([there.best, there.answer]).toEqual([back.answer, back.best]);
      expect(there.low).toBeLessThanOrEqual(there.p);
    }
  });
});
