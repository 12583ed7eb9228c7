import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { describeMoveRule, MOVE_RULES } from "../../src/engine/index.ts";

const moves = loadBundledFacts().moves;
const told = (slug: string, language: "en" | "fr") =>
  describeMoveRule(slug)
    ?.map((line) => line[language])
    .join(" ");

describe("describeMoveRule", () => {
  it.each([
    ["thunderbolt", "10% chance: paralyzes the target.", "10\u202f% de chances\u00a0: paralyse la cible."],
    [
      "slash",
      "Critical hits come once in 8 instead of once in 24.",
      "Coup critique une fois sur 8 au lieu d’une fois sur 24.",
    ],
    ["swords-dance", "The user’s Attack +2.", "Attaque +2 pour le lanceur."],
    [
      "growl",
      "Works through a substitute. The target’s Attack −1.",
      "Agit à travers un clone. Attaque −1 pour la cible.",
    ],
    [
      "absorb",
      "The user regains half of the damage done.",
      "Le lanceur regagne la moitié des dégâts infligés en PV.",
    ],
    [
      "submission",
      "The user takes a quarter of the damage done.",
      "Le lanceur subit un quart des dégâts infligés.",
    ],
    [
      "sizzly-slide",
      "Thaws the user. Always burns the target.",
      "Dégèle le lanceur. À chaque fois, brûle la cible.",
    ],
    ["dragon-rage", "Always takes 40 HP.", "Retire toujours 40 PV."],
    [
      "psychic",
      "10% chance: the target’s Special Defense −1.",
      "10\u202f% de chances\u00a0: Défense Spéciale −1 pour la cible.",
    ],
    ["splash", "Does nothing at all.", "Ne fait rien du tout."],
    ["tackle", "", ""],
  ])("tells what %s does from the engine's rule", (slug, en, fr) => {
    expect([told(slug, "en"), told(slug, "fr")]).toEqual([en, fr]);
  });

  it("tells something of every rule that says more than damage, in both languages", () => {
    const silent = Object.entries(MOVE_RULES)
      .filter(([, rule]) => Object.keys(rule).length > 0)
      .filter(([slug]) => (describeMoveRule(slug) ?? []).length === 0);
    expect(silent).toEqual([]);
    const lines = moves.flatMap(({ slug }) => describeMoveRule(slug) ?? []);
    expect(lines.filter(({ en, fr }) => !/^[A-Z0-9].*\.$/.test(en) || !/^[A-ZÀÉ0-9].*\.$/.test(fr))).toEqual(
      [],
    );
    expect(lines.filter(({ fr }) => /[^\u202f][;%]|[^\u00a0]:|'/.test(fr))).toEqual([]);
  });

  it("knows every move of the data, and none besides", () => {
    expect(moves.filter(({ slug }) => describeMoveRule(slug) === undefined)).toEqual([]);
    expect(describeMoveRule("hyper-fang-9")).toBeUndefined();
  });
});
