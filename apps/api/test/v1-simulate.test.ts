import { simulateResponseSchema, turnResponseSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { createTestApi, poster } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});
const { post, ok } = poster(() => app);

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
      expect(log.protocol).toContain("|turn|1");
      const end = aWins === 1 ? "|win|Player A" : bWins === 1 ? "|win|Player B" : "|tie";
      expect(log.protocol.at(-1)).toBe(end);
    }
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
