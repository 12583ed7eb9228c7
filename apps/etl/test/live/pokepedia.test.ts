import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { LearnsetEntry } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { createMoveFinder } from "../../src/live/pokepedia/move-names.ts";
import { learnsetPages, pageUrl } from "../../src/live/pokepedia/pages.ts";
import { checkArticle, parseLearnsetPage } from "../../src/live/pokepedia/parse-page.ts";
import { createPageReader } from "../../src/live/pokepedia/read-pokepedia.ts";
import { isMirrorThere, RECORDED_PAGES } from "./mirror.ts";
import { toModern, type WikiPage, wikiPage } from "./wiki-page.ts";

const facts = loadBundledFacts();
const readPage = createPageReader(facts);
const pageOf = (form: string) => learnsetPages(facts.forms).find((page) => page.form === form)!;

function learnset(form: string, page: WikiPage): readonly string[] {
  const rows = readPage(pageOf(form), wikiPage(page)).learnsets.get(form)!;
  return rows.map(({ move, method, level }: LearnsetEntry) => `${move} ${method} ${level}`);
}

describe("learnsetPages", () => {
  it("names one page for each form but Megas and partners", () => {
    const pages = learnsetPages(facts.forms).map(({ page }) => page);
    expect(new Set(pages).size).toBe(171);
    expect(pages).toEqual(
      expect.arrayContaining(["M._Mime", "Nidoran♀", "Noeunoeuf", "Évoli", "Rattata_d'Alola", "Melmetal"]),
    );
  });

  it("encodes the address as UTF-8", () => {
    expect(pageUrl("https://www.pokepedia.fr/", "Évoli")).toBe(
      "https://www.pokepedia.fr/%C3%89voli/G%C3%A9n%C3%A9ration_7",
    );
  });
});

describe("createMoveFinder", () => {
  it.each([
    ["Bomb-Beurk", "sludge-bomb"],
    ["Bomb'Œuf", "egg-bomb"],
    ["Bomb’Œuf", "egg-bomb"],
    ["Cage-Éclair", "thunder-wave"],
    ["Poing de Feu", "fire-punch"],
    ["Vol-Vie", "absorb"],
    ["Tranch'Herbe", "razor-leaf"],
  ])("knows %s", (name, slug) => expect(createMoveFinder(facts.moves)(name)).toBe(slug));

  it("knows no move of other games", () => {
    expect(createMoveFinder(facts.moves)("Boule Élek")).toBeUndefined();
  });
});

describe("createPageReader", () => {
  it.each(["classic", "modern"] as const)(
    "reads the Let's Go columns and tables alone, %s headings",
    (markup) => {
      const levels = [
        ["Éclair", "Départ"],
        ["Camaraderie", "—"],
        ["Cage-Éclair", "N.15"],
      ] as const;
      expect(learnset("pikachu", { markup, levels, machines: ["Tonnerre"], tutor: ["Pika-Sprint"] })).toEqual(
        ["thunder-shock level-up 1", "thunder-wave level-up 15", "thunderbolt machine null"],
      );
    },
  );

  it("gives the partner the ordinary lists and its own tutor", () => {
    const { learnsets } = readPage(pageOf("pikachu"), wikiPage({ tutor: ["Pika-Sprint"] }));
    expect(learnsets.get("pikachu-starter")!.map(({ move }) => move)).toEqual([
      "thunder-shock",
      "thunderbolt",
      "zippy-zap",
    ]);
  });

  it.each([
    ["Départ<br>N.3", [1, 3]],
    ["Départ, N.12", [1, 12]],
    ["Évolution<br />Départ", [0, 1]],
    ["Départ, Évolution", [1, 0]],
    ['N.12<sup class="reference"><a>[2]</a></sup>', [12]],
    ["N.&nbsp;7", [7]],
  ])("reads the level cell %s", (cell, levels) => {
    const page = parseLearnsetPage(wikiPage({ levels: [["Éclair", cell]] }), { machines: "table" });
    expect(page.levels.map(({ level }) => level)).toEqual(levels);
  });

  it("gives Mew every TM, whose page says so without a table", () => {
    const machines = "Mew peut apprendre toutes les CT.";
    expect(learnset("mew", { machines }).filter((row) => row.includes("machine"))).toHaveLength(60);
  });

  it("takes no other section's table for a form that learns no TM", () => {
    expect(learnset("magikarp", { machines: "aucune capacité par CT" })).toEqual([
      "thunder-shock level-up 1",
    ]);
    expect(learnset("magikarp", { machines: undefined })).toEqual(["thunder-shock level-up 1"]);
  });

  it("tells the spellings that differ from today's", () => {
    const { spellings } = readPage(pageOf("raichu"), wikiPage({ levels: [["Cage-Éclair", "N.2"]] }));
    expect([...spellings]).toEqual([["thunder-wave", "Cage-Éclair"]]);
  });

  it.each<[string, string, WikiPage, string]>([
    ["a renamed heading", "raichu", { levelHeading: "Par_niveau" }, "no heading"],
    ["no Let's Go column", "raichu", { lastColumn: "USUL" }, "no Let's Go column"],
    ["no TM section", "raichu", { machines: undefined }, 'no heading "Par CT"'],
    ["no TM table", "raichu", { machines: "rien" }, "no Let's Go table"],
    ["no TM section for Mew", "mew", { machines: undefined }, 'no heading "Par CT"'],
    ["an unknown move", "raichu", { levels: [["Boule Élek", "N.4"]] }, 'unknown move "Boule Élek"'],
    ["a TM of the other games", "raichu", { machines: ["Éclair"] }, "is no TM of Let's Go"],
    ["an unreadable level", "raichu", { levels: [["Éclair", "bientôt"]] }, 'unreadable level "bientôt"'],
    ["an empty level", "raichu", { levels: [["Éclair", ""]] }, "unreadable level"],
    ["a row without a move", "raichu", { levels: [["", "N.4"]] }, "names no move"],
    ["a table without rows", "raichu", { levels: [] }, "has no rows"],
    ["no partner's table", "pikachu", {}, "no heading of the partner"],
  ])("refuses the whole page for %s", (_name, form, page, message) => {
    expect(() => learnset(form, page)).toThrow(message);
  });
});

describe.skipIf(!isMirrorThere)("the recorded pages (needs ../shared/sources)", () => {
  it.each(["classic", "modern"] as const)("equal the bundled learnsets row by row, %s headings", (markup) => {
    const key = ({ form, move, method, level }: LearnsetEntry) => `${form} ${move} ${method} ${level}`;
    const read = learnsetPages(facts.forms).flatMap((ref) => {
      const html = gunzipSync(
        readFileSync(join(RECORDED_PAGES, ref.page, "Génération_7.html.gz")),
      ).toString();
      const page = markup === "modern" ? toModern(html) : html;
      expect(page.includes("mw-headline")).toBe(markup === "classic");
      return [...readPage(ref, page).learnsets.values()].flat().map(key);
    });
    const megas = new Set(facts.forms.filter(({ kind }) => kind === "mega").map(({ slug }) => slug));
    expect(read.sort()).toEqual(
      facts.learnsets
        .filter(({ form }) => !megas.has(form))
        .map(key)
        .sort(),
    );
  });
});

describe("checkArticle", () => {
  it("refuses a cut page and a page that is no article", () => {
    expect(() => checkArticle(wikiPage().slice(0, 400))).toThrow("its end is missing");
    expect(() => checkArticle("<html><body>Just a moment...</body></html>")).toThrow("no article");
  });
});
