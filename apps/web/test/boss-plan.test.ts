import { STATS, type TeamMember } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { pickAnswers } from "../src/features/bosses/boss-plan.ts";
import { readSharedBox, writeSharedBox } from "../src/features/bosses/shared-box.ts";
import { pickMissing, type Variant } from "../src/features/bosses/variants.ts";

const stats = (value: number) =>
  Object.fromEntries(STATS.map((stat) => [stat, value])) as unknown as TeamMember["ivs"];
const ONIX: TeamMember = {
  ...{ form: "onix", nickname: undefined, moves: ["tackle"], level: 12, nature: undefined },
  ...{ ivs: stats(31), avs: stats(0), friendship: 70 },
};

describe("pickAnswers", () => {
  const row = (p: readonly number[]) => ({
    ...{ pokemon: "x", level: 50, moves: ["tackle"], p: [...p], low: [...p], high: [...p] },
    ...{ best: p.map(() => "tackle"), methods: p.map(() => "search" as const) },
  });

  it("takes the best of the rows that are there for each column", () => {
    const rows = [
      { key: "1", row: row([0.2, 0.9]) },
      { key: "2", row: undefined },
      { key: "3", row: row([0.7, 0.1]) },
    ];
    expect(pickAnswers(rows, 2).map((pick) => pick?.key)).toEqual(["3", "1"]);
    expect(pickAnswers([{ key: "1", row: undefined }], 1)).toEqual([undefined]);
  });
});

describe("writeSharedBox", () => {
  it("tells what is read again, nicknames aside", () => {
    const members: readonly TeamMember[] = [
      ONIX,
      { ...ONIX, form: "mr-mime", moves: [], level: 100, nature: "timid", friendship: 0 },
      {
        ...ONIX,
        form: "starmie",
        moves: ["surf", "ice-beam"],
        ivs: { ...stats(31), hp: 0 },
        avs: stats(200),
      },
    ];
    expect(writeSharedBox(members)).toBe(
      "onix_12_tackle*mr-mime_100__timid___0*starmie_12_surf.ice-beam__0.31.31.31.31.31_200.200.200.200.200.200",
    );
    expect(readSharedBox(writeSharedBox(members))).toEqual(members);
    expect(new URLSearchParams({ mine: writeSharedBox(members) }).toString()).not.toContain("%");
  });

  it("passes over what can't be", () => {
    expect(readSharedBox("*Onix!_3*onix_101_tackle.tackle.<b>_?_x_999_256")).toEqual([
      { ...ONIX, level: 50 },
    ]);
  });
});

describe("pickMissing", () => {
  const variants: readonly Variant[] = [
    ...[1, 2, 3].map((by): Variant => ({ kind: "level", by, member: { ...ONIX, level: 12 + by } })),
    { kind: "move", way: { move: "dig" } as never, member: ONIX },
    { kind: "move", way: { move: "bind" } as never, member: ONIX },
  ];
  const items = (ps: readonly number[]) =>
    ({ items: ps.map((p, candidate) => ({ candidate, p })).toSorted((a, b) => b.p - a.p) }) as never;
  const told = (ps: readonly number[]) =>
    pickMissing(variants, items(ps), 0.3).map(({ variant, p }) => [
      variant.kind === "level" ? variant.by : variant.way.move,
      p,
    ]);

  it("takes the fewest levels that are enough, and the best move", () => {
    expect(told([0.4, 0.65, 0.8, 0.7, 0.9])).toEqual([
      [2, 0.65],
      ["bind", 0.9],
    ]);
  });

  it("takes the largest gain where none is enough, and says what is enough first", () => {
    expect(told([0.4, 0.5, 0.5, 0.7, 0.1])).toEqual([
      ["dig", 0.7],
      [2, 0.5],
    ]);
  });

  it("keeps quiet about what hardly helps", () => {
    expect(told([0.3, 0.31, 0.34, 0.2, 0.3])).toEqual([]);
  });
});
