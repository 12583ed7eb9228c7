import { describe, expect, it } from "vitest";
import { asForms } from "../src/api/get-forms.ts";
import { readPair, readView } from "../src/features/matrix/matrix-url.ts";
import { matrixCsv, orderPlaces, unpackMatrix } from "../src/features/matrix/roster-matrix.ts";

const SLUGS = ["onix", "starmie", "pikachu", "raichu"];
const form = (slug: string, index: number) =>
  ({
    id: index + 1,
    slug,
    names: { en: slug, fr: slug, ja: slug },
    aliases: [],
    kind: "base",
    types: [index < 2 ? "water" : "electric"],
    species: { slug, pokedexNumber: 10 - index, names: { en: slug, fr: slug, ja: slug } },
  }) as never;
const FORMS = asForms(SLUGS.map(form));
/** Chances in thousandths, each row from its diagonal on; exact, all open with their first move. */
const CHANCES = [500, 100, 900, 880, 500, 300, 310, 500, 450, 500];
const pairs = btoa(CHANCES.map((chance) => String.fromCharCode((chance << 6) & 255, chance >> 2)).join(""));
const sets = SLUGS.map((pokemon) => ({ pokemon, level: 50, moves: ["tackle"] }));
const stored = { dataVersion: "1", predictorVersion: "1", nodes: 1, sets, pairs };
const matrix = unpackMatrix(stored, FORMS);
const slugs = (order: readonly number[]) => order.map((place) => matrix.forms[place]!.slug);

describe("unpackMatrix", () => {
  it("reads both sides of each pair", () => {
    expect(matrix.pair(0, 1).p).toBeCloseTo(0.1);
    expect(matrix.pair(1, 0).p).toBeCloseTo(0.9);
    expect([...matrix.p.slice(0, 4)].map((p) => Math.round(p * 1000))).toEqual([500, 100, 900, 880]);
    expect(matrix.ahead[0]).toBe(2);
    expect(matrix.strength[0]).toBeCloseTo((0.1 + 0.9 + 0.88) / 3);
  });

  it("leaves out forms that the page does not know, and keeps the pairs of the others", () => {
    const some = unpackMatrix(stored, asForms([form("onix", 0), form("raichu", 3)]));
    expect(some.forms.map(({ slug }) => slug)).toEqual(["onix", "raichu"]);
    expect(some.pair(0, 1).p).toBeCloseTo(0.88);
  });
});

describe("orderPlaces", () => {
  it("puts the strongest first, and beside each the one most like it", () => {
    const strongest = SLUGS.toSorted(
      (left, right) => matrix.strength[SLUGS.indexOf(right)]! - matrix.strength[SLUGS.indexOf(left)]!,
    );
    expect(slugs(orderPlaces(matrix, "strength"))).toEqual(strongest);
    const alike = slugs(orderPlaces(matrix, "similarity"));
    expect(alike.toSorted()).toEqual(SLUGS.toSorted());
    expect(Math.abs(alike.indexOf("pikachu") - alike.indexOf("raichu"))).toBe(1);
  });

  it("orders by type and by number", () => {
    expect(slugs(orderPlaces(matrix, "number"))).toEqual(SLUGS.toReversed());
    expect(slugs(orderPlaces(matrix, "type")).slice(0, 2).toSorted()).toEqual(["pikachu", "raichu"]);
  });
});

describe("readPair", () => {
  const order = orderPlaces(matrix, "number");
  it("finds the pair of the URL, or the first row against the second column", () => {
    expect(readPair({ at: "onix", vs: "raichu" }, matrix, order)).toEqual({ row: 3, column: 0 });
    expect(readPair({ at: "digimon" }, matrix, order)).toEqual({ row: 0, column: 1 });
    expect(readView({ sort: "x", z: "3", table: "y" })).toEqual({
      sort: "strength",
      zoom: 1,
      table: "strongest",
    });
  });
});

describe("matrixCsv", () => {
  it("has a name and a whole per cent for each pair, nothing on the diagonal", () => {
    const text = matrixCsv(matrix, [0, 1], ({ names }) => names.en);
    expect(text).toBe(',"onix","starmie"\n"onix",,10\n"starmie",90,\n');
  });
});
