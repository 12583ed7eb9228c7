import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTeamCsv, parseTeamCsv, TEAM_COLUMNS } from "../../src/index.ts";
import { parseCsv } from "../../src/team-text/csv.ts";
import { arbitraryMembers, member } from "./members.ts";
import { VOCABULARY } from "./vocabulary.ts";

const read = (text: string) => parseTeamCsv(text, VOCABULARY);
const details = (text: string) => read(text).faults.map(({ line, detail }) => `${line}: ${detail.en}`);

describe("parseTeamCsv", () => {
  it("reads rows by the names of their columns, empty cells being the defaults", () => {
    const text =
      "\uFEFFLevel,Pokemon,move_1,AV_Spe,nature\n56,Pikachu Partenaire,Pika-Sprint,200,jovial\n,Onix,,,\n";
    expect(read(text)).toEqual({
      faults: [],
      members: [
        member("pikachu-starter", { level: 56, nature: "jolly", moves: ["zippy-zap"], avs: { speed: 200 } }),
        member("onix", { level: 50 }),
      ],
    });
  });

  it.each([";", "\t"])("reads cells parted by %j, as spreadsheets in French write them", (separator) => {
    const text = ["pokemon,level", '"Onix",12'].join("\r\n").replaceAll(",", separator);
    expect(read(text).members).toEqual([member("onix", { level: 12 })]);
  });

  it("names every fault by its line, and keeps the Pokémon without one", () => {
    const text = [
      "pokemon,nickname,level,move_1,iv_hp",
      '"Onix","a',
      'name on two lines",0,Surf,32',
      ",,5,,",
      "",
      "Starmie,,50,Surf,31,7",
      "Starmie,,50,Surf,31",
    ].join("\n");
    expect(details(text)).toEqual([
      "2: level must be 1–100, got “0”",
      "2: IV (HP) must be 0–31, got “32”",
      "2: Onix can’t learn “Surf”",
      "4: pokemon is empty",
      "6: 6 cells under 5 columns",
    ]);
    expect(read(text).members.map(({ form }) => form)).toEqual(["starmie"]);
  });

  it.each([
    ["", "1: the column “pokemon” is missing"],
    ["name,level\nOnix,3", "1: no column is called “name”; known are "],
    ["pokemon,pokemon\nOnix,Onix", "1: the column “pokemon” is there twice"],
    ['pokemon\n"Onix', "2: a quote is opened and never closed"],
  ])("refuses the table %j", (text, detail) => {
    expect(details(text)[0]).toContain(detail);
    expect(read(text).members).toEqual([]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => read(text).faults.length >= 0),
    );
  });
});

describe("formatTeamCsv", () => {
  it("writes what it reads", () => {
    fc.assert(
      fc.property(arbitraryMembers(), (members) => {
        expect(read(formatTeamCsv(members, VOCABULARY))).toEqual({ members, faults: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("keeps a spreadsheet from taking a nickname for a formula", () => {
    const text = formatTeamCsv([member("onix", { nickname: "=1+1" })], VOCABULARY);
    expect(text.split("\n")[1]).toMatch(/^Onix,'=1\+1,/);
    expect(read(text).members[0]?.nickname).toBe("=1+1");
    expect(text.split("\n")[0]).toBe(TEAM_COLUMNS.join(","));
  });
});

describe("parseCsv", () => {
  it("keeps quotes, separators and ends of lines inside quoted cells", () => {
    expect(parseCsv('a,b\n"x ""y"", z","1\n2"\n').rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ['x "y", z', "1\n2"] },
    ]);
  });
});
