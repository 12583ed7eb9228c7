import { describe, expect, it } from "vitest";
import * as at from "../../src/engine/layout.ts";
import { set } from "../helpers.ts";
import { scripted } from "./helpers.ts";

// Draws in order: accuracy, critical hit, roll (0 is the highest damage), secondary effect.
const HIT = true;
const NO_CRITICAL = false;
const HIGHEST = 0;
const SPLASHER = set("snorlax", ["rest", "harden"]);

describe("damage", () => {
  it("is that of the formula at the highest and the lowest roll", () => {
    const damageAt = (roll: number): number => {
      const game = scripted(set("raichu", ["thunderbolt"]), SPLASHER);
      game.play(0, 1, [HIT, NO_CRITICAL, roll, false]);
      return game.word("b", at.MAX_HP) - game.hp()[1];
    };
    // Level 50, power 90, 112 Special Attack on 132 Special Defense, same type.
    expect([damageAt(0), damageAt(15)]).toEqual([52, 43]);
  });

  it("is half more on a critical hit, which passes over raised defense", () => {
    const plain = scripted(set("machamp", ["strength"]), SPLASHER);
    plain.play(0, 1, [HIT, NO_CRITICAL, HIGHEST]);
    const critical = scripted(set("machamp", ["strength"]), SPLASHER);
    critical.play(0, 1, [HIT, true, HIGHEST]);
    const [plainLost, criticalLost] = [plain, critical].map(
      (game) => game.word("b", at.MAX_HP) - game.hp()[1],
    );
    expect(criticalLost! / plainLost!).toBeCloseTo(1.5, 1);
  });

  it("is halved for a burned attacker's physical moves, but not for Facade", () => {
    const lost = (move: string): number => {
      const game = scripted(set("snorlax", [move]), SPLASHER);
      game.battle.state[at.SIDE_A + at.STATUS] = at.BURN;
      const before = game.hp()[1];
      game.play(
        0,
        1,
        game.word("a", at.TIE_SPEED) === 0 ? [0, HIT, NO_CRITICAL, HIGHEST] : [HIT, NO_CRITICAL, HIGHEST],
      );
      return before - game.hp()[1];
    };
    expect(lost("facade")).toBeGreaterThan(2 * lost("strength"));
  });
});

describe("statuses", () => {
  it("bad poison takes one sixteenth more each turn", () => {
    const game = scripted(set("arbok", ["toxic", "harden"]), set("snorlax", ["harden"]));
    const max = game.word("b", at.MAX_HP);
    game.play(0, 0, []);
    expect(max - game.hp()[1]).toBe(Math.floor(max / 16));
    game.play(1, 0, []);
    expect(max - game.hp()[1]).toBe(3 * Math.floor(max / 16));
  });

  it("Rest sleeps for two turns and heals all", () => {
    const game = scripted(set("snorlax", ["rest", "harden"]), set("chansey", ["seismic-toss", "growl"]));
    game.play(1, 0, [HIT]);
    game.play(0, 1, [true, 2]);
    expect(game.word("a", at.STATUS)).toBe(at.SLEEP);
    expect(game.hp()[0]).toBe(game.word("a", at.MAX_HP));
    game.play(1, 1, [HIT]);
    game.play(1, 1, [HIT]);
    expect(game.word("a", at.STATUS)).toBe(at.SLEEP);
    game.play(1, 1, [HIT]);
    expect(game.word("a", at.STATUS)).toBe(at.HEALTHY);
  });

  it("paralysis halves Speed from the next turn on", () => {
    const game = scripted(set("pikachu", ["thunder-wave"]), set("persian", ["harden"]));
    expect(game.word("b", at.SPEED)).toBeGreaterThan(game.word("a", at.SPEED));
    game.play(0, 0, [HIT]);
    game.play(0, 0, [HIT, false]);
    expect(game.word("b", at.TIE_SPEED)).toBe(Math.floor(game.word("b", at.SPEED) / 2));
  });
});

