import { calculateDamage, completeSet, createCombatant, createTypeChart } from "@predictiondex/battle";
import { damageResponseSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { bundledData, createTestApi, PIKACHU, poster } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});
const { post, ok } = poster(() => app);

describe("POST /v1/damage", () => {
  it("gives the rolls, and chances to knock out that add up", async () => {
    const answer = damageResponseSchema
      .strict()
      .parse(await ok("/v1/damage", { attacker: PIKACHU, defender: { pokemon: "squirtle" } }));
    const data = bundledData();
    const form = (slug: string) => data.forms.find((one) => one.slug === slug)!;
    const thunderbolt = data.moves.find(({ slug }) => slug === "thunderbolt")!;
    const expected = calculateDamage(
      createCombatant(completeSet({ form: form("pikachu"), moves: [] })),
      createCombatant(completeSet({ form: form("squirtle"), moves: [] })),
      thunderbolt,
      createTypeChart(data.effectiveness),
    )!;
    const [row] = answer.moves;
    expect(row!.rolls).toEqual(expected.rolls);
    const hp = answer.defender.stats.hp;
    const kills = expected.rolls.filter((roll) => roll >= hp).length;
    const criticalKills = expected.criticalRolls.filter((roll) => roll >= hp).length;
    const once = (kills * (23 / 24) + criticalKills / 24) / 16;
    expect(row!.koChances[0]).toBeCloseTo(once, 8);
    for (const { koChances } of answer.moves) {
      expect(koChances).toEqual(koChances.toSorted((left, right) => left - right));
    }
    expect(row!.text.fr).toContain("Tonnerre : ");
  });

  it("takes every attack that the form may have where none is named, hardest first", async () => {
    const { moves } = await ok("/v1/damage", { attacker: { pokemon: "mew" }, defender: { pokemon: 143 } });
    expect(moves.length).toBeGreaterThan(40);
    expect(moves.map(({ max }: { max: number }) => max)).toEqual(
      moves.map(({ max }: { max: number }) => max).toSorted((left: number, right: number) => right - left),
    );
  });

  it("knows fixed damage, halves, several hits, one-hit knock-outs and immunity", async () => {
    const use = async (pokemon: string, move: string) => {
      const attacker = { pokemon, moves: [move] };
      return (await ok("/v1/damage", { attacker, defender: { pokemon: "pidgey" } })).moves[0];
    };
    expect((await use("mew", "seismic-toss")).rolls).toEqual([50]);
    expect((await use("jigglypuff", "double-slap")).hits).toHaveLength(4);
    expect(await use("diglett", "fissure")).toMatchObject({ typeMultiplier: 0, koChances: [0] });
    const fang = await use("raticate", "super-fang");
    expect(fang.koChances.slice(0, 3)).toEqual([0, 0, 0]);
    expect((await use("mew", "transform")) ?? null).toBeNull();
  });
});

describe("POST /v1/damage in the middle of a battle", () => {
  it("counts stages, screens and what hurts at the end of the turn", async () => {
    const sides = {
      attacker: { pokemon: "pikachu", moves: ["thunderbolt"] },
      defender: { pokemon: "rattata" },
    };
    const ask = async (state: object) => (await ok("/v1/damage", { ...sides, state })).moves[0];
    const plain = await ask({});
    expect((await ask({ attacker: { stages: { specialAttack: 2 } } })).max).toBeGreaterThan(1.9 * plain.max);
    const screened = await ask({ defender: { screens: { lightScreen: 2 } } });
    expect(screened.max).toBe(Math.floor(plain.max / 2));
    const burnt = await ask({ defender: { status: "burn", hp: plain.min + 3 } });
    expect(burnt.koChances[0]).toBe(1);
    const edge = { attacker: { pokemon: "rattata", moves: ["double-edge"] }, defender: { pokemon: "onix" } };
    expect((await ok("/v1/damage", edge)).moves[0].recoil.min).toBeGreaterThan(0);
    const wrong = await post("/v1/damage", { ...sides, state: { defender: { hp: 999 } } });
    expect(wrong.json().errors[0].pointer).toBe("/state/defender/hp");
  });
});
