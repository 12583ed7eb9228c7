import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Form, Move, Stat } from "@predictiondex/core";
import { DataInvalidError, deriveLegalMoves, STATS } from "@predictiondex/core";
import {
  BUNDLED_DIRECTORY,
  BUNDLED_TABLES,
  digestBundledTables,
  loadBundledFacts,
  loadBundledSources,
} from "@predictiondex/data";
import { afterEach, describe, expect, it } from "vitest";

const facts = loadBundledFacts();
const move = (slug: string): Move => facts.moves.find((entry) => entry.slug === slug)!;
const form = (slug: string): Form => facts.forms.find((entry) => entry.slug === slug)!;

describe("loadBundledFacts", () => {
  it("has every fact of the roster", () => {
    expect(Object.fromEntries(Object.entries(facts).map(([table, rows]) => [table, rows.length]))).toEqual({
      types: 18,
      effectiveness: 324,
      species: 153,
      forms: 188,
      evolutions: 81,
      moves: 226,
      machines: 60,
      learnsets: 5776,
      natures: 25,
      trainers: 22,
    });
    const kinds = Map.groupBy(facts.forms, (entry) => entry.kind);
    expect([...kinds].map(([kind, forms]) => [kind, forms.length])).toEqual([
      ["base", 153],
      ["mega", 15],
      ["alola", 18],
      ["starter", 2],
    ]);
  });

  it("numbers forms, moves and types as the first project did", () => {
    expect([form("meltan").id, form("venusaur-mega").id, form("eevee-starter").id]).toEqual([152, 154, 188]);
    expect([move("fissure").id, move("high-jump-kick").id]).toEqual([1, 226]);
    expect(facts.types.find((type) => type.slug === "grass")!.id).toBe(1);
  });

  // Smogon's and Showdown's lists of what Let's Go changed; the partners' moves by Showdown's gen7letsgo.
  it.each([
    ["absorb", { power: 40, pp: 15 }],
    ["mega-drain", { power: 75, pp: 10 }],
    ["solar-beam", { power: 200 }],
    ["sky-attack", { power: 200 }],
    ["teleport", { priority: -6 }],
    ["recover", { pp: 10 }],
    ["rest", { pp: 10 }],
    ["roost", { pp: 10 }],
    ["soft-boiled", { pp: 10 }],
    ["zippy-zap", { power: 50, pp: 15, priority: 2 }],
    ["splishy-splash", { power: 90, accuracy: 100 }],
    ["floaty-fall", { power: 90, accuracy: 95 }],
    ["bouncy-bubble", { power: 90, accuracy: 100, pp: 15 }],
    ["buzzy-buzz", { power: 90, accuracy: 100, pp: 15 }],
    ["sizzly-slide", { power: 90, accuracy: 100, pp: 15 }],
    ["glitzy-glow", { power: 90, accuracy: 100, pp: 15 }],
    ["baddy-bad", { power: 90, accuracy: 100, pp: 15 }],
    ["sappy-seed", { power: 90, accuracy: 100, pp: 15 }],
    ["freezy-frost", { power: 90, accuracy: 100, pp: 15 }],
    ["sparkly-swirl", { power: 90, accuracy: 100, pp: 15 }],
    ["pika-papow", { power: null, accuracy: null }],
    ["leech-life", { power: 80, pp: 10 }],
    ["tackle", { power: 40, accuracy: 100 }],
    ["thunder-wave", { accuracy: 90 }],
  ])("has the Let's Go values of %s", (slug, values) => {
    expect(move(slug)).toMatchObject(values);
  });

  it.each([
    ["charizard-mega-x", "Mega Charizard X", "Méga-Dracaufeu X", "メガリザードンＸ"],
    ["raichu-alola", "Alolan Raichu", "Raichu d’Alola", "ライチュウ（アローラのすがた）"],
    ["pikachu-starter", "Partner Pikachu", "Pikachu Partenaire", "相棒ピカチュウ"],
    ["mr-mime", "Mr. Mime", "M. Mime", "バリヤード"],
  ])("has the whole names of %s", (slug, en, fr, ja) => {
    expect(form(slug).names).toEqual({ en, fr, ja });
  });

  it("keeps today's French spelling and the first project's beside it", () => {
    expect(move("absorb")).toMatchObject({ names: { fr: "Vole-Vie" }, frenchAlias: "Vol-Vie" });
    expect(move("razor-leaf")).toMatchObject({ names: { fr: "Tranch’Herbe" }, frenchAlias: "Tranch'Herbe" });
  });

  it("describes every move in both languages, on one line", () => {
    for (const { description } of facts.moves) {
      expect(description.en).toMatch(/^[A-Z].*\.$/);
      expect(description.fr).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it("has a partner's own stats", () => {
    expect(form("pikachu-starter").baseStats).toEqual({
      hp: 45,
      attack: 80,
      defense: 50,
      specialAttack: 75,
      specialDefense: 60,
      speed: 120,
    });
  });

  it("keeps Alolan Raichu, Exeggutor and Marowak apart from Kanto's lines", () => {
    const alolan = ["raichu-alola", "exeggutor-alola", "marowak-alola"];
    expect(facts.evolutions.filter((step) => alolan.includes(step.to))).toEqual([]);
  });

  it("gives Megas their own lists", () => {
    const origins = deriveLegalMoves(facts).filter((entry) => form(entry.form).kind === "mega");
    expect(new Set(origins.map((entry) => entry.origin))).toEqual(new Set(["own", "pre-evolution"]));
  });

  it("leaves Megas the same moves by their base forms' lists", () => {
    const isMega = (slug: string) => form(slug).kind === "mega";
    const pairs = (source: typeof facts) =>
      deriveLegalMoves(source).flatMap(({ form: slug, move: known }) =>
        isMega(slug) ? [`${slug} ${known}`] : [],
      );
    const without = { ...facts, learnsets: facts.learnsets.filter((entry) => !isMega(entry.form)) };
    expect(new Set(pairs(without))).toEqual(new Set(pairs(facts)));
  });

  it("has 25 natures, five of them neutral", () => {
    expect(facts.natures.filter((nature) => nature.increased === null)).toHaveLength(5);
    expect(facts.natures.find((nature) => nature.slug === "adamant")).toEqual({
      slug: "adamant",
      names: { en: "Adamant", fr: "Rigide", ja: "いじっぱり" },
      increased: "attack",
      decreased: "specialAttack",
    });
  });

  it("takes less than 150 ms of CPU", () => {
    // CPU time, and the least of ten: others work on the same cores.
    const times = Array.from({ length: 10 }, () => {
      const start = process.cpuUsage();
      loadBundledFacts();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(150);
  });
});

describe("the trainers", () => {
  it("have their names in both languages", () => {
    const names = Object.fromEntries(facts.trainers.map((trainer) => [trainer.slug, trainer.names.fr]));
    expect(names).toMatchObject({
      brock: "Pierre",
      misty: "Ondine",
      "lt-surge": "Major Bob",
      erika: "Erika",
      koga: "Koga",
      sabrina: "Morgane",
      blaine: "Auguste",
      giovanni: "Giovanni",
      lorelei: "Olga",
      bruno: "Aldo",
      agatha: "Agatha",
      lance: "Peter",
      "trace-champion-pikachu": "Trace",
      "black-belt-hitoshi": "Karatéka Hitoshi",
    });
  });

  it("have only moves that are legal for their Pokémon", () => {
    const legal = new Set(deriveLegalMoves(facts).map((entry) => `${entry.form} ${entry.move}`));
    const illegal = facts.trainers.flatMap(({ team }) =>
      team.flatMap(({ form: slug, moves }) => moves.filter((known) => !legal.has(`${slug} ${known}`))),
    );
    expect(illegal).toEqual([]);
  });

  it("of the League have the stats of IV 30, HP AV 24, friendship ×1.00 and their nature", () => {
    const league = facts.trainers.flatMap(({ team }) => team.filter((pokemon) => pokemon.nature !== null));
    expect(league).toHaveLength(32);
    for (const { form: slug, level, nature, stats } of league) {
      const { increased, decreased } = facts.natures.find((entry) => entry.slug === nature)!;
      const factor = (stat: Stat) => (stat === increased ? 1.1 : stat === decreased ? 0.9 : 1);
      const expected = STATS.map((stat) => {
        const raw = Math.floor(((2 * form(slug).baseStats[stat] + 30) * level) / 100);
        return stat === "hp" ? raw + level + 10 + 24 : Math.floor((raw + 5) * factor(stat));
      });
      expect(STATS.map((stat) => stats![stat])).toEqual(expected);
    }
  });

  it("say how sure each row is and why", () => {
    const rows = facts.trainers.flatMap((trainer) => trainer.team);
    expect(rows).toHaveLength(73);
    expect(Object.groupBy(rows, (row) => row.confidence)).toMatchObject({ medium: { length: 69 } });
    expect(rows.every((row) => row.confidenceReason !== "")).toBe(true);
  });
});

describe("a broken table", () => {
  let directory: string | undefined;
  afterEach(() => directory && rmSync(directory, { recursive: true }));

  it.each([
    ["types.csv", "1,grass", "1,gras", "types.csv line 2: slug must be one of"],
    ["types.csv", "1,grass,Grass", "1,grass,", "types.csv line 2: name_en must not be empty"],
    ["type-effectiveness.csv", "ghost,normal,0\n", "", "type-effectiveness.csv: must have 324 rows, got 323"],
    [
      "type-effectiveness.csv",
      "ghost,normal,0",
      "ghost,normal,4",
      'multiplier must be one of 0, 0.5, 1, 2, got "4"',
    ],
    [
      "type-effectiveness.csv",
      "normal,fighting,1",
      "normal,normal,1",
      'line 3: attacking + defending must not repeat line 2, got "normal normal"',
    ],
    [
      "species.csv",
      "ivysaur,2",
      "ivysaur,two",
      'species.csv line 3: pokedex_number must be an integer in 1–809, got "two"',
    ],
    [
      "forms.csv",
      "2,ivysaur,ivysaur",
      "2,ivysaur,ivisaur",
      'forms.csv line 3: species is not in species.csv, got "ivisaur"',
    ],
    ["forms.csv", "ivysaur,base", "ivysaur,alola", 'the species "ivysaur" must have one form of kind base'],
    ["forms.csv", ",45,49,49,", ",0,49,49,", 'forms.csv line 2: hp must be an integer in 1–255, got "0"'],
    ["forms.csv", ",45,49,49,", ",45.5,49,49,", 'hp must be an integer in 1–255, got "45.5"'],
    ["forms.csv", "grass,poison,45", "grass,grass,45", "type_2 must differ from type_1"],
    [
      "forms.csv",
      "7,69,1.png",
      "7,69,../1.png",
      'sprite must be the path of a PNG such as 25.png, got "../1.png"',
    ],
    [
      "evolutions.csv",
      "bulbasaur,ivysaur",
      "bulbasar,ivysaur",
      'evolutions.csv line 2: from is not in forms.csv, got "bulbasar"',
    ],
    [
      "evolutions.csv",
      "bulbasaur,ivysaur",
      "venusaur,ivysaur",
      "evolutions.csv line 2: from must not lead back to itself",
    ],
    [
      "moves.csv",
      "ground,physical,,30",
      "ground,phys,,30",
      'moves.csv line 2: category must be one of physical, special, status, got "phys"',
    ],
    [
      "moves.csv",
      "normal,status,,,10,4",
      "normal,status,40,,10,4",
      'moves.csv line 3: power must be empty for a status move, got "40"',
    ],
    ["moves.csv", "2,protect", "1,protect", 'moves.csv line 3: id must not repeat line 2, got "1"'],
    [
      "machines.csv",
      "1,headbutt",
      "1,headbut",
      'machines.csv line 2: move is not in moves.csv, got "headbut"',
    ],
    [
      "learnsets.csv",
      "bulbasaur,growl,level-up,1",
      "bulbasaur,growl,level-up,101",
      'learnsets.csv line 2: level must be an integer in 0–100, got "101"',
    ],
    [
      "learnsets.csv",
      "bulbasaur,growl,level-up,1",
      "bulbasaur,growl,level-up,",
      'level must be an integer in 0–100, got ""',
    ],
    [
      "learnsets.csv",
      "bulbasaur,growl,level-up,1",
      "bulbasaur,growl,machine,",
      'move is not in machines.csv, got "growl"',
    ],
    ["natures.csv", "attack,special_attack", "attack,attack", "decreased must differ from increased"],
    [
      "trainers.csv",
      "Argenta,both",
      "Argenta,rouge",
      'version must be one of both, pikachu, eevee, got "rouge"',
    ],
    [
      "trainer-pokemon.csv",
      "brock,2,onix",
      "brock,3,onix",
      'trainer-pokemon.csv line 3: slot must be 2, the next of "brock", got "3"',
    ],
    [
      "trainer-pokemon.csv",
      "headbutt|bind",
      "headbutt|blind",
      'trainer-pokemon.csv line 3: moves is not in moves.csv, got "blind"',
    ],
    ["trainer-pokemon.csv", "misty,1", "mysti,1", 'trainer is not in trainers.csv, got "mysti"'],
    ["natures.csv", "slug,name_en", "slug,english", "natures.csv line 1: columns must be slug,name_en"],
    ["natures.csv", "adamant,Adamant", 'adamant,"Adamant', "natures.csv line"],
  ])("%s with %j → %j is told by file, line, field and value", (file, from, to, message) => {
    directory = mkdtempSync(join(tmpdir(), "predictiondex-data-"));
    for (const table of BUNDLED_TABLES) cpSync(join(BUNDLED_DIRECTORY, table), join(directory, table));
    const content = readFileSync(join(directory, file), "utf8");
    expect(content).toContain(from);
    writeFileSync(join(directory, file), content.replace(from, to));
    const load = () => loadBundledFacts(directory);
    expect(load).toThrow(DataInvalidError);
    expect(load).toThrow(message);
  });

  it("that is missing is told by its name", () => {
    directory = mkdtempSync(join(tmpdir(), "predictiondex-data-"));
    expect(() => loadBundledFacts(directory)).toThrow(/^types\.csv: can't be read in /);
  });
});

describe("digestBundledTables", () => {
  it("has a SHA-256 for every table", () => {
    const digests = digestBundledTables();
    expect(digests.map((digest) => digest.file)).toEqual([...BUNDLED_TABLES]);
    for (const { sha256, bytes } of digests) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBeGreaterThan(0);
    }
  });
});

describe("loadBundledSources", () => {
  it("names a source, its revision and licence for every table", () => {
    const sources = loadBundledSources();
    expect(sources[0]).toMatchObject({ slug: "pokeapi", licence: "BSD-3-Clause" });
    const covered = sources.map((source) => source.covers).join();
    for (const table of BUNDLED_TABLES) expect(covered).toContain(table.replace(".csv", ""));
  });
});