describe("volatile effects", () => {
  it("Protect blocks, and fails two times in three right after", () => {
    const game = scripted(set("blastoise", ["protect"]), set("alakazam", ["psychic"]));
    const max = game.word("a", at.MAX_HP);
    game.play(0, 0, []);
    expect(game.hp()[0]).toBe(max);
    game.play(0, 0, [false, HIT, NO_CRITICAL, HIGHEST, false]);
    expect(game.hp()[0]).toBeLessThan(max);
  });

  it("a substitute takes a quarter of HP and then the hits", () => {
    const game = scripted(set("jolteon", ["substitute"]), set("snorlax", ["tackle"]));
    const max = game.word("a", at.MAX_HP);
    game.play(0, 0, [HIT, NO_CRITICAL, HIGHEST]);
    expect(game.hp()[0]).toBe(max - Math.floor(max / 4));
  });

  it("Leech Seed moves an eighth of HP, and Grass types can't be seeded", () => {
    const game = scripted(set("venusaur", ["leech-seed"]), set("snorlax", ["seismic-toss", "harden"]));
    game.play(0, 1, [HIT]);
    const eighth = Math.floor(game.word("b", at.MAX_HP) / 8);
    expect(game.word("b", at.MAX_HP) - game.hp()[1]).toBe(eighth);
    const grass = scripted(set("venusaur", ["leech-seed"]), set("vileplume", ["protect"]));
    expect(grass.isUnder("b", at.LEECH_SEED)).toBe(false);
  });

  it("Counter gives back twice a physical hit", () => {
    const game = scripted(set("machamp", ["counter"]), set("snorlax", ["tackle"]));
    game.play(0, 0, [HIT, NO_CRITICAL, HIGHEST, HIT]);
    const taken = game.word("a", at.MAX_HP) - game.hp()[0];
    expect(game.word("b", at.MAX_HP) - game.hp()[1]).toBe(2 * taken);
  });

  it("Dig is out of reach for a turn, but not of Earthquake, which hits twice as hard", () => {
    const game = scripted(set("dugtrio", ["dig"]), set("snorlax", ["tackle", "earthquake"]));
    game.play(0, 0, []);
    expect(game.hp()[0]).toBe(game.word("a", at.MAX_HP));
    expect(game.battle.legalChoices("a")).toEqual([0]);
  });

  it("Hyper Beam costs the next turn", () => {
    const game = scripted(set("dragonite", ["hyper-beam", "agility"]), set("snorlax", ["harden"]));
    game.play(0, 0, [HIT, NO_CRITICAL, 15]);
    const left = game.hp()[1];
    game.play(0, 0, []);
    expect(game.hp()[1]).toBe(left);
    expect(game.battle.legalChoices("a")).toEqual([0, 1]);
  });

  it("Taunt bars status moves, Disable the last move, Encore all others", () => {
    const game = scripted(set("persian", ["taunt"]), set("snorlax", ["rest", "tackle"]));
    game.play(0, 1, [HIT, HIT, NO_CRITICAL, HIGHEST]);
    expect(game.battle.legalChoices("b")).toEqual([1]);
  });
});

describe("form changes", () => {
  it("Mega Evolution happens once and raises the stats before the move", () => {
    const game = scripted(set("charizard", ["ember"]), set("snorlax", ["harden"]));
    expect(game.battle.legalChoices("a")).toEqual([0, 4, 8]);
    game.play(4, 0, [HIT, NO_CRITICAL, HIGHEST, false]);
    expect(game.word("a", at.FORM)).toBe(1);
    expect(game.battle.legalChoices("a")).toEqual([0]);
  });

  it("Transform takes the foe's stats but HP, and five PP for each move", () => {
    const game = scripted(set("ditto", ["transform"]), set("mewtwo", ["psychic", "recover"]));
    game.play(0, 1, []);
    expect(game.word("a", at.STATS + 2)).toBe(game.word("b", at.STATS + 2));
    expect(game.word("a", at.MAX_HP)).not.toBe(game.word("b", at.MAX_HP));
    expect([game.word("a", at.PP), game.word("a", at.PP + 1)]).toEqual([5, 5]);
  });
});

describe("the end", () => {
  it("is won by the foe when a Pokémon blows itself up with both going down", () => {
    const game = scripted(set("electrode", ["explosion"]), set("abra", ["teleport"], { level: 5 }));
    game.play(0, 0, [HIT, NO_CRITICAL, HIGHEST]);
    expect(game.battle.state[at.RESULT]).toBe(at.B_WINS);
  });
});
