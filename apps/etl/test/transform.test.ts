import { DataInvalidError, type GameFacts, type Move } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { transform } from "../src/index.ts";
import { factsWith } from "./helpers.ts";

const FACTS = factsWith();

function changeMove(slug: string, change: Partial<Move>): Partial<GameFacts> {
  return { moves: FACTS.moves.map((move) => (move.slug === slug ? { ...move, ...change } : move)) };
}

function without<K extends keyof GameFacts>(kind: K, index = 0): Partial<GameFacts> {
  return { [kind]: FACTS[kind].filter((_, i) => i !== index) } as Partial<GameFacts>;
}

describe("transform", () => {
  it("derives every form's legal moves from good facts", () => {
    const { data } = transform(FACTS);
    const raichu = data.learnsets.filter(({ form, move }) => form === "raichu" && move === "thunderbolt");
    expect(data.learnsets.length).toBeGreaterThan(FACTS.learnsets.length);
    expect(raichu.map(({ origin, method }) => [origin, method])).toContainEqual(["own", "machine"]);
    const pidgeot = data.learnsets.filter(({ form }) => form === "pidgeot-mega");
    expect(pidgeot.length).toBeGreaterThan(0);
  });

  it.each<[string, Partial<GameFacts>, string]>([
    ["a missing form", without("forms"), "there must be 188 forms, got 187"],
    [
      "a missing cell of the type chart",
      without("effectiveness"),
      "there must be 324 effectiveness, got 323",
    ],
    [
      "a power out of range",
      changeMove("thunderbolt", { power: 900 }),
      "move thunderbolt: power must be 1–250, got 900",
    ],
    ["a fraction", changeMove("thunderbolt", { pp: 1.5 }), "move thunderbolt: pp must be 1–40, got 1.5"],
    [
      "a status move with power",
      changeMove("growl", { power: 10 }),
      "move growl: a status move has no power, got 10",
    ],
    ["a repeated id", changeMove("thunderbolt", { id: 1 }), "move id 1 is there twice"],
    [
      "an empty name",
      changeMove("thunderbolt", { names: { en: "Thunderbolt", fr: "", ja: "10まんボルト" } }),
      'thunderbolt: has no name in "fr"',
    ],
    [
      "a move that does not exist",
      { learnsets: [...FACTS.learnsets, { form: "pikachu", move: "splosh", method: "tutor", level: null }] },
      'learnset of pikachu: move "splosh" does not exist',
    ],
    [
      "a level where there is none",
      { learnsets: [...FACTS.learnsets, { form: "mew", move: "splash", method: "tutor", level: 3 }] },
      "learnset of mew: splash by tutor has no level, got 3",
    ],
    [
      "a move taught by no machine",
      { learnsets: [...FACTS.learnsets, { form: "mew", move: "splash", method: "machine", level: null }] },
      "learnset of mew: splash is taught by no machine",
    ],
    [
      "a nature that only raises",
      { natures: FACTS.natures.map((n) => (n.slug === "adamant" ? { ...n, decreased: null } : n)) },
      "nature adamant: must raise one stat and lower another, or none",
    ],
    [
      "a form without a legal move",
      { learnsets: FACTS.learnsets.filter(({ form }) => form !== "ditto") },
      "form ditto: has no legal move",
    ],
  ])("refuses %s", (_what, change, message) => {
    const act = (): unknown => transform(factsWith(change));
    expect(act).toThrow(DataInvalidError);
    expect(act).toThrow(message);
  });

  it("tells ten faults and counts the rest", () => {
    const moves = FACTS.moves.map((move) => ({ ...move, pp: 0 }));
    expect(() => transform(factsWith({ moves }))).toThrow(/and 216 more faults$/);
  });

  it("reports a trainer's move that no player's Pokémon can have", () => {
    const [first, ...others] = FACTS.trainers;
    const member = { ...first!.team[0]!, form: "magikarp", moves: ["surf"] };
    const { issues } = transform(factsWith({ trainers: [{ ...first!, team: [member] }, ...others] }));
    expect(issues).toContainEqual({
      severity: "warning",
      subjectTable: "trainer_pokemon_move",
      subject: `${first!.slug} ${member.slot}`,
      field: "move",
      found: { form: "magikarp", move: "surf" },
      chosenSource: null,
      reason: "magikarp has surf here, but no legal way to learn it",
    });
  });
});
