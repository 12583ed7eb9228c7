import { cellOptions, createSetReader } from "@predictiondex/answers";
import {
  calculateDamage,
  completeSet,
  createCombatant,
  createJudge,
  createTypeChart,
} from "@predictiondex/battle";
import {
  countersResponseSchema,
  damageResponseSchema,
  insightsResponseSchema,
  matchupResponseSchema,
  matrixResponseSchema,
  problemSchema,
  simulateResponseSchema,
  turnResponseSchema,
} from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { createCatalogueReader } from "../src/catalogue.ts";
import type { Api } from "../src/index.ts";
import { computeCells } from "../src/prediction/cells.ts";
import { createInlinePool, type PredictionPool } from "../src/prediction/pool.ts";
import { rosterRows } from "../src/v1/roster-matrix.ts";
import { bundledData, call, createSource, createTestApi } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

const post = (url: string, payload: object) => call(app, { method: "POST", url, payload });
const ok = async (url: string, payload: object) => {
  const response = await post(url, payload);
  expect(response.statusCode, response.payload).toBe(200);
  return response.json();
};
const PIKACHU = { pokemon: "pikachu", moves: ["thunderbolt", "Vive-Attaque"] };

describe("POST /v1/predict/matchup and /v1/predict/best-move", () => {
  it("answer by their schema what the predictor says, whatever the language of the names", async () => {
    const body = {
      a: PIKACHU,
      b: { pokemon: "Carapuce", level: 40, nature: "Rigide", avs: { hp: 20 } },
      nodes: 20_000,
    };
    const answer = matchupResponseSchema.strict().parse(await ok("/v1/predict/matchup", body));
    expect(answer).toMatchObject({
      a: { pokemon: "pikachu", level: 50, movesFrom: "chosen", moves: ["thunderbolt", "quick-attack"] },
      b: { pokemon: "squirtle", level: 40, nature: "adamant", movesFrom: "standard" },
      recommended: "thunderbolt",
      dataVersion: "test-1",
    });
    const same = { ...body, a: { ...PIKACHU, pokemon: 25, moves: ["Tonnerre", "でんこうせっか"] } };
    expect(await ok("/v1/predict/best-move", same)).toEqual(answer);
  });

  it("play normal rules at level 50 without AVs", async () => {
    const strong = { a: { ...PIKACHU, level: 90, avs: { attack: 200 } }, b: { pokemon: "onix", level: 5 } };
    const { a, b } = await ok("/v1/predict/matchup", { ...strong, rules: "normal" });
    const plain = await ok("/v1/predict/matchup", { a: PIKACHU, b: { pokemon: "onix" } });
    expect([a.level, b.level]).toEqual([50, 50]);
    expect(a.stats).toEqual(plain.a.stats);
  });

  it("value up to 20 candidates, each as in the best legal four that hold it", async () => {
    const { moves } = await ok("/v1/damage", {
      attacker: { pokemon: "mewtwo" },
      defender: { pokemon: "gengar" },
    });
    const names = moves.slice(0, 20).map(({ move }: { move: string }) => move);
    const answer = await ok("/v1/predict/best-move", {
      a: { pokemon: "mewtwo", moves: names },
      b: { pokemon: "gengar" },
    });
    expect(answer.moves).toHaveLength(names.length);
    const best = answer.moves[0];
    const four = await ok("/v1/predict/best-move", {
      a: { pokemon: "mewtwo", moves: answer.moves.slice(0, 4).map(({ move }: { move: string }) => move) },
      b: { pokemon: "gengar" },
    });
    expect(best.p).toBeGreaterThanOrEqual(four.p - 1e-9);
  });

  it.each([
    [{ a: { pokemon: "nobody" }, b: { pokemon: 1 } }, "/a/pokemon"],
    [{ a: { pokemon: 1, moves: ["nothing"] }, b: { pokemon: 1 } }, "/a/moves/0"],
    [{ a: { pokemon: "magikarp", moves: ["surf"] }, b: { pokemon: 1 } }, "/a/moves/0"],
    [{ a: { pokemon: 1 }, b: { pokemon: 1, nature: "angry" } }, "/b/nature"],
    [{ a: { pokemon: 1, level: 101 }, b: { pokemon: 1 } }, "/a/level"],
    [{ a: { pokemon: 1, ivs: { hp: 32 } }, b: { pokemon: 1 } }, "/a/ivs/hp"],
    [{ a: { pokemon: 1, avs: { luck: 1 } }, b: { pokemon: 1 } }, "/a/avs/luck"],
    [{ a: { pokemon: 1 }, b: { pokemon: 1 }, budgetMs: 0 }, "/budgetMs"],
    [{ a: { pokemon: 1 }, b: { pokemon: 1 }, method: "guess" }, "/method"],
    [{ a: { pokemon: 1 } }, "/b"],
  ])("refuse %j", async (body, pointer) => {
    const response = await post("/v1/predict/best-move", body);
    expect(response.statusCode).toBe(422);
    expect(problemSchema.strict().parse(response.json()).errors?.[0]?.pointer).toBe(pointer);
  });
});

