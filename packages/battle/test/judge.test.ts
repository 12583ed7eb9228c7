import { describe, expect, it } from "vitest";
import { createJudge, explain } from "../src/index.ts";
import { FACTS, set, TYPE_NAMES } from "./helpers.ts";

const judge = createJudge(FACTS);

describe("createJudge", () => {
  it("follows what the damage race can't: a move that hits harder may be worse", () => {
    // Flare Blitz would take most of Venusaur's HP, but its recoil costs the battle.
    const value = judge.evaluate(
      set("marowak-alola", ["flare-blitz", "earthquake", "outrage", "thunder-punch"]),
      set("venusaur", ["petal-dance", "sludge-bomb", "earthquake", "outrage"]),
    );
    const [best] = value.moves;
    const blitz = value.moves.find(({ move }) => move.slug === "flare-blitz")!;
    expect(best!.move.slug).toBe("earthquake");
    expect(blitz.damage!.rolls[0]).toBeGreaterThan(best!.damage!.rolls[0]!);
    expect(blitz.p).toBeLessThan(best!.p - 0.2);
    expect(value.next?.slug).toBe("flare-blitz");
    expect(explain(value, TYPE_NAMES)).toMatchObject({
      en: expect.stringContaining("Earthquake once, then Flare Blitz: in that order."),
      fr: expect.stringContaining("Séisme une fois, puis Boutefeu : dans cet ordre."),
    });
  });

  it("counts the freeze that the race leaves out: Pikachu beats Squirtle often, not always", () => {
    const value = judge.evaluate(
      set("pikachu", ["thunderbolt", "dig"]),
      set("squirtle", ["surf", "ice-beam"]),
    );
    expect(value.moves[0]!.move.slug).toBe("thunderbolt");
    expect(value.p).toBeGreaterThan(0.88);
    expect(value.p).toBeLessThan(0.98);
    expect(value.low).toBeLessThanOrEqual(value.p);
    expect(value.high).toBeGreaterThanOrEqual(value.p);
  });

  it("gives the same answer for the same seed and nodes", () => {
    const ask = () =>
      judge.evaluate(set("gengar", ["hypnosis", "shadow-ball"]), set("snorlax", ["body-slam", "rest"]), {
        nodes: 20_000,
        seed: 3,
      });
    expect(ask()).toEqual(ask());
  });

  it("advises the stronger attack where no move can win", () => {
    const value = judge.evaluate(
      set("pikachu", ["thunderbolt", "growl", "iron-tail"], { level: 5 }),
      set("geodude", ["earthquake"], { level: 80 }),
    );
    expect(value.p).toBeLessThan(0.01);
    expect(value.moves[0]!.move.slug).toBe("iron-tail");
  });

  it("is exact where both sides' moves only take HP", () => {
    const value = judge.evaluate(set("kadabra", ["swift"]), set("machop", ["seismic-toss"]));
    expect(value.method).toBe("exact");
    expect(value.high - value.low).toBeLessThan(0.01);
  });

  it("says why a move without damage is recommended", () => {
    const value = judge.evaluate(
      set("gengar", ["hypnosis", "dream-eater"]),
      set("snorlax", ["rest", "body-slam", "earthquake"]),
    );
    expect(value.moves[0]!.move.slug).toBe("hypnosis");
    const text = explain(value, TYPE_NAMES);
    expect(text.en).toContain("Hypnosis does no damage itself, but it prepares Dream Eater.");
    expect(text.fr).toContain("Hypnose ne fait pas de dégâts, mais prépare Dévorêve.");
  });

  it("compares more than four candidates by the damage race, and names it so", () => {
    const value = judge.evaluate(
      set("mew", ["psychic", "surf", "thunderbolt", "ice-beam", "flamethrower"]),
      set("snorlax", ["body-slam"]),
    );
    expect(value.method).toBe("model");
    expect(value.moves).toHaveLength(5);
  });
});
