import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GameFacts, LearnsetEntry } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { mergeFacts } from "../../src/live/merge.ts";
import type { DatedField } from "../../src/live/pokeapi/read-moves.ts";
import type { PokeApiReading } from "../../src/live/pokeapi/read-pokeapi.ts";
import { PRECEDENCE, ruleFor } from "../../src/live/precedence.ts";

const bundled = loadBundledFacts();
const nothing = { pokeapi: undefined, pokepedia: undefined };

/** A reading that states just what the facts say, with every move value recorded as Let's Go's. */
function readingOf(facts: GameFacts, todays: readonly DatedField[] = []): PokeApiReading {
  return {
    ...facts,
    forms: facts.forms.map((form) => ({
      form,
      species: facts.species.find(({ slug }) => slug === form.species)!,
      learnset: facts.learnsets.filter((row) => row.form === form.slug),
      evolutionChain: "",
      evolvesFrom: undefined,
      oddSprite: undefined,
    })),
    moves: facts.moves.map((move) => ({ move, todays: new Set(todays), machine: undefined })),
  };
}

function withMove(slug: string, change: object): GameFacts {
  return {
    ...bundled,
    moves: bundled.moves.map((move) => (move.slug === slug ? { ...move, ...change } : move)),
  };
}

function withLevel(level: number): GameFacts {
  const isRow = (row: LearnsetEntry) =>
    row.form === "pikachu" && row.move === "thunder-wave" && row.level === 15;
  return { ...bundled, learnsets: bundled.learnsets.map((row) => (isRow(row) ? { ...row, level } : row)) };
}

function listsOf(facts: GameFacts) {
  return {
    learnsets: new Map([["pikachu", facts.learnsets.filter(({ form }) => form === "pikachu")]]),
    spellings: new Map<string, string>(),
  };
}

function levelsOf({ learnsets }: GameFacts): readonly (number | null)[] {
  return learnsets
    .filter((row) => row.form === "pikachu" && row.move === "thunder-wave" && row.method === "level-up")
    .map(({ level }) => level);
}