describe("a battle in the middle", () => {
  const body = { a: PIKACHU, b: { pokemon: "squirtle", moves: ["water-gun", "tackle"] }, nodes: 3000 };
  const value = async (state: object) => (await ok("/v1/predict/matchup", { ...body, state })).p;

  it("is valued from HP, statuses, stages and PP", async () => {
    const fresh = await value({});
    expect(await ok("/v1/predict/matchup", body)).toEqual(
      await ok("/v1/predict/matchup", { ...body, state: {} }),
    );
    expect(await value({ b: { hp: 1 } })).toBe(1);
    expect(await value({ a: { hp: 1, status: "paralysis" } })).toBeLessThan(fresh);
    expect(await value({ a: { hp: 20, status: "sleep" } })).toBeLessThan(await value({ a: { hp: 20 } }));
    expect(
      await value({ a: { hp: 20 }, b: { stages: { attack: 6, specialAttack: 6, speed: 6 } } }),
    ).toBeLessThan(await value({ a: { hp: 20 } }));
    const answer = await ok("/v1/predict/matchup", { ...body, state: { a: { pp: { thunderbolt: 0 } } } });
    expect(answer.moves.map(({ move }: { move: string }) => move)).toEqual(["quick-attack"]);
    const close = await ok("/v1/predict/matchup", { ...body, state: { b: { hp: 5 } } });
    expect(close.moves[0].damage.hitsToKo).toBe(1);
  });

  it.each([
    [{ a: { hp: 0 } }, "/state/a/hp"],
    [{ a: { hp: 900 } }, "/state/a/hp"],
    [{ b: { status: "love" } }, "/state/b/status"],
    [{ a: { stages: { attack: 7 } } }, "/state/a/stages/attack"],
    [{ a: { pp: { surf: 3 } } }, "/state/a/pp/surf"],
    [{ a: { pp: { thunderbolt: 0, "quick-attack": 0 } } }, "/state/a/pp"],
    [{ c: {} }, "/state/c"],
  ])("%j is refused", async (state, pointer) => {
    const response = await post("/v1/predict/matchup", { ...body, state });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0].pointer).toBe(pointer);
  });
});

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
    expect(row!.text.fr).toContain("Tonnerre : ");
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

describe("/v1/predict/matrix", () => {
  it("streams every row against every column", async () => {
    const search = { method: "search", nodes: 300 };
    const body = {
      rows: ["pikachu", { pokemon: "Onix", level: 14 }],
      columns: [1, "squirtle", "Dracaufeu"],
      ...search,
    };
    const matrix = matrixResponseSchema.strict().parse(await ok("/v1/predict/matrix", body));
    expect(matrix.rows.map(({ pokemon, level }) => [pokemon, level])).toEqual([
      ["pikachu", 50],
      ["onix", 14],
    ]);
    expect(matrix.rows[0]!.p).toHaveLength(3);
    const sets = { a: { pokemon: "pikachu" }, b: { pokemon: "squirtle" } };
    const one = await ok("/v1/predict/matchup", { ...sets, ...search });
    expect(matrix.rows[0]!.p[1]).toBe(one.p);
    expect(matrix.rows[0]!.best[1]).toBe(one.recommended);
  });

  it("takes the roster where a list is left out", async () => {
    const matrix = await ok("/v1/predict/matrix", { rows: ["mewtwo"] });
    expect(matrix.columns).toHaveLength(188);
    expect(matrix.rows[0].p).toHaveLength(188);
  });

  it("names every set that is wrong, but looks no further than 20", async () => {
    const response = await post("/v1/predict/matrix", {
      rows: ["nobody", 1],
      columns: Array(200).fill("nobody"),
    });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors).toHaveLength(20);
    expect(response.json().errors[0].pointer).toBe("/rows/0");
  });
});

