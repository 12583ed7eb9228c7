import { describe, expect, it } from "vitest";
import { createJudge, evaluateUnknown, evaluationsOf, plausibleSets, standardMoves } from "../src/index.ts";
import { CHART, FACTS, form, LEGAL_MOVES, legalMoves, move, set } from "./helpers.ts";

const judge = createJudge(FACTS);
const MOVES = new Map(FACTS.moves.map((one) => [one.slug, one]));
const PIKACHU = set("pikachu", ["thunderbolt", "quick-attack", "iron-tail", "dig"]);

function setsOf(slug: string, level: number, seen: readonly string[] = []) {
  const learnable = legalMoves(slug);
  const race = judge.evaluate(
    PIKACHU,
    set(
      slug,
      learnable.map((one) => one.slug),
    ),
  );
  return plausibleSets({
    level,
    legal: LEGAL_MOVES.filter((way) => way.form === slug),
    moves: MOVES,
    seen: seen.map(move),
    standard: standardMoves(form(slug), learnable, CHART),
    threats: race.opponent.map((value) => value.move),
  });
}

describe("plausibleSets", () => {
  it("holds the last four moves learnt by the level, weights that sum to 1, and no set twice", () => {
    const sets = setsOf("squirtle", 20);
    const levelUp = sets.find(({ from }) => from === "level-up")!;
    const learnt = LEGAL_MOVES.filter(
      (way) => way.form === "squirtle" && way.method === "level-up" && (way.level ?? 0) <= 20,
    );
    for (const { slug } of levelUp.moves) expect(learnt.some((way) => way.move === slug)).toBe(true);
    expect(sets.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    const keys = sets.map(({ moves }) =>
      moves
        .map(({ slug }) => slug)
        .sort()
        .join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(setsOf("squirtle", 20)).toEqual(sets);
  });

  it("holds what has been seen in every set, and only legal moves", () => {
    const legal = legalMoves("squirtle");
    for (const { moves } of setsOf("squirtle", 50, ["ice-beam", "tackle"])) {
      expect(moves.map(({ slug }) => slug)).toEqual(expect.arrayContaining(["ice-beam", "tackle"]));
      expect(moves.length).toBeLessThanOrEqual(4);
      for (const one of moves) expect(legal).toContain(one);
    }
  });

  it("gives Ditto its one move, once", () => {
    expect(setsOf("ditto", 50)).toMatchObject([{ weight: 1, moves: [{ slug: "transform" }] }]);
  });
});

describe("evaluateUnknown", () => {
  const ask = (kind: "plausible" | "worst", isUnknown: boolean) => {
    let asked = 0;
    const opponent = {
      kind,
      sets: setsOf("squirtle", 50),
      unknown: { nature: isUnknown, ivs: isUnknown },
      natures: FACTS.natures,
    };
    const found = evaluateUnknown(set("squirtle", []), opponent, (b) => {
      asked++;
      return judge.evaluate(PIKACHU, b, { nodes: 4000 });
    });
    expect(asked).toBe(evaluationsOf(opponent));
    return found;
  };

  it("averages A's values over the sets, the best mean first", () => {
    const { evaluation, sets, worst, spread } = ask("plausible", false);
    const [best] = evaluation.moves;
    const mean = sets.reduce((sum, { weight, evaluation: { moves } }) => {
      return sum + weight * moves.find((value) => value.move === best!.move)!.p;
    }, 0);
    expect(best!.p).toBeCloseTo(mean, 12);
    expect(evaluation.p).toBe(best!.p);
    expect(evaluation.moves.map(({ p }) => p)).toEqual(
      evaluation.moves.map(({ p }) => p).toSorted((left, right) => right - left),
    );
    expect(worst).toBe(Math.min(...sets.map((one) => one.evaluation.p)));
    expect(spread).toBeGreaterThan(0);
  });

  it("takes the set that hurts most for the worst, and widens the range by nature and IVs", () => {
    const narrow = ask("worst", false);
    const wide = ask("worst", true);
    expect(narrow.evaluation.p).toBe(narrow.worst);
    expect(wide.evaluation.high - wide.evaluation.low).toBeGreaterThan(
      narrow.evaluation.high - narrow.evaluation.low,
    );
  });
});
