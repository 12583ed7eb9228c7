import { simulateTeamsResponseSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { createTestApi, poster } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});
const { post, ok } = poster(() => app);

describe("POST /v1/simulate/teams", () => {
  const team = (...pokemon: string[]) => pokemon.map((name) => ({ pokemon: name }));
  const body = {
    a: team("pikachu", "squirtle", "bulbasaur"),
    b: team("charmander", "pikachu"),
    battles: 60,
    seed: 3,
  };

  it("plays battles of teams by seed, three against two being the better side; the wins add up", async () => {
    const answer = simulateTeamsResponseSchema.strict().parse(await ok("/v1/simulate/teams", body));
    expect(answer.aWins + answer.bWins + answer.ties).toBe(60);
    expect(answer.p).toBeGreaterThan(0.5);
    expect([answer.policyA, answer.log]).toEqual(["one-ply", null]);
    expect(await ok("/v1/simulate/teams", body)).toEqual(answer);
  });

  it("tells the first battle in both languages and in Showdown's protocol, with the end it had", async () => {
    const one = { ...body, battles: 1, policyA: "strongest", policyB: "random", log: true };
    for (const seed of [1, 2, 3]) {
      const { log, aWins, bWins } = await ok("/v1/simulate/teams", { ...one, seed });
      expect(log.text.en).toHaveLength(log.text.fr.length);
      expect([...log.text.en, ...log.text.fr].join("\n")).not.toMatch(/undefined|[{}]/);
      expect(log.protocol).toContain("|teamsize|p1|3");
      expect(log.events.some((event: { kind: string }) => event.kind === "switch")).toBe(true);
      const winner = aWins === 1 ? "|win|Player A" : bWins === 1 ? "|win|Player B" : "|tie";
      expect(log.protocol.at(-1)).toBe(winner);
    }
  });

  it("names what is wrong with a member by its place", async () => {
    const wrong = { ...body, a: [...team("pikachu"), { pokemon: "pikachoo" }] };
    const response = await post("/v1/simulate/teams", wrong);
    expect(response.statusCode).toBe(422);
    expect(JSON.stringify(response.json())).toContain("/a/1/pokemon");
  });

  it.each([
    ["a seventh member", { a: team(...Array.from({ length: 7 }, () => "pikachu")) }],
    ["an empty team", { b: [] }],
    ["too many battles by the solver", { policyB: "solver", battles: 3 }],
    ["an unknown policy", { policyA: "luck" }],
  ])("refuses %s", async (_, change) => {
    expect((await post("/v1/simulate/teams", { ...body, ...change })).statusCode).toBe(422);
  });

  it("lets a side choose by the solver", async () => {
    const one = { ...body, a: team("squirtle", "pikachu"), battles: 1, policyA: "solver" };
    expect((await ok("/v1/simulate/teams", one)).battles).toBe(1);
  });
});