describe("the roster against itself", () => {
  it("computes each row once, whoever asks, and keeps it", async () => {
    const now = createCatalogueReader(createSource())();
    const pool = createInlinePool();
    let tasks = 0;
    const counting: PredictionPool = {
      ...pool,
      run: (catalogue, task, options) => {
        tasks++;
        return pool.run(catalogue, task, options);
      },
    };
    const reader = createSetReader(now, "no-restrictions");
    const roster = ["pikachu", "squirtle", "onix"].map((slug) => reader.read(slug, "roster")!);
    const { signal } = new AbortController();
    const options = cellOptions({ method: "auto", seed: 1 }, 2000);
    const ask = () => Array.fromAsync(rosterRows(counting, now, roster, 2000, signal));
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual(second);
    expect(first.map((row) => row.length)).toEqual([3, 3, 3]);
    for (const [i, row] of first.entries()) {
      for (const [j, cell] of row.entries()) expect(cell.p + first[j]![i]!.p).toBeCloseTo(1, 8);
    }
    const alone = computeCells(pool, now, { rows: [roster[2]!], columns: roster, options }, signal);
    expect((await Array.fromAsync(alone)).flat()).toEqual(first[2]);
    expect(await ask()).toEqual(first);
    expect(tasks).toBe(3);
  });
});

describe("POST /v1/predict/counters", () => {
  it("ranks the roster against an opponent, with filters", async () => {
    const opponent = { pokemon: "Onix", level: 14 };
    const all = countersResponseSchema.strict().parse(
      await ok("/v1/predict/counters", {
        opponent,
        level: 14,
        filter: { type: "eau,plante", kind: "base" },
      }),
    );
    expect(all.items).toHaveLength(20);
    expect(all.total).toBeGreaterThan(30);
    expect(all.items.map(({ p }) => p)).toEqual(
      all.items.map(({ p }) => p).toSorted((left, right) => right - left),
    );
    for (const { types } of all.items)
      expect(types.some((type) => ["water", "grass"].includes(type))).toBe(true);
    const some = await ok("/v1/predict/counters", {
      opponent,
      candidates: [
        { pokemon: "magikarp", level: 5 },
        { pokemon: "blastoise", level: 60 },
      ],
    });
    expect(some.items.map(({ candidate }: { candidate: number }) => candidate)).toEqual([1, 0]);
    expect(all.items.every(({ candidate }) => candidate === null)).toBe(true);
    const wrong = await post("/v1/predict/counters", { opponent, filter: { type: "nope" } });
    expect(wrong.json().errors[0].pointer).toBe("/filter/type");
  });
});

describe("POST /v1/simulate", () => {
  const body = { a: { pokemon: "pikachu" }, b: { pokemon: "squirtle" }, battles: 400, seed: 11 };
  it("plays battles by seed: equal seeds, equal battles; the wins add up", async () => {
    const answer = simulateResponseSchema.strict().parse(await ok("/v1/simulate", body));
    expect(answer.aWins + answer.bWins + answer.ties).toBe(400);
    expect(answer.low).toBeLessThan(answer.p);
    expect(answer.high).toBeGreaterThan(answer.p);
    expect(await ok("/v1/simulate", { ...body, log: false })).toEqual(answer);
    expect((await ok("/v1/simulate", { ...body, seed: 9000 })).aWins).not.toBe(answer.aWins);
  });

  it("tells the first battle in both languages and in Showdown's protocol, with the end it had", async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { log, aWins, bWins } = await ok("/v1/simulate", { ...body, battles: 1, seed, log: true });
      expect(log.text.en).toHaveLength(log.text.fr.length);
      expect(log.text.en.join("\n")).not.toMatch(/undefined|\{/);
      expect(log.protocol[0]).toBe("|turn|1");
      const end = aWins === 1 ? "|win|p1" : bWins === 1 ? "|win|p2" : "|tie";
      expect(log.protocol.at(-1)).toBe(end);
    }
  });
});

