import { type Problem, problemSchema } from "@predictiondex/contract";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { call, createTestApi, predict } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

const BATTLE = { pokemon_a_id: 25, pokemon_b_id: 7 };

/** The problem of an answer, which must be one in every respect. */
function problemOf(response: LightMyRequestResponse, status: number): Problem {
  expect(response.statusCode, response.payload).toBe(status);
  expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.strict().parse(response.json());
  expect(problem.status).toBe(status);
  return problem;
}

describe("POST /predict/best-move", () => {
  it.each<[string, unknown, string, RegExp]>([
    ["a list as body", [], "", /the body must be a JSON object, got a list of 0/],
    ["a number as body", 7, "", /the body must be a JSON object, got 7/],
    ["null as body", null, "", /the body must be a JSON object, got null/],
    ["an empty object", {}, "/pokemon_a_id", /pokemon_a_id is required/],
    [
      "a text for an id",
      { ...BATTLE, pokemon_a_id: "25" },
      "/pokemon_a_id",
      /pokemon_a_id must be a number, got "25"/,
    ],
    ["a fraction for an id", { ...BATTLE, pokemon_b_id: 7.5 }, "/pokemon_b_id", /whole number, got 7.5/],
    ["id 0", { ...BATTLE, pokemon_a_id: 0 }, "/pokemon_a_id", /at least 1, got 0/],
    ["id −1", { ...BATTLE, pokemon_a_id: -1 }, "/pokemon_a_id", /at least 1, got -1/],
    ["level 0", { ...BATTLE, level_a: 0 }, "/level_a", /level_a must be at least 1, got 0/],
    ["level 101", { ...BATTLE, level_b: 101 }, "/level_b", /level_b must be at most 100, got 101/],
    ["level null", { ...BATTLE, level_a: null }, "/level_a", /level_a must be a number, got null/],
    ["no moves", { ...BATTLE, available_moves: [] }, "/available_moves", /at least 1 item/],
    [
      "21 moves",
      { ...BATTLE, available_moves: Array(21).fill("Tonnerre") },
      "/available_moves",
      /at most 20 items long, got a list of 21/,
    ],
    ["a text for moves", { ...BATTLE, available_moves: "Tonnerre" }, "/available_moves", /must be a list/],
    [
      "a number among moves",
      { ...BATTLE, available_moves: ["Tonnerre", 3] },
      "/available_moves/1",
      /available_moves\[1\] must be a text, got 3/,
    ],
    ["an empty move", { ...BATTLE, available_moves: [""] }, "/available_moves/0", /at least 1 character/],
    [
      "an endless move",
      { ...BATTLE, available_moves: ["x".repeat(5000)] },
      "/available_moves/0",
      /at most 60 characters long, got "x{59}…/,
    ],
    [
      "an unknown move",
      { ...BATTLE, available_moves: ["Tonnere"] },
      "/available_moves/0",
      /no move is called "Tonnere"; did you mean Thunder/,
    ],
    [
      "a move of spaces",
      { ...BATTLE, available_moves: ["   "] },
      "/available_moves/0",
      /no move is called "/,
    ],
    [
      "a move that the form can't learn",
      { ...BATTLE, available_moves: ["Tonnerre", "Surf", "Séisme"] },
      "/available_moves/2",
      /Pikachu can't learn Earthquake \("Séisme"\)/,
    ],
    [
      "Struggle, which nobody learns",
      { ...BATTLE, available_moves: ["struggle"] },
      "/available_moves/0",
      /can't learn/,
    ],
    [
      "a move of B that it can't learn",
      { ...BATTLE, available_moves_b: ["Tonnerre"] },
      "/available_moves_b/0",
      /Squirtle can't learn Thunderbolt/,
    ],
    [
      "a move twice, by two names",
      { ...BATTLE, available_moves: ["Tonnerre", "thunderbolt"] },
      "/available_moves/1",
      /Thunderbolt \("thunderbolt"\) is there twice/,
    ],
    ["a field too many", { ...BATTLE, nature: "bold" }, "/nature", /"nature" is not a field/],
    [
      "an object as move",
      { ...BATTLE, available_moves: [{}] },
      "/available_moves/0",
      /a text, got an object/,
    ],
  ])("refuses %s", async (_what, payload, pointer, detail) => {
    const response = await call(app, {
      method: "POST",
      url: "/predict/best-move",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(payload),
    });
    const problem = problemOf(response, 422);
    expect(problem.code).toBe("INVALID_INPUT");
    expect(problem.errors?.map((fault) => fault.pointer)).toContain(pointer);
    expect(problem.detail).toMatch(detail);
  });

  it("lists every fault at once", async () => {
    const problem = problemOf(
      await predict(app, {
        pokemon_a_id: "x",
        level_a: 0,
        level_b: 101,
        available_moves: [1, ""],
        extra: 1,
      }),
      422,
    );
    expect(problem.errors?.map((fault) => fault.pointer).toSorted()).toEqual([
      "/available_moves/0",
      "/available_moves/1",
      "/extra",
      "/level_a",
      "/level_b",
      "/pokemon_a_id",
      "/pokemon_b_id",
    ]);
  });

  it.each(["pokemon_a_id", "pokemon_b_id"])("answers 404 for an unknown %s, naming it", async (field) => {
    const problem = problemOf(await predict(app, { ...BATTLE, [field]: 999 }), 404);
    expect(problem).toMatchObject({
      code: "NOT_FOUND",
      detail: `${field}: no Pokémon has the id 999; ids are 1–188`,
      errors: [{ pointer: `/${field}`, detail: expect.stringContaining("999") }],
    });
  });

  it("says which keys a body may not have, in both languages", async () => {
    const payload = '{"pokemon_a_id":25,"pokemon_b_id":7,"__proto__":{}}';
    const headers = { "content-type": "application/json" };
    const refuse = async (language: string) =>
      problemOf(
        await call(app, {
          ...{ method: "POST", url: "/predict/best-move", payload },
          headers: { ...headers, "accept-language": language },
        }),
        422,
      );
    expect((await refuse("en")).errors).toMatchObject([{ pointer: "", detail: /no key named "__proto__"/ }]);
    expect((await refuse("fr")).detail).toMatch(/aucune clé nommée "__proto__"/);
  });

  it("says how large a body each route takes", async () => {
    const refuse = async (url: string, bytes: number) => {
      const payload = JSON.stringify({ x: "x".repeat(bytes) });
      const headers = { "content-type": "application/json", "accept-language": "fr" };
      return problemOf(await call(app, { method: "POST", url, payload, headers }), 413).detail;
    };
    expect(await refuse("/predict/best-move", 65 * 1024)).toBe("Le corps dépasse 64 ko.");
    expect(await refuse("/v1/predict/matrix", 257 * 1024)).toBe("Le corps dépasse 256 ko.");
  });

  it.each<[string, InjectOptions, number]>([
    ["an empty body", { payload: "", headers: { "content-type": "application/json" } }, 400],
    ["broken JSON", { payload: '{"pokemon_a_id":', headers: { "content-type": "application/json" } }, 400],
    ["no body at all", {}, 422],
    ["a body of text", { payload: "hello", headers: { "content-type": "text/plain" } }, 415],
    ["a form", { payload: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["XML", { payload: "<a/>", headers: { "content-type": "application/xml" } }, 415],
    [
      "a body of 65 kB",
      {
        payload: JSON.stringify({ ...BATTLE, x: "x".repeat(65 * 1024) }),
        headers: { "content-type": "application/json" },
      },
      413,
    ],
    [
      "__proto__",
      {
        payload: '{"pokemon_a_id":25,"pokemon_b_id":7,"__proto__":{"isAdmin":true}}',
        headers: { "content-type": "application/json" },
      },
      422,
    ],
    [
      "constructor.prototype",
      {
        payload: '{"pokemon_a_id":25,"pokemon_b_id":7,"constructor":{"prototype":{"isAdmin":true}}}',
        headers: { "content-type": "application/json" },
      },
      422,
    ],
    [
      "30,000 nested lists",
      {
        payload: "[".repeat(30_000) + "]".repeat(30_000),
        headers: { "content-type": "application/json" },
      },
      422,
    ],
    [
      "30,000 nested lists as moves",
      {
        payload: `{"pokemon_a_id":25,"pokemon_b_id":7,"available_moves":${"[".repeat(30_000)}${"]".repeat(30_000)}}`,
        headers: { "content-type": "application/json" },
      },
      422,
    ],
  ])("refuses %s", async (_what, options, status) => {
    problemOf(await call(app, { ...options, method: "POST", url: "/predict/best-move" }), status);
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
  });
});

describe("sets", () => {
  const squirtle = "squirtle";
  it.each<[string, string, object, string, string]>([
    [
      "a fraction for a Pokémon",
      "matchup",
      { a: { pokemon: 25.5 }, b: { pokemon: squirtle } },
      "/a/pokemon",
      "a.pokemon must be a whole number or a text, got 25.5",
    ],
    [
      "a list for a row",
      "matrix",
      { rows: [[]], columns: [squirtle] },
      "/rows/0",
      "rows[0] must be a number or a text or a JSON object, got a list of 0",
    ],
    [
      "a level in a row",
      "matrix",
      { rows: [{ pokemon: 25, level: 101 }], columns: [squirtle] },
      "/rows/0/level",
      "rows[0].level must be at most 100, got 101",
    ],
    [
      "a field too many in a row",
      "matrix",
      { rows: [{ pokemon: 25, colour: 1 }], columns: [squirtle] },
      "/rows/0/colour",
      '"colour" is not a field of this request',
    ],
  ])("refuse %s, and say what is wanted", async (_what, route, payload, pointer, detail) => {
    const response = await call(app, { method: "POST", url: `/v1/predict/${route}`, payload });
    expect(problemOf(response, 422).errors).toEqual([{ pointer, detail }]);
  });
});

describe("addresses", () => {
  it.each([
    ["/pokemon/999", "/id"],
    ["/moves/id/999", "/id"],
    ["/types/19/pokemon", "/id"],
    ["/types/affinities/by-name?defending=plastic", "/defending"],
    ["/v1/pokemon/zz", "/key"],
    ["/sprites/zz.png", "/slug"],
    ["/v1/datasets/1/files/zz", "/file"],
  ])("%s answers 404 and points to %s", async (url, pointer) => {
    const { detail, errors } = problemOf(await call(app, url), 404);
    expect(errors).toEqual([{ pointer, detail }]);
  });

  it.each<[string, number, RegExp]>([
    ["/pokemon/999", 404, /no Pokémon has the id 999/],
    ["/pokemon/0", 404, /id 0/],
    ["/pokemon/999/weaknesses", 404, /id 999/],
    ["/pokemon/pikachu", 422, /id must be a number, got "pikachu"/],
    ["/pokemon/1.5", 422, /id must be a whole number/],
    ["/pokemon/search", 422, /name is required/],
    ["/pokemon/search?name=a&lang=de", 422, /lang must be one of "fr", "en", "jp", "ja", got "de"/],
    [`/pokemon/search?name=${"a".repeat(101)}`, 422, /name must be at most 100 characters/],
    ["/moves/id/227", 404, /no move has the id 227/],
    ["/moves/id/x", 422, /id must be/],
    ["/moves/search", 422, /name is required/],
    ["/types/19/pokemon", 404, /no type has the id 19/],
    ["/types/by-name/plastic/pokemon", 404, /no type is called "plastic"/],
    ["/types/affinities?attacking_type_id=19", 422, /attacking_type_id must be at most 18/],
    ["/types/affinities?attacking_type_id=x", 422, /attacking_type_id must be a number/],
    ["/types/affinities/by-name?attacking=plastic", 404, /attacking: no type is called "plastic"/],
    ["/types/affinities/by-name?attacking=", 422, /attacking must be at least 1 character/],
    ["/nope", 404, /No route has this address/],
    ["/pokemon/25/nope", 404, /No route/],
    ["/../../etc/passwd", 404, /No route/],
    ["/docs/static/..%2f..%2fpackage.json", 404, /./],
    ["/pokemon/%E0%A4%A", 400, /not well formed/],
    [`/pokemon/${"9".repeat(201)}`, 414, /Address|address/],
    ["/moves/by-type/%27%20OR%201=1--?pokemon_id=x", 422, /pokemon_id must be/],
  ])("%s answers %i", async (url, status, detail) => {
    expect(problemOf(await call(app, url), status).detail).toMatch(detail);
  });

  it.each([
    ["GET", "/predict/best-move", "POST"],
    ["POST", "/pokemon/", "GET, HEAD"],
    ["DELETE", "/pokemon/25", "GET, HEAD"],
    ["PUT", "/health", "GET, HEAD"],
  ] as const)("%s %s answers 405 and says what is allowed", async (method, url, allow) => {
    const response = await call(app, { method, url });
    expect(problemOf(response, 405).code).toBe("METHOD_NOT_ALLOWED");
    expect(response.headers.allow).toBe(allow);
  });
});

describe("language of problems", () => {
  it("is French as people write it", async () => {
    const headers = { "accept-language": "fr" };
    const french = async (url: string) => (await call(app, { url, headers })).json();
    expect(await french("/nope")).toMatchObject({
      title: "Route inconnue",
      detail: "Aucune route n’a cette adresse\u202f; /docs les liste toutes.",
    });
    expect((await french("/v1/pokemon?limit=501")).detail).toBe(
      'limit doit être au plus 500, reçu\u00a0: "501"',
    );
    expect((await french(`/v1/pokemon?q=${"a".repeat(101)}`)).detail).toMatch(
      /^q doit être long d’au plus 100 caractères, reçu\u00a0: "a+…/,
    );
  });

  it.each([
    [undefined, "en"],
    ["fr", "fr"],
    ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
    ["de, fr;q=0.3, en;q=0.2", "fr"],
    ["en;q=0.2, fr;q=0.9", "fr"],
    ["fr;q=0, en", "en"],
    ["ja", "en"],
    [";;;q=,,", "en"],
  ])("Accept-Language %s is answered in %s", async (header, language) => {
    const headers = header === undefined ? {} : { "accept-language": header };
    const response = await predict(app, { ...BATTLE, available_moves: ["Séisme", "Tonerre"] }, headers);
    const problem = problemOf(response, 422);
    expect(response.headers["content-language"]).toBe(language);
    expect(response.headers.vary).toContain("Accept-Language");
    const [learn, unknown] = problem.errors!.map((fault) => fault.detail);
    if (language === "fr") {
      expect(problem.title).toBe("La requête enfreint une règle");
      expect(learn).toBe('available_moves[0] : Pikachu ne peut pas apprendre Séisme ("Séisme")');
      expect(unknown).toBe(
        'available_moves[1] : aucune capacité ne s’appelle "Tonerre" ; voulais-tu dire Tonnerre ?',
      );
    } else {
      expect(learn).toBe('available_moves[0]: Pikachu can\'t learn Earthquake ("Séisme")');
      expect(unknown).toBe('available_moves[1]: no move is called "Tonerre"; did you mean Thunderbolt?');
    }
  });

  it.each(["/pokemon/999", "/nope", "/pokemon/x", "/types/by-name/plastic/pokemon"])(
    "%s speaks French",
    async (url) => {
      const english = await call(app, url);
      const french = await call(app, { url, headers: { "accept-language": "fr" } });
      expect(french.json().detail).not.toBe(english.json().detail);
      expect(french.json().code).toBe(english.json().code);
    },
  );
});
