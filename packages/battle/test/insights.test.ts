import { describe, expect, it } from "vitest";
import {
  calculateDamage,
  createCombatant,
  createJudge,
  explain,
  findInsights,
  findTurningPoints,
  knockOutChances,
  tellInsights,
} from "../src/index.ts";
import { CHART, FACTS, set, TYPE_NAMES } from "./helpers.ts";

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

describe("tellInsights", () => {
  const tell = (a: string, aMoves: readonly string[], b: string, bMoves: readonly string[]) => {
    const evaluation = judge.evaluate(set(a, aMoves), set(b, bMoves), { nodes: 3000 });
    const { decider, favours } = findInsights(evaluation);
    const told = tellInsights(findInsights(evaluation), evaluation);
    const [en, fr] = [told.map((text) => text.en).join(" "), told.map((text) => text.fr).join(" ")];
    return { decider, favours, en, fr, explained: explain(evaluation, TYPE_NAMES) };
  };

  it("says what decides for the side that is likelier to win", () => {
    const { favours, decider, en, fr } = tell("magikarp", ["tackle", "splash"], "alakazam", ["confusion"]);
    expect([favours, decider]).toEqual(["b", "speed"]);
    expect(en).toContain("What decides: Alakazam is faster.");
    expect(fr).toContain("Ce qui décide : Alakazam est plus rapide.");
    expect(tell("alakazam", ["confusion"], "magikarp", ["tackle"]).favours).toBe("a");
  });

  it("says in plain words how often another move wins, certainty only where it is proven", () => {
    const searched = tell("magikarp", ["tackle", "splash"], "alakazam", ["psychic", "substitute"]);
    expect(searched.en).toMatch(/With Splash you would win less than once in 100\./);
    const exact = tell("gengar", ["shadow-ball", "psychic"], "alakazam", ["confusion"]);
    expect(`${exact.en} ${searched.en}`).not.toMatch(/win never|win always/);
    expect(`${exact.fr} ${searched.fr}`).not.toMatch(/gagnerais jamais/);
  });

  it("tells a move that its user faints by once, and what it comes to", () => {
    const { en, explained } = tell("golem", ["explosion", "earthquake"], "lapras", ["surf"]);
    expect(en).toMatch(/With Explosion, Golem knocks Lapras out in one hit \d+ times in 100\./);
    expect(explained.en).toContain("Golem faints by Explosion; the foe hardly ever does.");
    expect(explained.fr).toContain("Avec Explosion, Grolem tombe K.O. ; l’adversaire presque jamais.");
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