describe("the values", () => {
  it("are the judge's own; exact is refused where it can't be", async () => {
    const data = bundledData();
    const form = (slug: string) => data.forms.find((one) => one.slug === slug)!;
    const move = (slug: string) => data.moves.find((one) => one.slug === slug)!;
    const a = completeSet({ form: form("pikachu"), moves: [move("thunderbolt")] });
    const b = completeSet({ form: form("squirtle"), moves: [move("water-gun"), move("tackle")] });
    const expected = createJudge(data).evaluate(a, b, { method: "search", nodes: 500, seed: 3 });
    const body = {
      a: { pokemon: "pikachu", moves: ["thunderbolt"] },
      b: { pokemon: "squirtle", moves: ["water-gun", "tackle"] },
    };
    const { p } = await ok("/v1/predict/matchup", { ...body, method: "search", nodes: 500, seed: 3 });
    expect(p).toBeCloseTo(expected.p, 8);
    const growling = { ...body, a: { pokemon: "pikachu", moves: ["growl", "thunderbolt"] }, method: "exact" };
    const refused = await post("/v1/predict/matchup", growling);
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors[0].pointer).toBe("/method");
  });
});

describe("a match-up told", () => {
  const body = { a: PIKACHU, b: { pokemon: "squirtle" }, nodes: 3000 };

  it("says who is first and why, what decides, the likeliest course and chances to knock out", async () => {
    const answer = await ok("/v1/predict/matchup", body);
    expect(answer.first).toEqual({ side: "a", reason: "speed", speedA: 112, speedB: 64 });
    expect(answer.insights.decider).toBe("type");
    expect(answer.insights.sentences[0]).toEqual({
      en: "Pikachu acts first: 112 Speed against 64.",
      fr: "Pikachu agit en premier : 112 en Vitesse contre 64.",
    });
    expect(answer.line[0].a).toBe("thunderbolt");
    const { koChances } = answer.moves[0].damage;
    expect(koChances).toHaveLength(3);
    expect(koChances).toEqual(koChances.toSorted((left: number, right: number) => left - right));
    expect(answer.opponentSets).toBeNull();
    expect(answer.nodes).toBe(3000);
  });

  it("counts stages in damage and Speed in the middle of a battle", async () => {
    const fresh = await ok("/v1/predict/matchup", body);
    const raised = await ok("/v1/predict/matchup", {
      ...body,
      state: { a: { stages: { specialAttack: 2 }, status: "paralysis" }, b: { screens: { lightScreen: 3 } } },
    });
    expect(raised.first).toMatchObject({ side: "b", speedA: 56 });
    const most = ({ moves }: typeof fresh) =>
      moves.find(({ move }: { move: string }) => move === "thunderbolt").damage.max;
    // Twice the stat under a screen that halves the damage: nearly as before.
    expect(Math.abs(most(raised) - most(fresh))).toBeLessThan(4);
  });

  it("lets a base form Mega Evolve once where it may, and not after it has", async () => {
    const charizard = { pokemon: "charizard", moves: ["flamethrower", "slash"], mega: true };
    const mega = { a: charizard, b: { pokemon: "venusaur" }, nodes: 3000 };
    const open = await ok("/v1/predict/matchup", mega);
    expect(new Set(open.moves.map((move: { mega: string | null }) => move.mega))).toEqual(
      new Set([null, "charizard-mega-x", "charizard-mega-y"]),
    );
    expect(open.assumptions.mega.fr).toContain("Dracaufeu peut méga-évoluer");
    const done = await ok("/v1/predict/matchup", { ...mega, state: { a: { mega: "charizard-mega-x" } } });
    expect(done.moves.every((move: { mega: string | null }) => move.mega === null)).toBe(true);
    const none = await ok("/v1/predict/matchup", { ...mega, a: { ...charizard, mega: false } });
    expect(none.moves).toHaveLength(2);
    const wrong = await post("/v1/predict/matchup", { ...mega, state: { b: { mega: "charizard-mega-x" } } });
    expect(wrong.json().errors[0].pointer).toBe("/state/b/mega");
  });

  it.each(["plausible", "worst"])("weighs the sets of an unknown opponent: %s", async (opponent) => {
    const answer = matchupResponseSchema.strict().parse(
      await ok("/v1/predict/matchup", {
        ...body,
        b: { pokemon: "squirtle", moves: ["ice-beam"] },
        opponent,
      }),
    );
    const { sets, worst, unknown } = answer.opponentSets!;
    expect(sets.length).toBeGreaterThan(2);
    for (const { moves } of sets) expect(moves).toContain("ice-beam");
    expect(unknown).toEqual(["moves", "nature", "ivs"]);
    if (opponent === "worst") expect(answer.p).toBe(worst);
    expect(answer.low).toBeLessThanOrEqual(answer.p);
    expect(answer.high).toBeGreaterThanOrEqual(answer.p);
    const known = { pokemon: "squirtle", nature: "bold", ivs: { hp: 31 } };
    const fixed = await ok("/v1/predict/best-move", { a: PIKACHU, b: known, nodes: 3000, opponent });
    expect(fixed.opponentSets.unknown).toEqual(["moves"]);
  });
});

