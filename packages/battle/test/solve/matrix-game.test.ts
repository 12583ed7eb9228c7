import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";

function solve(rows: readonly (readonly number[])[]) {
  const rowMix = new Float64Array(rows.length);
  const columnMix = new Float64Array(rows[0]!.length);
  const value = solveMatrixGame(
    Float64Array.from(rows.flat()),
    rows.length,
    rows[0]!.length,
    rowMix,
    columnMix,
  );
  return { value, rowMix: [...rowMix], columnMix: [...columnMix] };
}

describe("solveMatrixGame", () => {
  it("finds the saddle point, the first of equals", () => {
    expect(
      solve([
        [0.2, 0.5],
        [0.4, 0.6],
        [0.4, 0.6],
      ]),
    ).toEqual({ value: 0.4, rowMix: [0, 1, 0], columnMix: [1, 0] });
  });

  it("mixes in matching pennies and in rock, paper, scissors", () => {
    const pennies = solve([
      [1, 0],
      [0, 1],
    ]);
    expect(pennies.value).toBeCloseTo(0.5, 12);
    expect(pennies.rowMix[0]).toBeCloseTo(0.5, 12);
    const rock = solve([
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ]);
    expect(rock.value).toBeCloseTo(0, 12);
    for (const weight of [...rock.rowMix, ...rock.columnMix]) expect(weight).toBeCloseTo(1 / 3, 12);
  });

  it("gives mixes that nobody can better, in 3,000 random games up to 12 × 12", () => {
    const random = createSeededRandom(11);
    for (let game = 0; game < 3000; game++) {
      const nRows = 1 + random.next(12);
      const nColumns = 1 + random.next(12);
      // A coarse grid makes many ties.
      const grain = game % 2 === 0 ? 5 : 1_000_000;
      const rows = Array.from({ length: nRows }, () =>
        Array.from({ length: nColumns }, () => random.next(grain) / grain),
      );
      const { value, rowMix, columnMix } = solve(rows);
      const sum = (mix: readonly number[]) => mix.reduce((total, weight) => total + weight, 0);
      expect(sum(rowMix)).toBeCloseTo(1, 9);
      expect(sum(columnMix)).toBeCloseTo(1, 9);
      expect(Math.min(...rowMix, ...columnMix)).toBeGreaterThanOrEqual(0);
      const columns = rows[0]!.map((_, j) => rows.reduce((total, row, i) => total + rowMix[i]! * row[j]!, 0));
      const answers = rows.map((row) => row.reduce((total, payoff, j) => total + columnMix[j]! * payoff, 0));
      expect(Math.min(...columns)).toBeGreaterThan(value - 1e-9);
      expect(Math.max(...answers)).toBeLessThan(value + 1e-9);
      const mirrored = solve(rows[0]!.map((_, j) => rows.map((row) => 1 - row[j]!)));
      expect(mirrored.value).toBeCloseTo(1 - value, 9);
    }
  });
});
