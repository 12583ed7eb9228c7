import { describe, expect, it } from "vitest";
import { readSide, writeSide } from "../src/battle-link.ts";
import { readBattleUrl } from "../src/features/battle/battle-url.ts";
import { readSettings } from "../src/features/battle/settings-url.ts";

const STATS = { hp: 1, attack: 2, defense: 3, specialAttack: 4, specialDefense: 5, speed: 6 };
const SET = {
  ...{ pokemon: "pikachu-starter", level: 56, moves: ["zippy-zap", "thunderbolt"], nature: "jolly" },
  ...{ ivs: STATS, avs: { ...STATS, hp: 200 }, friendship: 255 },
};

describe("writeSide", () => {
  it("leaves out the defaults", () => {
    const same = (value: number) => Object.fromEntries(Object.keys(STATS).map((stat) => [stat, value]));
    const plain = { pokemon: "onix", level: 50, moves: [], ivs: same(31), avs: same(0), friendship: 70 };
    expect(writeSide("b", plain)).toEqual({ b: "onix" });
  });

  it.each(["a", "b"] as const)("writes what the Battle page reads on side %s", (side) => {
    const url = readBattleUrl(writeSide(side, SET));
    expect(url[side]).toBe("pikachu-starter");
    expect(url[side === "a" ? "am" : "bm"]).toBe("zippy-zap,thunderbolt");
    expect(url[side === "a" ? "la" : "lb"]).toBe("56");
    const { value, faults } = readSettings(url, side, ["jolly"]);
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ nature: "jolly", ivs: SET.ivs, avs: SET.avs, friendship: 255 });
  });
});

describe("readSide", () => {
  it("reads what was written", () => {
    expect(readSide("b", writeSide("b", SET))).toEqual(SET);
    expect(readSide("a", writeSide("a", { pokemon: "mew", ivs: { ...STATS, hp: 31 } }))?.ivs?.hp).toBe(31);
    expect(readSide("a", {})).toBeUndefined();
  });

  it("passes over values that can't be", () => {
    expect(readSide("b", { b: "onix", lb: "101", bi: "1,2", bv: "201", bf: "x" })).toEqual({
      pokemon: "onix",
    });
  });
});