describe("mergeFacts", () => {
  it("keeps the bundled facts where no live source was read", () => {
    expect(mergeFacts(bundled, nothing)).toEqual({ facts: bundled, issues: [] });
  });

  it("finds nothing to say where all agree", () => {
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: readingOf(bundled),
      pokepedia: listsOf(bundled),
    });
    expect(issues).toEqual([]);
    expect({ ...facts, learnsets: [], evolutions: [] }).toEqual({
      ...bundled,
      learnsets: [],
      evolutions: [],
    });
    const rows = (of: GameFacts) =>
      [...of.learnsets, ...of.evolutions].map((row) => JSON.stringify(row)).sort();
    expect(rows(facts)).toEqual(rows(bundled));
  });

  it("takes a form's stat from PokéAPI, and tells", () => {
    const forms = bundled.forms.map((form) =>
      form.slug === "pikachu" ? { ...form, baseStats: { ...form.baseStats, attack: 56 } } : form,
    );
    const pokeapi = readingOf({ ...bundled, forms });
    const { facts, issues } = mergeFacts(bundled, { pokeapi, pokepedia: undefined });
    expect(facts.forms.find(({ slug }) => slug === "pikachu")!.baseStats.attack).toBe(56);
    expect(issues).toEqual([
      {
        severity: "warning",
        subjectTable: "form",
        subject: "pikachu",
        field: "baseStats.attack",
        found: { bundled: 55, pokeapi: 56 },
        chosenSource: "pokeapi",
        reason: ruleFor("form", "baseStats.attack").why,
      },
    ]);
  });

  it("takes a move's value from PokéAPI where a later change is recorded, and keeps the bundled one where not", () => {
    const changed = withMove("thunderbolt", { power: 95 });
    const powerIn = (todays: readonly DatedField[]) => {
      const { facts, issues } = mergeFacts(bundled, {
        pokeapi: readingOf(changed, todays),
        pokepedia: undefined,
      });
      return [facts.moves.find(({ slug }) => slug === "thunderbolt")!.power, issues[0]!.chosenSource];
    };
    expect(powerIn([])).toEqual([95, "pokeapi"]);
    expect(powerIn(["power"])).toEqual([90, "bundled"]);
  });

  it("lets two sources outvote the third about how a move is learned", () => {
    const wrong = mergeFacts(bundled, { pokeapi: readingOf(withLevel(16)), pokepedia: listsOf(bundled) });
    expect(levelsOf(wrong.facts)).toEqual([15]);
    expect(wrong.issues[0]).toMatchObject({
      subjectTable: "learnset",
      subject: "pikachu",
      field: "thunder-wave",
      chosenSource: "pokepedia",
      reason: expect.stringContaining("2 of 3 sources agree"),
    });
    const right = mergeFacts(bundled, {
      pokeapi: readingOf(withLevel(16)),
      pokepedia: listsOf(withLevel(16)),
    });
    expect(levelsOf(right.facts)).toEqual([16]);
    expect(right.issues[0]).toMatchObject({ severity: "warning", chosenSource: "pokeapi" });
  });

  it("takes PokéAPI's way to learn a move where all three differ, or Poképédia has no page", () => {
    const all = mergeFacts(bundled, { pokeapi: readingOf(withLevel(16)), pokepedia: listsOf(withLevel(17)) });
    expect(levelsOf(all.facts)).toEqual([16]);
    const two = mergeFacts(bundled, { pokeapi: readingOf(withLevel(16)), pokepedia: undefined });
    expect(levelsOf(two.facts)).toEqual([16]);
  });

  it("adds and drops evolutions as PokéAPI states them", () => {
    const evolutions = bundled.evolutions.filter(({ to }) => to !== "ivysaur");
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: readingOf({ ...bundled, evolutions }),
      pokepedia: undefined,
    });
    expect(facts.evolutions.some(({ to }) => to === "ivysaur")).toBe(false);
    expect(issues[0]).toMatchObject({ subject: "ivysaur", found: { bundled: "bulbasaur", pokeapi: null } });
  });

  it("loads no move that is none of the game's", () => {
    const learnsets = [
      ...bundled.learnsets,
      { form: "mew", move: "tera-blast", method: "tutor", level: null } as const,
    ];
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: readingOf({ ...bundled, learnsets }),
      pokepedia: undefined,
    });
    expect(facts.learnsets.some(({ move }) => move === "tera-blast")).toBe(false);
    expect(issues[0]).toMatchObject({ subject: "mew", field: "tera-blast", chosenSource: "bundled" });
  });

  const withSprite = (slug: string, sprite: string | null, oddSprite?: string): PokeApiReading => {
    const pokeapi = readingOf(bundled);
    const forms = pokeapi.forms.map((reading) =>
      reading.form.slug === slug ? { ...reading, form: { ...reading.form, sprite }, oddSprite } : reading,
    );
    return { ...pokeapi, forms };
  };
  const spriteOf = ({ forms }: GameFacts, slug: string) => forms.find((form) => form.slug === slug)!.sprite;

  it.each<[string, string, string | null]>([
    ["pikachu", "25-new.png", "25.png"],
    ["pikachu-starter", "other/10158.png", null],
  ])("takes PokéAPI's sprite of %s, and tells of it", (slug, sprite, before) => {
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: withSprite(slug, sprite),
      pokepedia: undefined,
    });
    expect(spriteOf(facts, slug)).toBe(sprite);
    expect(issues).toMatchObject([
      {
        severity: "warning",
        subject: slug,
        field: "sprite",
        found: { bundled: before, pokeapi: sprite },
        chosenSource: "pokeapi",
      },
    ]);
  });

  it("keeps the sprite of a form for which PokéAPI names none", () => {
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: withSprite("pikachu", null),
      pokepedia: undefined,
    });
    expect([spriteOf(facts, "pikachu"), issues]).toEqual(["25.png", []]);
  });

  it("keeps the sprite where PokéAPI's address is none of a PNG in its folder, and tells of it", () => {
    const odd = "https://sprites.example/25.gif";
    const { facts, issues } = mergeFacts(bundled, {
      pokeapi: withSprite("pikachu", null, odd),
      pokepedia: undefined,
    });
    expect(spriteOf(facts, "pikachu")).toBe("25.png");
    expect(issues).toMatchObject([
      { severity: "error", field: "sprite", found: { pokeapi: odd }, chosenSource: "bundled" },
    ]);
  });

  it("tells of old spellings and keeps today's name", () => {
    const pokepedia = { learnsets: new Map(), spellings: new Map([["thunder-wave", "Cage-Éclair"]]) };
    const { facts, issues } = mergeFacts(bundled, { pokeapi: undefined, pokepedia });
    expect(facts).toEqual(bundled);
    expect(issues[0]).toMatchObject({ severity: "info", field: "names.fr", chosenSource: "bundled" });
  });
});

describe("PRECEDENCE", () => {
  it("stands in docs/DATA.md as it is in the code", () => {
    const text = readFileSync(join(import.meta.dirname, "../../../../docs/DATA.md"), "utf8");
    const rows = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) =>
        line
          .split("|")
          .map((cell) => cell.trim())
          .slice(1, -1)
          .join(" | "),
      );
    for (const { table, fields, order, why, ...rule } of PRECEDENCE) {
      const winners = `${"majority" in rule ? "two of three, then " : ""}${order.join(" > ")}`;
      expect(rows).toContain(`${table} | ${fields.join(", ")} | ${winners} | ${why}`);
    }
  });
});