describe("POST /v1/predict/insights", () => {
  it("names the unused move that helps most, and what would turn the match-up", async () => {
    const answer = insightsResponseSchema.strict().parse(
      await ok("/v1/predict/insights", {
        a: { pokemon: "pikachu", moves: ["growl", "thunder-shock"] },
        b: { pokemon: "onix", moves: ["rock-throw", "tackle"] },
        nodes: 40_000,
      }),
    );
    expect(answer.p).toBeLessThan(0.1);
    expect(answer.counterfactual!.p).toBeGreaterThan(answer.p + 0.02);
    expect(answer.counterfactual!.replaces).toBeNull();
    expect(answer.counterfactual!.text.en).toMatch(/^With .*: /);
    for (const point of answer.turningPoints) {
      expect(point.side).toBe("a");
      expect(point.p).toBeGreaterThanOrEqual(0.5);
      expect(point.text.fr).toContain("Pikachu gagne");
    }
  });

  it("changes neither levels nor AVs under normal rules", async () => {
    const { turningPoints } = await ok("/v1/predict/insights", {
      a: { pokemon: "caterpie" },
      b: { pokemon: "mewtwo" },
      rules: "normal",
      nodes: 10_000,
    });
    for (const { kind } of turningPoints) expect(kind).toBe("nature");
  });
});

describe("POST /v1/simulate/turn", () => {
  const sets = {
    a: { pokemon: "charizard", mega: true, moves: ["fly", "substitute"] },
    b: { pokemon: "snorlax", moves: ["rest", "body-slam"] },
  };
  it("plays turn by turn; each state can be asked about", async () => {
    let state: object | undefined;
    for (let seed = 1; seed <= 6; seed++) {
      const turn = turnResponseSchema.strict().parse(await ok("/v1/simulate/turn", { ...sets, state, seed }));
      expect(turn.text.en.length).toBe(turn.text.fr.length);
      expect(turn.text.fr.join()).not.toMatch(/undefined|\{/);
      if (turn.state === null) break;
      state = turn.state;
      const value = await ok("/v1/predict/matchup", { ...sets, state, nodes: 500 });
      expect(value.p).toBeGreaterThanOrEqual(0);
    }
    expect(state).toBeDefined();
  });

  it("refuses a choice that is not open, by name", async () => {
    const choices = { a: { move: "fly", mega: "charizard-mega-y" }, b: { move: "rest" } };
    const first = await ok("/v1/simulate/turn", { ...sets, choices });
    expect(first.state.a).toMatchObject({ mega: "charizard-mega-y", charging: "fly" });
    const again = await post("/v1/simulate/turn", {
      ...sets,
      state: first.state,
      choices: { a: { move: "substitute" } },
    });
    expect(again.statusCode).toBe(422);
    expect(again.json().errors[0]).toMatchObject({ pointer: "/choices/a" });
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
