import { completeSet, createJudge } from "@predictiondex/battle";
import { insightsResponseSchema, matchupResponseSchema, problemSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { bundledData, createTestApi, PIKACHU, poster } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});
const { post, ok } = poster(() => app);

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
    [{ a: { charging: "quick-attack" } }, "/state/a/charging"],
    [{ a: { rampage: { move: "quick-attack", for: 1 } } }, "/state/a/rampage/move"],
    [{ b: { asleepFor: 1 } }, "/state/b/asleepFor"],
    [{ b: { status: "paralysis", resting: true } }, "/state/b/resting"],
    [{ a: { status: "poison", poisonedFor: 2 } }, "/state/a/poisonedFor"],
    [{ a: { confusedFor: 1 } }, "/state/a/confusedFor"],
    [{ c: {} }, "/state/c"],
  ])("%j is refused", async (state, pointer) => {
    const response = await post("/v1/predict/matchup", { ...body, state });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0].pointer).toBe(pointer);
  });

  it("takes turns told of what is", async () => {
    const a = { status: "bad-poison", poisonedFor: 2, confused: true, confusedFor: 1 };
    const b = { status: "sleep", asleepFor: 1, confusedFor: 0 };
    const { p } = await ok("/v1/predict/matchup", { ...body, state: { a, b } });
    expect(p).toBeGreaterThan(0);
    const digger = { pokemon: "sandslash", moves: ["dig", "swords-dance"] };
    const dug = await ok("/v1/predict/matchup", {
      ...body,
      a: digger,
      nodes: 500,
      state: { a: { charging: "dig" } },
    });
    expect(dug.moves.map(({ move }: { move: string }) => move)).toEqual(["dig"]);
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
    // A substitute has HP of its own: such match-ups are searched.
    const sheltered = {
      ...body,
      a: { pokemon: "bulbasaur", moves: ["substitute", "tackle"] },
      method: "exact",
    };
    const refused = await post("/v1/predict/matchup", sheltered);
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
