import { describe, expect, it } from "vitest";
import {
  calculateDamage,
  createCombatant,
  createJudge,
  findInsights,
  findTurningPoints,
  knockOutChances,
  tellInsights,
} from "../src/index.ts";
import { CHART, FACTS, set } from "./helpers.ts";

const judge = createJudge(FACTS);
const PIKACHU = set("pikachu", ["thunderbolt", "quick-attack", "iron-tail"]);
const SQUIRTLE = set("squirtle", ["surf", "tackle"]);

describe("knockOutChances", () => {
  it("counts misses: two uses of a sure blow that hits in 70 % knock out in 91 %", () => {
    const [user, target] = [
      createCombatant(set("mewtwo", ["hydro-pump"])),
      createCombatant(set("geodude", ["tackle"])),
    ];
    const damage = calculateDamage(user, target, user.set.moves[0]!, CHART)!;
    const [one, two, three] = knockOutChances(damage, { hp: target.stats.hp, maxHp: target.stats.hp });
    const hits = damage.hitChance;
    expect(one).toBeCloseTo(hits, 9);
    expect(two).toBeCloseTo(1 - (1 - hits) ** 2, 9);
    expect(three).toBeCloseTo(1 - (1 - hits) ** 3, 9);
  });
});

describe("findInsights", () => {
  it("says who is first, what a move does in three uses, and what else could be done", () => {
    const evaluation = judge.evaluate(PIKACHU, SQUIRTLE, { nodes: 15_000 });
    const insights = findInsights(evaluation);
    expect(insights.first.side).toBe("a");
    expect(insights.decider).toBe("type");
    const [one, two, three] = insights.attacks[0]!.chances;
    expect(one).toBeLessThanOrEqual(two);
    expect(two).toBeLessThanOrEqual(three);
    expect(insights.instead!.move).not.toBe(evaluation.moves[0]!.move);
    const told = tellInsights(insights, evaluation);
    expect(told[0]!.en).toBe("Pikachu acts first: 112 Speed against 64.");
    expect(told[0]!.fr).toBe("Pikachu agit en premier : 112 en Vitesse contre 64.");
    expect(told[1]!.fr).toMatch(/^Avec Tonnerre, Pikachu met Carapuce K\.O\. en un coup \d+ fois sur 100/);
  });

  it("says whose move knocks out whom, where both sides use the same one", () => {
    const evaluation = judge.evaluate(set("marowak-alola", ["earthquake"]), set("nidoking", ["earthquake"]), {
      nodes: 15_000,
    });
    const told = tellInsights(findInsights(evaluation), evaluation).map(({ en }) => en);
    expect(told[1]).toMatch(/^With Earthquake, Alolan Marowak .*knocks? Nidoking out/);
    expect(told[2]).toMatch(/^With Earthquake, Nidoking .*knocks? Alolan Marowak out/);
    expect(told.join()).not.toContain("less than once in 100,");
  });
});

describe("findTurningPoints", () => {
  it("finds the first level that wins, and a nature", () => {
    const worth = (changed: typeof PIKACHU): number =>
      changed.level >= 54 || changed.nature?.increased === "speed" ? 0.6 : 0.3;
    const points = findTurningPoints(PIKACHU, FACTS.natures, worth);
    expect(points[0]).toEqual({ kind: "level", level: 54, p: 0.6 });
    expect(points[1]).toMatchObject({ kind: "nature", p: 0.6 });
    expect(points).toHaveLength(2);
  });
});
