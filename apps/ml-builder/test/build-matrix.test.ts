import { completeSet, createJudge, readMatrixPair } from "@predictiondex/battle";
import { type Database, loadStandardMatrix, publishGameData, type StoredMatrix } from "@predictiondex/db";
import { openMemoryDatabase } from "@predictiondex/db/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildMatrix } from "../src/build-matrix.ts";
import { standardSetsOf } from "../src/standard-sets-of.ts";
import { DATA } from "./helpers-data.ts";

const SLUGS = ["pikachu", "squirtle", "onix", "gengar", "snorlax"];
/** A small game, so that every pair of it is quick. */
const SMALL = {
  ...DATA,
  forms: DATA.forms.filter(({ slug }) => SLUGS.includes(slug)),
  species: DATA.species.filter(({ slug }) => SLUGS.includes(slug)),
  learnsets: DATA.learnsets
    .filter(({ form }) => SLUGS.includes(form))
    .map((way) => ({ ...way, origin: "own" as const, from: way.form })),
  evolutions: [],
  trainers: [],
};
const PAIRS = 15;
const NODES = 300;

const wordsOf = ({ content }: StoredMatrix): Uint16Array =>
  new Uint16Array(content.slice().buffer, 0, content.length / 2);

describe("buildMatrix", () => {
  let database: Database;
  let version: number;

  beforeEach(async () => {
    database = await openMemoryDatabase();
    version = (await publishGameData(database.db, SMALL, { source: "bundled" })).version.id;
  });
  afterEach(() => database.close());

  it("stores every pair as the judge values it", async () => {
    const { matrix, rowsResumed } = await buildMatrix({ database, nodes: NODES, threads: 1 });
    expect(rowsResumed).toBe(0);
    expect(matrix.rowsDone).toBe(SLUGS.length);
    expect(await loadStandardMatrix(database.db, version)).toEqual(matrix);
    const words = wordsOf(matrix);
    expect(words).toHaveLength(PAIRS);
    const sets = standardSetsOf(SMALL);
    expect(sets.map(({ form }) => form.slug)).toEqual(matrix.forms);
    const judge = createJudge(SMALL);
    for (const [row, own] of sets.entries()) {
      for (const [column, foe] of sets.entries()) {
        const pair = readMatrixPair(words, SLUGS.length, row, column);
        const back = readMatrixPair(words, SLUGS.length, column, row);
        expect(pair.p + back.p).toBeCloseTo(1, 12);
        expect(pair.best).toBe(back.answer);
        if (row > column) continue;
        const value = judge.evaluate(completeSet(own), completeSet(foe), { nodes: NODES });
        expect(Math.abs(pair.p - value.p)).toBeLessThan(0.000501);
        expect(own.moves[pair.best]).toBe(value.moves[0]!.move);
        expect(pair.low).toBeLessThanOrEqual(value.low + 0.0006);
        expect(pair.high).toBeGreaterThanOrEqual(value.high - 0.0006);
      }
    }
  });

  it("goes on where a stopped run stood, to the same bytes", async () => {
    const whole = await buildMatrix({ database, nodes: NODES, threads: 1 });
    const stopping = new AbortController();
    const stopped = buildMatrix({
      database,
      nodes: NODES,
      threads: 1,
      force: true,
      signal: stopping.signal,
      onProgress: ({ done }) => {
        if (done >= 9) stopping.abort();
      },
    });
    await expect(stopped).rejects.toThrow();
    const half = await loadStandardMatrix(database.db, version);
    expect(half!.rowsDone).toBe(2);
    const rest = await buildMatrix({ database, nodes: NODES, threads: 2 });
    expect(rest.rowsResumed).toBe(2);
    expect(rest.matrix.content).toEqual(whole.matrix.content);
    const again = await buildMatrix({ database, nodes: NODES });
    expect(again.message).toBe("Matrix: already built, 15 pairs");
  });

  it("begins anew for another number of turns", async () => {
    await buildMatrix({ database, nodes: NODES, threads: 1 });
    const other = await buildMatrix({ database, nodes: NODES + 1, threads: 1 });
    expect(other.rowsResumed).toBe(0);
  });
});
