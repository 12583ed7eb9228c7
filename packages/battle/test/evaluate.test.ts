import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { damageDistribution } from "../src/damage.ts";
import {
  calculateDamage,
  createCombatant,
  evaluate,
  explain,
  mirror,
  type PokemonSet,
  standardMoves,
} from "../src/index.ts";
import { CHART, FACTS, form, legalMoves, move, set, TYPE_NAMES } from "./helpers.ts";

/** The race played out by hand, each side repeating its one plain move. */
function playRaces(a: PokemonSet, b: PokemonSet, battles: number, random: SeededRandom): number {
  const [left, right] = [createCombatant(a), createCombatant(b)];
  const hits = [
    damageDistribution(calculateDamage(left, right, a.moves[0]!, CHART)!),
    damageDistribution(calculateDamage(right, left, b.moves[0]!, CHART)!),
  ];
  const roll = (side: number): number => {
    const { values, probabilities } = hits[side]!;
    let rest = random.next(2 ** 31) / 2 ** 31;
    for (const [i, probability] of probabilities.entries()) {
      rest -= probability;
      if (rest < 0) return values[i]!;
    }
    return values.at(-1)!;
  };
  const order = a.moves[0]!.priority - b.moves[0]!.priority || left.stats.speed - right.stats.speed;
  let wins = 0;
  for (let battle = 0; battle < battles; battle++) {
    const hp = [left.stats.hp, right.stats.hp];
    while (hp[0]! > 0 && hp[1]! > 0) {
      const first = order > 0 ? 0 : order < 0 ? 1 : random.next(2);
      for (const side of [first, 1 - first]) if (hp[side]! > 0) hp[1 - side]! -= roll(side);
    }
    if (hp[0]! > 0) wins++;
  }
  return wins / battles;
}

