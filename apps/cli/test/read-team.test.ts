import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBundledFacts } from "@predictiondex/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTeamReader } from "../src/commands/read-team.ts";

const facts = loadBundledFacts();
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "predictiondex-teams-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, language: "en" | "fr" = "en") {
  const file = join(folder, "team");
  await writeFile(file, text);
  return createTeamReader(facts, language)(file, "--team-a");
}

describe("createTeamReader", () => {
  it("reads Showdown's text with AVs and nicknames, and gives a Pokémon without moves its standard ones", async () => {
    const { sets, nicknames } = await read(
      "Sparky (Pikachu-Starter)\nLevel: 56\nEVs: 200 Atk\n- Zippy Zap\n\nOnix\nLevel: 12",
    );
    expect(nicknames).toEqual(["Sparky", undefined]);
    expect(sets.map(({ form, level }) => [form.slug, level])).toEqual([
      ["pikachu-starter", 56],
      ["onix", 12],
    ]);
    expect(sets[0]!.avs.attack).toBe(200);
    expect(sets[1]!.moves).toHaveLength(4);
  });

  it.each([
    "pokemon,level,move_1\nDracaufeu,50,Lance-Flammes\n",
    "level;pokemon;move_1\r\n50;Dracaufeu;Lance-Flammes\r\n",
  ])("reads the table %j", async (text) => {
    const { sets } = await read(text);
    expect(sets.map(({ form, moves }) => [form.slug, moves[0]!.slug])).toEqual([
      ["charizard", "flamethrower"],
    ]);
  });

  it("names every fault by file and line, in the reader's language", async () => {
    await expect(read("Pikachoo\n- Surf\n\nOnix\n- Surf")).rejects.toThrow(
      /team:1: no Pokémon is called “Pikachoo”.*team:5: Onix can’t learn “Surf”/s,
    );
    await expect(read("pokemon\nOnixx", "fr")).rejects.toThrow(
      /team:2: aucun Pokémon ne s’appelle «.Onixx.»/,
    );
  });

  it("refuses no team, a seventh member, and a file that is not there", async () => {
    await expect(read("")).rejects.toThrow("a team has 1–6 Pokémon, got 0");
    await expect(read("Onix\n\n".repeat(7))).rejects.toThrow("got 7");
    const missing = createTeamReader(facts, "en")(join(folder, "none"), "--team-b");
    await expect(missing).rejects.toThrow(/--team-b: .*none can't be read \(ENOENT\)/);
  });
});
