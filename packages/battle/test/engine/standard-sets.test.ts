import { describe, expect, it } from "vitest";
import { standardSets } from "../../src/engine/standard-sets.ts";
import { form, legalMoves } from "../helpers.ts";
import { ENGINE } from "./helpers.ts";

const ROSTER = ["pikachu", "geodude", "squirtle", "vulpix"].map((slug) => {
  const legal = legalMoves(slug).filter((move) => move.slug !== "struggle");
  return { form: form(slug), legal, start: legal.slice(0, 4) };
});

describe("standardSets", () => {
  it("finds better moves than it starts from, and the same ones every time", () => {
    const sets = standardSets(ENGINE, ROSTER, { rounds: 1, battles: 4 });
    expect(standardSets(ENGINE, ROSTER, { rounds: 1, battles: 4 })).toEqual(sets);
    for (const { form: own, legal } of ROSTER) {
      const moves = sets.get(own.slug)!;
      expect(new Set(moves).size).toBe(4);
      expect(moves.every((move) => legal.includes(move))).toBe(true);
    }
    const types = sets.get("squirtle")!.map((move) => move.type);
    expect(types).toContain("water");
  });
});
