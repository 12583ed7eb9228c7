import { computeMatrixRow, createJudge, MATRIX_NODES, readMatrixPair } from "@predictiondex/battle";
import { loadStandardMatrix, publishGameData } from "@predictiondex/db";
import { openMemoryDatabase } from "@predictiondex/db/testing";
import { describe, expect, it } from "vitest";
import { ensureStandardMatrix, readReleaseMatrix } from "../src/standard-matrix-file.ts";
import { standardSetsOf } from "../src/standard-sets-of.ts";
import { DATA } from "./helpers-data.ts";

const REBUILD = "the committed matrix is of other facts: npm run -s cli -- matrix --force --release";
/** The last rows are the shortest: 6 pairs. */
const ROWS_PLAYED_AGAIN = 3;

describe("the committed matrix", () => {
  it("is stored by a first run, of the bundled facts, and says what the solver says", async () => {
    const database = await openMemoryDatabase();
    try {
      const { version } = await publishGameData(database.db, DATA, { source: "bundled" });
      await ensureStandardMatrix(database, { data: DATA, version });
      const matrix = await loadStandardMatrix(database.db, version.id);
      if (matrix === undefined) throw new Error(REBUILD);
      const { content, forms, rowsDone } = matrix;
      expect(rowsDone).toBe(DATA.forms.length);
      expect(content).toHaveLength(forms.length * (forms.length + 1));
      const words = new Uint16Array(content.slice().buffer);
      const judge = createJudge(DATA);
      const sets = standardSetsOf(DATA);
      for (let row = forms.length - ROWS_PLAYED_AGAIN; row < forms.length; row++) {
        const [...played] = computeMatrixRow(judge, sets, row, MATRIX_NODES);
        const start = words.length - ((forms.length - row) * (forms.length - row + 1)) / 2;
        expect([...words.subarray(start, start + played.length)]).toEqual(played);
      }
      const at = (slug: string): number => forms.indexOf(slug);
      expect(readMatrixPair(words, forms.length, at("pikachu"), at("squirtle")).p).toBeGreaterThan(0.8);
    } finally {
      await database.close();
    }
  });

  it("is not taken for other facts", async () => {
    const [first, ...forms] = DATA.forms;
    const stronger = { ...first!, baseStats: { ...first!.baseStats, hp: first!.baseStats.hp + 1 } };
    const version = { id: 1 } as Parameters<typeof readReleaseMatrix>[1];
    const changed = { ...DATA, forms: [stronger, ...forms] };
    expect(await readReleaseMatrix(changed, version)).toBeUndefined();
    expect(await readReleaseMatrix(DATA, version, MATRIX_NODES + 1)).toBeUndefined();
    const renamed = { ...DATA, forms: [{ ...first!, names: { ...first!.names, ja: "?" } }, ...forms] };
    expect(await readReleaseMatrix(renamed, version)).toBeDefined();
  });
});
