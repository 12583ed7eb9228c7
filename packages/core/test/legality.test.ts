import { describe, expect, it } from "vitest";
import { deriveLegalMoves, type Form, type LearnsetEntry } from "../src/index.ts";

const form = (slug: string, kind: Form["kind"], species = slug): Form => ({
  id: 1,
  slug,
  species,
  kind,
  names: { en: slug, fr: slug, ja: slug },
  frenchAlias: slug,
  types: ["normal"],
  baseStats: { hp: 1, attack: 1, defense: 1, specialAttack: 1, specialDefense: 1, speed: 1 },
  heightDm: 1,
  weightHg: 1,
  sprite: null,
});
const learns = (slug: string, move: string): LearnsetEntry => ({
  form: slug,
  move,
  method: "level-up",
  level: 1,
});
const step = (from: string, to: string) => ({ from, to, trigger: "level-up", level: 16, item: null });

describe("deriveLegalMoves", () => {
  const legal = deriveLegalMoves({
    forms: [
      form("pidgey", "base"),
      form("pidgeot", "base"),
      form("pidgeot-mega", "mega", "pidgeot"),
      form("pinsir", "base"),
      form("pinsir-mega", "mega", "pinsir"),
    ],
    evolutions: [step("pidgey", "pidgeot")],
    learnsets: [
      learns("pidgey", "gust"),
      learns("pidgey", "tackle"),
      learns("pidgeot", "gust"),
      learns("pinsir", "bind"),
      learns("pinsir-mega", "thrash"),
    ],
  });
  const of = (slug: string) =>
    legal.filter((entry) => entry.form === slug).map(({ move, origin, from }) => [move, origin, from]);

  it("adds the moves of pre-evolutions that the form does not learn itself", () => {
    expect(of("pidgeot")).toEqual([
      ["gust", "own", "pidgeot"],
      ["tackle", "pre-evolution", "pidgey"],
    ]);
  });

  it("gives a Mega the base form's list only where it has none of its own", () => {
    expect(of("pidgeot-mega")).toEqual([
      ["gust", "base-form", "pidgeot"],
      ["tackle", "pre-evolution", "pidgey"],
    ]);
    expect(of("pinsir-mega")).toEqual([["thrash", "own", "pinsir-mega"]]);
  });
});