describe("evaluate", () => {
  it.each([
    ["pikachu", "iron-tail", "squirtle", "surf"],
    ["mewtwo", "psychic", "snorlax", "outrage"],
    ["jolteon", "pin-missile", "jolteon", "pin-missile"],
    ["charizard", "fire-blast", "blastoise", "hydro-pump"],
    ["machamp", "superpower", "alakazam", "psychic"],
    ["rattata", "quick-attack", "pidgey", "quick-attack"],
  ])("agrees with 40,000 races of %s's %s against %s's %s", (a, moveA, b, moveB) => {
    const [left, right] = [set(a, [moveA]), set(b, [moveB])];
    const battles = 40_000;
    const played = playRaces(left, right, battles, createSeededRandom(7));
    const { p } = evaluate(left, right, CHART);
    expect(Math.abs(played - p)).toBeLessThan(4.5 * Math.sqrt(0.25 / battles));
  });

  it("gives both sides of a match-up chances that leave no room for a third", () => {
    const random = createSeededRandom(3);
    const pick = () => FACTS.forms[random.next(FACTS.forms.length)]!;
    const own = (slug: string) =>
      set(
        slug,
        standardMoves(form(slug), legalMoves(slug), CHART).map((m) => m.slug),
      );
    for (let i = 0; i < 150; i++) {
      const [left, right] = [own(pick().slug), own(pick().slug)];
      const there = evaluate(left, right, CHART);
      const back = evaluate(right, left, CHART);
      expect(there.low).toBeCloseTo(1 - back.high, 9);
      expect(there.high).toBeCloseTo(1 - back.low, 9);
      expect(mirror(there).p).toBeCloseTo(back.p, 9);
      expect(mirror(there).moves.map((value) => value.move)).toEqual(back.moves.map((value) => value.move));
      expect(there.p).toBeGreaterThanOrEqual(there.low - 1e-12);
      expect(there.p).toBeLessThanOrEqual(there.high + 1e-12);
    }
  });

  it("recommends an Electric move to Pikachu against Squirtle", () => {
    const result = evaluate(
      set("pikachu", ["quick-attack", "thunderbolt", "iron-tail", "dig"]),
      set("squirtle", ["surf", "ice-beam", "tackle", "bubble"]),
      CHART,
    );
    expect(result.moves[0]!.move.slug).toBe("thunderbolt");
    expect(result.moves[0]!.damage!.typeMultiplier).toBe(2);
    expect(result.first).toEqual({ side: "a", reason: "speed", speedA: 112, speedB: 64 });
    expect(explain(result, TYPE_NAMES)).toEqual({
      en: "Electric hits Squirtle twice as hard, and Pikachu strikes first. Two hits are enough. Squirtle needs two hits with Surf.",
      fr: "Le type Électrik touche Carapuce deux fois plus fort, et Pikachu frappe en premier. Deux coups suffisent. Il faut deux coups à Carapuce avec Surf.",
    });
  });

  it("says that a charged move strikes in its second turn, and that one after which its user rests does not strike in each", () => {
    const beam = evaluate(set("charizard", ["solar-beam"]), set("blastoise", ["ice-beam"]), CHART);
    expect(explain(beam, TYPE_NAMES).en).toContain("Solar Beam strikes in its second turn.");
    expect(explain(beam, TYPE_NAMES).fr).toContain("Lance-Soleil ne frappe qu’au deuxième tour.");
    const hyper = evaluate(set("snorlax", ["hyper-beam"]), set("chansey", ["egg-bomb"]), CHART);
    expect(explain(hyper, TYPE_NAMES).en).toContain("After Hyper Beam comes a turn of rest.");
    expect(explain(hyper, TYPE_NAMES).fr).toContain("Après Ultralaser vient un tour de repos.");
  });

  it("never wins with a move that makes its user faint", () => {
    const result = evaluate(set("golem", ["explosion"]), set("rattata", ["tackle"]), CHART);
    expect(result.p).toBe(0);
  });

  it("takes a status move for a turn spent, and says that its effect is not followed", () => {
    const result = evaluate(set("pikachu", ["thunderbolt", "growl"]), set("squirtle", ["surf"]), CHART);
    const growl = result.moves.find((value) => value.move.slug === "growl")!;
    expect(growl.isModelled).toBe(false);
    expect(growl.p).toBeLessThan(result.p);
  });

  it("lets Hyper Beam rest for a turn, so that it is worth less than its power", () => {
    const beam = evaluate(set("snorlax", ["hyper-beam"]), set("chansey", ["egg-bomb"]), CHART);
    const slam = evaluate(set("snorlax", ["double-edge"]), set("chansey", ["egg-bomb"]), CHART);
    expect(beam.moves[0]!.damage!.power).toBeGreaterThan(slam.moves[0]!.damage!.power);
    expect(beam.p).toBeLessThan(slam.p + 1e-12);
  });

  it("opens with Fake Out and goes on with another move", () => {
    const both = evaluate(set("persian", ["fake-out", "slash"]), set("rapidash", ["flare-blitz"]), CHART);
    const fakeOut = both.moves.find((value) => value.move.slug === "fake-out")!;
    const alone = evaluate(set("persian", ["fake-out"]), set("rapidash", ["flare-blitz"]), CHART);
    expect(fakeOut.p).toBeGreaterThanOrEqual(alone.p);
  });

  it("ends a race in which nobody can hurt anybody as a tie", () => {
    const result = evaluate(set("gastly", ["confuse-ray"]), set("ditto", ["transform"]), CHART);
    expect(result.p).toBe(0.5);
  });
});

describe("standardMoves", () => {
  it.each(FACTS.forms.map(({ slug }) => slug))(
    "gives %s legal moves only, four where it has four",
    (slug) => {
      const legal = legalMoves(slug);
      const chosen = standardMoves(form(slug), legal, CHART);
      expect(chosen).toHaveLength(Math.min(4, legal.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      for (const one of chosen) expect(legal).toContain(one);
    },
  );

  it("does not hang on the order of the legal moves", () => {
    const legal = legalMoves("mew");
    expect(standardMoves(form("mew"), legal.toReversed(), CHART)).toEqual(
      standardMoves(form("mew"), legal, CHART),
    );
  });

  it("leaves out what makes the user faint", () => {
    expect(standardMoves(form("golem"), legalMoves("golem"), CHART)).not.toContain(move("explosion"));
  });
});
