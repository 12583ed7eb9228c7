import { deriveLegalMoves, type GameData, InvalidInputError } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { parseSet, parseTeam } from "../../src/engine/set-input.ts";
import { FACTS } from "../helpers.ts";

const DATA: GameData = { ...FACTS, learnsets: deriveLegalMoves(FACTS) };

describe("parseSet", () => {
  it("reads a legal set with defaults for the rest", () => {
    const set = parseSet({ form: "pikachu", moves: ["thunderbolt"], nature: "timid" }, DATA);
    expect(set).toMatchObject({ level: 50, friendship: 70, nature: { slug: "timid" } });
  });

  it("names every fault at once", () => {
    const input = {
      form: "pikachu",
      moves: ["thunderbolt", "surfing", "fissure", "thunderbolt", "growl"],
      level: 101,
      nature: "sleepy",
      ivs: { speed: 32 },
      avs: { hp: -1 },
      friendship: 300,
    };
    expect(faultsOf(() => parseSet(input, DATA))).toEqual([
      "/moves a set has 1–4 moves, got 5",
      '/moves/1 unknown move "surfing"',
      '/moves/2 pikachu can\'t learn "fissure"',
      '/moves/3 "thunderbolt" is chosen twice',
      "/level level must be 1–100, got 101",
      '/nature unknown nature "sleepy"',
      "/friendship friendship must be 0–255, got 300",
      "/ivs/speed IV of speed must be 0–31, got 32",
      "/avs/hp AV of hp must be 0–200, got -1",
    ]);
  });

  it("keeps to the clauses it is given", () => {
    const fissure = { form: "dugtrio", moves: ["fissure"] };
    const minimize = { form: "chansey", moves: ["minimize"] };
    expect(parseSet(fissure, DATA, { evasion: true }).moves).toHaveLength(1);
    expect(faultsOf(() => parseSet(fissure, DATA, { ohko: true }))).toEqual([
      '/moves/0 the OHKO clause bars "fissure"',
    ]);
    expect(faultsOf(() => parseSet(minimize, DATA, { evasion: true }))).toEqual([
      '/moves/0 the evasion clause bars "minimize"',
    ]);
  });
});

describe("parseTeam", () => {
  it("refuses two Megas", () => {
    const team = ["venusaur-mega", "blastoise-mega"].map((form) => ({ form, moves: ["toxic"] }));
    expect(faultsOf(() => parseTeam(team, DATA))).toContain(
      " a team has at most one Mega, got venusaur-mega and blastoise-mega",
    );
  });
});

function faultsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw error;
  }
  return [];
}
