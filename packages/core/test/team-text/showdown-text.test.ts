import { Dex, type ID, type ModData } from "@pkmn/dex";
import * as letsGo from "@pkmn/mods/gen7letsgo";
import { Sets, Teams } from "@pkmn/sets";
import { STATS } from "@predictiondex/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTeamText, parseTeamText } from "../../src/index.ts";
import { arbitraryMembers, member } from "./members.ts";
import { VOCABULARY } from "./vocabulary.ts";

const dex = Dex.mod("gen7letsgo" as ID, letsGo as unknown as ModData);
const IDS = {
  hp: "hp",
  attack: "atk",
  defense: "def",
  specialAttack: "spa",
  specialDefense: "spd",
  speed: "spe",
} as const;
const read = (text: string) => parseTeamText(text, VOCABULARY);
const details = (text: string) => read(text).faults.map(({ line, detail }) => `${line}: ${detail.en}`);

describe("parseTeamText", () => {
  it("reads every part of a set", () => {
    const text = [
      "Sparky (Pikachu-Starter) (F) @ Light Ball",
      "Ability: Static",
      "Level: 56",
      "Shiny: Yes",
      "Happiness: 255",
      "EVs: 200 Atk / 24 SpD / 100 Spe",
      "Jolly Nature",
      "IVs: 0 SpA",
      "- Zippy Zap",
      "- Thunderbolt",
    ].join("\r\n");
    expect(read(text)).toEqual({
      faults: [],
      members: [
        member("pikachu-starter", {
          nickname: "Sparky",
          level: 56,
          friendship: 255,
          nature: "jolly",
          moves: ["zippy-zap", "thunderbolt"],
          ivs: { specialAttack: 0 },
          avs: { attack: 200, specialDefense: 24, speed: 100 },
        }),
      ],
    });
  });

  it.each([
    ["Raichu-Alola", "raichu-alola"],
    ["Charizard-Mega-X", "charizard-mega-x"],
    ["Nidoran-F", "nidoran-f"],
    ["Nidoran♂", "nidoran-m"],
    ["Farfetch'd", "farfetchd"],
    ["Farfetch’d", "farfetchd"],
    ["Mr. Mime", "mr-mime"],
    ["Eevee-Starter", "eevee-starter"],
    ["Dracaufeu", "charizard"],
    ["Raichu d’Alola (M)", "raichu-alola"],
    ["Puce (Magicarpe)", "magikarp"],
    ["(Magikarp)", "magikarp"],
  ])("takes %s for %s", (head, slug) => {
    expect(read(head)).toEqual({
      faults: [],
      members: [expect.objectContaining({ form: slug, level: 100 })],
    });
  });

  it("parts sets by empty lines, passing over heads of teams", () => {
    const text = "=== [gen7letsgoou] Mine ===\n\nOnix\nLevel: 12\n\n\nStaross\n- Ébullition\n---\nPikachu";
    expect(read(text).members.map(({ form, level }) => [form, level])).toEqual([
      ["onix", 12],
      ["starmie", 100],
      ["pikachu", 100],
    ]);
  });

  it("names every fault by its line, and keeps the Pokémon without one", () => {
    const text = [
      "Pikachoo",
      "- Thunderbold",
      "",
      "Onix",
      "Level: 101",
      "AVs: 201 Atk / 3 Luck / x HP",
      "Happy Nature",
      "Tail: long",
      "- Surf",
      "- Rock Throw",
      "- Rock Throw",
      "",
      "Starmie",
    ].join("\n");
    expect(details(text)).toEqual([
      "1: no Pokémon is called “Pikachoo”; did you mean Pikachu?",
      "2: no move is called “Thunderbold”; did you mean Thunderbolt?",
      "5: level must be 1–100, got “101”",
      "6: AV (Atk) must be 0–200, got “201”",
      "6: “3 Luck” names no stat; expected one of HP, Atk, Def, SpA, SpD, Spe",
      "6: AV (HP) must be 0–200, got “x”",
      "7: no nature is called “Happy”",
      "8: “Tail: long” is not understood",
      "9: Onix can’t learn “Surf”",
      "11: the move “Rock Throw” is there twice",
    ]);
    expect(read(text).members.map(({ form }) => form)).toEqual(["starmie"]);
    expect(read("Onix\n- Surf").faults[0]?.detail.fr).toBe("Onix ne peut pas apprendre « Surf »");
  });

  it("refuses a fifth move", () => {
    const moves = ["Surf", "Ice Beam", "Thunder", "Psychic", "Swift"].map((name) => `- ${name}`);
    expect(details(["Starmie", ...moves].join("\n"))).toEqual([
      "6: a Pokémon has 4 moves at most; “Swift” is one more",
    ]);
  });

  it("never throws, and puts every fault on a line that is there", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line } of read(text).faults) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });

  it("reads what Showdown's own library writes", () => {
    fc.assert(
      fc.property(arbitraryMembers(), (members) => {
        const text = members
          .map(({ form, nickname, moves, level, nature, ivs, avs, friendship }) => {
            const stats = (values: typeof ivs) =>
              Object.fromEntries(STATS.map((stat) => [IDS[stat], values[stat]]));
            const set = {
              species: dex.species.get(form).name,
              name: nickname ?? "",
              moves: moves.map((move) => dex.moves.get(move).name),
              ...{ level, nature: nature ?? "", ivs: stats(ivs), evs: stats(avs), happiness: friendship },
            };
            return Sets.exportSet(set as never);
          })
          .join("");
        // Showdown leaves out a happiness of 255, which is its default elsewhere.
        const expected = members.map((each) =>
          each.friendship === 255 ? { ...each, friendship: 70 } : each,
        );
        expect(read(text)).toEqual({ members: expected, faults: [] });
      }),
      { numRuns: 200 },
    );
  });
});

describe("formatTeamText", () => {
  it("writes what it reads", () => {
    fc.assert(
      fc.property(arbitraryMembers(), (members) => {
        expect(read(formatTeamText(members, VOCABULARY))).toEqual({ members, faults: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("writes every form, move and nature by a name that Showdown knows", () => {
    for (const { slug } of VOCABULARY.forms) {
      const text = formatTeamText([member(slug)], VOCABULARY);
      const species = dex.species.get(Sets.importSet(text).species ?? "");
      expect([slug, species.exists, species.id]).toEqual([slug, true, dex.species.get(slug).id]);
    }
    for (const { slug } of VOCABULARY.moves) {
      const text = formatTeamText([member("mew", { moves: [slug] })], VOCABULARY);
      const move = dex.moves.get(Sets.importSet(text).moves?.[0] ?? "");
      expect([slug, move.exists, move.id]).toEqual([slug, true, dex.moves.get(slug).id]);
    }
  });

  it("tells Showdown's library the same team", () => {
    fc.assert(
      fc.property(arbitraryMembers(), (members) => {
        const sets = Teams.importTeam(formatTeamText(members, VOCABULARY))?.team ?? [];
        expect(sets.length).toBe(members.length);
        for (const [i, { level, nature, ivs, avs, nickname }] of members.entries()) {
          const set = sets[i]!;
          expect(set.level ?? 100).toBe(level);
          expect(set.name || undefined).toBe(nickname);
          expect(set.nature?.toLowerCase()).toBe(nature);
          expect(STATS.map((stat) => set.ivs?.[IDS[stat]] ?? 31)).toEqual(STATS.map((stat) => ivs[stat]));
          expect(STATS.map((stat) => set.evs?.[IDS[stat]] ?? 0)).toEqual(STATS.map((stat) => avs[stat]));
        }
      }),
      { numRuns: 100 },
    );
  });
});
