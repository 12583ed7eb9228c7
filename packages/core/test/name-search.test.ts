import { describe, expect, it } from "vitest";
import { createNameSearch, foldName } from "../src/index.ts";

const POKEMON = [
  { slug: "pikachu", names: { en: "Pikachu", fr: "Pikachu", ja: "ピカチュウ" }, pokedexNumber: 25 },
  { slug: "pikachu-starter", names: { en: "Partner Pikachu", fr: "Pikachu Partenaire" }, pokedexNumber: 25 },
  { slug: "squirtle", names: { en: "Squirtle", fr: "Carapuce", ja: "ゼニガメ" }, pokedexNumber: 7 },
  { slug: "charizard", names: { en: "Charizard", fr: "Dracaufeu" }, pokedexNumber: 6 },
  { slug: "charizard-mega-x", names: { en: "Mega Charizard X", fr: "Méga-Dracaufeu X" }, pokedexNumber: 6 },
  { slug: "charizard-mega-y", names: { en: "Mega Charizard Y", fr: "Méga-Dracaufeu Y" }, pokedexNumber: 6 },
  {
    slug: "exeggcute",
    names: { en: "Exeggcute", fr: "Nœunœuf" },
    aliases: ["Noeunoeuf"],
    pokedexNumber: 102,
  },
  { slug: "nidoran-f", names: { en: "Nidoran♀", fr: "Nidoran♀" }, pokedexNumber: 29 },
  { slug: "nidoran-m", names: { en: "Nidoran♂", fr: "Nidoran♂" }, pokedexNumber: 32 },
  { slug: "farfetchd", names: { en: "Farfetch’d", fr: "Canarticho" }, pokedexNumber: 83 },
  { slug: "cubone", names: { en: "Cubone", ja: "カラカラ" }, pokedexNumber: 104 },
  { slug: "marowak", names: { en: "Marowak", ja: "ガラガラ" }, pokedexNumber: 105 },
];
const search = createNameSearch(POKEMON);
const found = (query: string): string[] => search(query).map(({ slug }) => slug);

describe("createNameSearch", () => {
  it.each([
    ["carapuce", "squirtle"],
    ["CARAPUCE", "squirtle"],
    ["carapcue", "squirtle"],
    ["squirtel", "squirtle"],
    ["pik", "pikachu"],
    ["#025", "pikachu"],
    ["25", "pikachu"],
    ["n°025", "pikachu"],
    ["N° 25", "pikachu"],
    ["nº25", "pikachu"],
    ["№ 25", "pikachu"],
    ["no 25", "pikachu"],
    ["No. 025", "pikachu"],
    ["mega dracaufeu x", "charizard-mega-x"],
    ["dracaufeu mega y", "charizard-mega-y"],
    ["noeunoeuf", "exeggcute"],
    ["nœunœuf", "exeggcute"],
    ["nidoran f", "nidoran-f"],
    ["nidoran♂", "nidoran-m"],
    ["farfetchd", "farfetchd"],
    ["farfetch'd", "farfetchd"],
    ["ゼニガメ", "squirtle"],
    ["ガラガラ", "marowak"],
    ["pikachu-starter", "pikachu-starter"],
    ["partenaire", "pikachu-starter"],
    ["carapus", "squirtle"],
    ["karapus", "squirtle"],
    ["skwertle", "squirtle"],
    ["charizard méga", "charizard-mega-x"],
    ["squirtle carapuce", "squirtle"],
    ["mega dracaufeu charizard y", "charizard-mega-y"],
    ["ぜにがめ", "squirtle"],
    ["ﾋﾟｶﾁｭｳ", "pikachu"],
    ["Ｐｉｋａ", "pikachu"],
  ])("finds %j first as %s", (query, slug) => {
    expect(found(query)[0]).toBe(slug);
  });

  it("gives everything for an empty query and nothing for nonsense", () => {
    expect(found("  ")).toHaveLength(POKEMON.length);
    expect(found("xyzzyplugh")).toEqual([]);
    expect(found("???")).toEqual([]);
  });

  it("ranks what begins alike before what does not, where both are as far away", () => {
    const moves = [
      { slug: "rage", names: { fr: "Colère" } },
      { slug: "thunder", names: { fr: "Tonnerre" } },
    ];
    expect(createNameSearch(moves)("tonere").map(({ slug }) => slug)).toEqual(["thunder", "rage"]);
  });

  it("ranks the same name before longer ones", () => {
    expect(found("charizard")).toEqual(["charizard", "charizard-mega-x", "charizard-mega-y"]);
  });
});

describe("foldName", () => {
  it("makes spellings of one name equal, and leaves Japanese letters apart", () => {
    expect(foldName("Tranch’Herbe")).toBe(foldName("tranch'herbe"));
    expect(foldName("Évoli")).toBe("evoli");
    expect(foldName("１０まんボルト")).toBe(foldName("10マンボルト"));
    expect(foldName("カラカラ")).not.toBe(foldName("ガラガラ"));
  });
});
