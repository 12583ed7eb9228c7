import { bestMoveResponseSchema, modelInfoSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { call, createSource, createTestApi, predict } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

const PIKACHU_CARAPUCE = { pokemon_a_id: 25, pokemon_b_id: 7 };

describe("POST /predict/best-move", () => {
  it("recommends Thunderbolt for Pikachu against Carapuce, in the first project's fields", async () => {
    const response = await predict(app, {
      ...PIKACHU_CARAPUCE,
      available_moves: ["Tonnerre", "Vive-Attaque", "Fatal-Foudre"],
      available_moves_b: ["Surf", "Hydrocanon"],
    });
    expect(response.statusCode, response.payload).toBe(200);
    const answer = response.json();
    bestMoveResponseSchema.strict().parse(answer);
    expect(answer).toMatchObject({
      pokemon_a_id: 25,
      pokemon_a_name: "Pikachu",
      pokemon_b_id: 7,
      pokemon_b_name: "Carapuce",
      recommended_move: "Tonnerre",
      method: expect.stringMatching(/^(exact|search)$/),
      data_version: "test-1",
      assumptions: { level_a: 50, own_moves: "chosen", opponent_moves: "chosen" },
    });
    expect(answer.win_probability).toBe(answer.all_moves[0].win_probability);
    expect(answer.all_moves).toHaveLength(3);
    expect(answer.all_moves[0]).toMatchObject({
      move_name: "Tonnerre",
      move_type: "Électrik",
      move_power: 90,
      effective_power: 270,
      type_multiplier: 2,
      stab: 1.5,
      priority: 0,
      score: expect.any(Number),
      predicted_winner: "A",
    });
    expect(answer.all_moves.map((m: { move_name: string }) => m.move_name).toSorted()).toEqual([
      "Fatal-Foudre",
      "Tonnerre",
      "Vive-Attaque",
    ]);
  });

  it("takes the standard sets where no moves are named, also by null", async () => {
    const plain = (await predict(app, PIKACHU_CARAPUCE)).json();
    const withNull = (await predict(app, { ...PIKACHU_CARAPUCE, available_moves_b: null })).json();
    expect(plain).toEqual(withNull);
    expect(plain.assumptions).toMatchObject({ own_moves: "standard", opponent_moves: "standard" });
    expect(plain.all_moves).toHaveLength(4);
    const pikachu = (await call(app, "/pokemon/25")).json();
    expect(plain.all_moves.map((m: { move_slug: string }) => m.move_slug).toSorted()).toEqual(
      pikachu.standard_moves.toSorted(),
    );
  });

  it.each([
    ["slug", "quick-attack"],
    ["slug in capitals", "QUICK_ATTACK"],
    ["English", "Quick Attack"],
    ["English in one word", "quickattack"],
    ["French", "Vive-Attaque"],
    ["French without hyphen or accent", "vive attaque"],
    ["Japanese", "でんこうせっか"],
  ])("finds a move by its name: %s", async (_how, name) => {
    const answer = (await predict(app, { ...PIKACHU_CARAPUCE, available_moves: [name] })).json();
    expect(answer.recommended_move_slug).toBe("quick-attack");
  });

  it("finds both French spellings, and answers with the first project's", async () => {
    for (const name of ["Bomb-Beurk", "Bombe Beurk"]) {
      const answer = (
        await predict(app, { pokemon_a_id: 89, pokemon_b_id: 7, available_moves: [name] })
      ).json();
      expect(answer.recommended_move).toBe("Bomb-Beurk");
      expect(answer.all_moves[0].move_name_fr).toBe("Bombe Beurk");
    }
  });

  it("takes levels into account", async () => {
    const at = async (level_a: number) =>
      (await predict(app, { pokemon_a_id: 7, pokemon_b_id: 25, level_a })).json().win_probability;
    expect(await at(1)).toBeLessThan(0.05);
    expect(await at(100)).toBeGreaterThan(0.95);
  });

  it("gives the same answer to the same question", async () => {
    const [first, second] = [await predict(app, PIKACHU_CARAPUCE), await predict(app, PIKACHU_CARAPUCE)];
    expect(first.payload).toBe(second.payload);
  });

  it("answers every 11th form against every 61st in the contract's form, ranked", async () => {
    for (let a = 1; a <= 188; a += 11) {
      for (let b = 1 + (a % 61); b <= 188; b += 61) {
        const response = await predict(app, { pokemon_a_id: a, pokemon_b_id: b });
        expect(response.statusCode, `${a} against ${b}: ${response.payload}`).toBe(200);
        const answer = bestMoveResponseSchema.strict().parse(response.json());
        const values = answer.all_moves.map((move) => move.win_probability);
        for (const [i, value] of values.slice(1).entries()) {
          // The predictor takes values closer than 0.0005 as alike.
          expect(value).toBeLessThanOrEqual(values[i]! + 5e-4);
        }
      }
    }
  });
});

describe("GET /predict/model-info", () => {
  it("names the predictor and the data, and no data set where none is built", async () => {
    const info = (await call(app, "/predict/model-info")).json();
    expect(modelInfoSchema.strict().parse(info)).toMatchObject({
      model_type: "game solver: exact, or tree search on the battle engine",
      n_features: 0,
      data_version: "test-1",
      dataset: null,
    });
  });

  it("tells the newest data set", async () => {
    const source = createSource();
    source.summary = {
      rows: 136_000,
      seconds: 31.5,
      scenario: "standard",
      createdAt: new Date("2026-11-23T13:00:00Z"),
    };
    const info = (await call(await createTestApi(source), "/predict/model-info")).json();
    expect(info.dataset).toEqual({
      rows: 136_000,
      seconds: 31.5,
      scenario: "standard",
      created_at: "2026-11-23T13:00:00.000Z",
    });
    expect(info.trained_at).toBe("2026-11-23T13:00:00.000Z");
  });
});
