import {
  matchupResponseSchema,
  modelCardSchema,
  modelDriftSchema,
  modelMatrixSchema,
  modelRunsSchema,
  modelSchema,
  readySchema,
} from "@predictiondex/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, createApi } from "../src/index.ts";
import { createPredictionLog } from "../src/prediction/log.ts";
import { call, createTestApi, TEST_NODES } from "./helpers.ts";
import { modelSource } from "./test-model.ts";

const A = { pokemon: "pikachu", moves: ["thunderbolt", "quick-attack", "double-team", "thunder-wave"] };
const B = { pokemon: "squirtle", level: 40 };

const post = (app: Api, url: string, payload: object) => call(app, { method: "POST", url, payload });
const metric = async (app: Api, name: string): Promise<string | undefined> =>
  (await call(app, "/metrics")).payload.split("\n").find((line) => line.startsWith(name));

describe("method=model", () => {
  let app: Api;
  beforeAll(async () => {
    app = await createApi({ source: await modelSource(), version: "test", nodes: TEST_NODES });
  });
  afterAll(() => app.close());

  it.each(["best-move", "matchup"])("answers %s with the model's values, and names it", async (route) => {
    const response = await post(app, `/v1/predict/${route}`, { a: A, b: B, method: "model" });
    expect(response.statusCode, response.payload).toBe(200);
    const answer = matchupResponseSchema.strict().parse(response.json());
    expect(answer).toMatchObject({
      method: "model",
      predictorVersion: expect.stringMatching(/^model-[0-9a-f]{12}$/),
    });
    expect(answer.low).toBeLessThanOrEqual(answer.p);
    expect(answer.high).toBeGreaterThanOrEqual(answer.p);
    expect(answer.moves.map(({ move }) => move).toSorted()).toEqual(A.moves.toSorted());
    expect(answer.recommended).toBe(answer.moves[0]!.move);
    // Damage is computed by the rules, not learned.
    expect(answer.moves.find(({ move }) => move === "thunderbolt")!.damage!.min).toBeGreaterThan(50);
    expect(answer.assumptions.play.fr).toContain("modèle");
  });

  it("gives both seats the same battle", async () => {
    const p = async (a: object, b: object): Promise<number> =>
      (await post(app, "/v1/predict/matchup", { a, b, method: "model" })).json().p;
    expect((await p(A, B)) + (await p(B, A))).toBeCloseTo(1, 6);
  });

  it("takes a battle in the middle into account", async () => {
    const ask = async (state?: object) =>
      (
        await post(app, "/v1/predict/matchup", { a: A, b: B, method: "model", ...(state && { state }) })
      ).json();
    const [start, hurt] = [await ask(), await ask({ a: { hp: 1 } })];
    expect(hurt.p).not.toBe(start.p);
    const weaker = await ask({ a: { stages: { specialAttack: -6 } } });
    const damageOf = ({ moves }: typeof start) =>
      moves.find(({ move }: { move: string }) => move === "thunderbolt").damage.max;
    expect(damageOf(weaker)).toBeLessThan(damageOf(start));
  });

  it("ranks counters and fills matrices", async () => {
    const counters = await post(app, "/v1/predict/counters", { opponent: B, limit: 3, method: "model" });
    const { predictorVersion } = (
      await post(app, "/v1/predict/matchup", { a: A, b: B, method: "model" })
    ).json();
    expect(predictorVersion).toMatch(/^model-/);
    expect(counters.json()).toMatchObject({ total: 188, predictorVersion });
    for (const item of counters.json().items) expect(item.method).toBe("model");
    const matrix = await post(app, "/v1/predict/matrix", {
      rows: ["pikachu", "mew"],
      columns: ["mew", "onix"],
      method: "model",
    });
    expect(matrix.json()).toMatchObject({ predictorVersion });
    expect(matrix.json().rows.flatMap(({ methods }: { methods: string[] }) => methods)).toEqual(
      Array(4).fill("model"),
    );
  });

  it("values each of up to 20 candidates in the best legal four found that hold it", async () => {
    const ask = async (moves: readonly string[]) =>
      (
        await post(app, "/v1/predict/best-move", {
          ...{ a: { pokemon: "mew", moves }, b: { pokemon: "gyarados" }, method: "model" },
        })
      ).json();
    const four = ["rock-slide", "poison-jab", "play-rough", "sludge-bomb"];
    const others = ["outrage", "psychic", "thunderbolt", "surf", "earthquake", "fire-blast", "headbutt"];
    const [one, many] = [await ask(four), await ask([...four, ...others])];
    expect(many.method).toBe("model");
    expect(many.moves).toHaveLength(11);
    // More to choose from can't be worse, but for how the race picks the fours.
    expect(many.p).toBeGreaterThan(one.p - 0.02);
    const weak = many.moves.find(({ move }: { move: string }) => move === "headbutt");
    expect(weak.p).toBeGreaterThan((await ask(["headbutt"])).p);
  });

  it.each([
    [{ disabled: { move: "thunderbolt", turnsLeft: 2 } }, ["double-team", "quick-attack", "thunder-wave"]],
    [{ encored: { move: "double-team", turnsLeft: 3 } }, ["double-team"]],
    [{ pp: { thunderbolt: 0, "quick-attack": 0 } }, ["double-team", "thunder-wave"]],
    [{ recharging: true }, ["recharge"]],
  ])("offers only what can be chosen with %j, the best of it at the match-up's value", async (a, open) => {
    const request = { a: A, b: B, state: { a } };
    const [model, search] = await Promise.all(
      ["model", "search"].map(async (method) =>
        (await post(app, "/v1/predict/matchup", { ...request, method, nodes: 400 })).json(),
      ),
    );
    const slugs = ({ moves }: typeof model): string[] =>
      moves.map(({ move }: { move: string }) => move).toSorted();
    expect(model.method).toBe("model");
    expect(slugs(model)).toEqual(open);
    expect(slugs(search)).toEqual(open);
    expect(model.moves[0].p).toBe(model.p);
  });

  it("refuses Mega Evolution on the way, which it has not learned", async () => {
    const response = await post(app, "/v1/predict/matchup", {
      a: { pokemon: "venusaur", mega: true },
      b: B,
      method: "model",
    });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors).toMatchObject([{ pointer: "/method" }]);
  });
});

describe("/v1/model", () => {
  it("tells of the model, its card and its matrix, and the experiments", async () => {
    const source = await modelSource();
    source.matrix = { model: 4, forms: ["mew", "onix"], content: Uint8Array.of(128, 250, 5, 127) };
    const run = {
      id: 1,
      status: "succeeded",
      dataset: 2,
      options: {},
      metrics: { brier: 0.1 },
      model: 4,
    } as const;
    source.runs = [
      { ...run, outcome: "promoted", pid: 1, host: "h", startedAt: new Date(0), finishedAt: new Date(1) },
    ];
    const { artefact: _, version: __, ...model } = source.snapshot!.model!;
    source.models = [{ ...model, status: "promoted" }];
    const app = await createTestApi(source);
    const told = modelSchema.strict().parse((await call(app, "/v1/model")).json());
    expect(told).toMatchObject({ name: "tiny", id: 4, fault: null, dataset: 2 });
    expect(told.features.length).toBeGreaterThan(100);
    const { card } = modelCardSchema.strict().parse((await call(app, "/v1/model/card")).json());
    expect(card).toMatchObject({ bytes: model.nBytes });
    expect(card).not.toHaveProperty("reference");
    const matrix = modelMatrixSchema.strict().parse((await call(app, "/v1/model/matrix")).json());
    expect([...Buffer.from(matrix.p, "base64")]).toEqual([128, 250, 5, 127]);
    const runs = modelRunsSchema.strict().parse((await call(app, "/v1/model/runs")).json());
    expect(runs).toMatchObject({ runs: [{ outcome: "promoted" }], models: [{ status: "promoted" }] });
    expect(JSON.stringify(runs)).not.toContain('"host"');
    const info = (await call(app, "/predict/model-info")).json();
    expect(info).toMatchObject({ n_features: told.features.length, metrics: { brier: 0.1 } });
    expect(info.version).toContain(told.version);
    const ready = readySchema.strict().parse((await call(app, "/ready")).json());
    expect(ready.model).toBe(told.version);
    await app.close();
  });

  it("answers 304 to the ETag it gave, until the content changes", async () => {
    const source = await modelSource();
    source.matrix = { model: 4, forms: ["mew"], content: Uint8Array.of(128) };
    const app = await createTestApi(source);
    const etags = new Map<string, string>();
    for (const url of [
      ...["/v1/model", "/v1/model/card", "/v1/model/file", "/v1/model/matrix", "/v1/model/runs"],
      "/predict/model-info",
    ]) {
      const first = await app.inject(url);
      const etag = String(first.headers.etag);
      expect([first.statusCode, first.headers["cache-control"]], url).toEqual([200, "no-cache"]);
      const again = await app.inject({ url, headers: { "if-none-match": etag } });
      expect([again.statusCode, again.payload, again.headers.etag], url).toEqual([304, "", etag]);
      etags.set(url, etag);
    }
    expect(new Set(etags.values()).size).toBe(etags.size);
    source.fault = { model: "newer", reason: "its file is damaged", since: new Date(0) };
    const headers = { "if-none-match": etags.get("/v1/model")! };
    expect((await call(app, { url: "/v1/model", headers })).statusCode).toBe(200);
    await app.close();
  });

  it("answers 503 while there is no model, and method=model then names the damage race", async () => {
    const app = await createTestApi();
    for (const path of ["", "/card", "/drift", "/matrix"]) {
      const { statusCode, headers } = await call(app, `/v1/model${path}`);
      expect([path, statusCode, headers["retry-after"]]).toEqual([path, 503, "30"]);
    }
    expect((await call(app, "/v1/model/runs")).json()).toEqual({ runs: [], models: [] });
    expect((await call(app, "/ready")).json().model).toBeNull();
    const { predictorVersion } = (
      await post(app, "/v1/predict/matchup", { a: A, b: B, method: "model" })
    ).json();
    expect(predictorVersion).not.toMatch(/^model-/);
    await app.close();
  });

  it("says why the promoted model does not serve", async () => {
    const source = await modelSource();
    source.fault = { model: "newer", reason: "its file is damaged", since: new Date(0) };
    const app = await createTestApi(source);
    expect((await call(app, "/v1/model")).json()).toMatchObject({
      name: "tiny",
      fault: { model: "newer", reason: "its file is damaged" },
    });
    expect(await metric(app, "predictiondex_model_fault")).toBe("predictiondex_model_fault 1");
    await app.close();
  });
});

describe("/v1/model/drift", () => {
  /** Predictions as the log notes them, of these forms at this level. */
  async function logged(level: number, nPredictions: number) {
    const log = createPredictionLog(1);
    const source = await modelSource();
    const app = await createApi({ source, version: "test", nodes: TEST_NODES, log });
    const forms = source.snapshot!.data.forms;
    for (let i = 0; i < nPredictions; i++) {
      const [a, b] = [forms[(i * 7) % 188]!.slug, forms[(i * 13 + 5) % 188]!.slug];
      await post(app, "/v1/predict/matchup", {
        a: { pokemon: a, level },
        b: { pokemon: b, level },
        method: "model",
      });
    }
    await app.close();
    return log.take(nPredictions);
  }
  const driftAfter = async (predictions: Awaited<ReturnType<typeof logged>>) => {
    const source = await modelSource();
    source.logged = predictions;
    const app = await createTestApi(source);
    const drift = modelDriftSchema.strict().parse((await call(app, "/v1/model/drift")).json());
    const psi = await metric(app, 'predictiondex_feature_psi{feature="own.level"}');
    await app.close();
    return { drift, psi };
  };

  it("compares what was asked with the training set, in answer and metrics", async () => {
    const { drift: usual, psi } = await driftAfter(await logged(50, 60));
    expect(usual).toMatchObject({ predictions: 60, hasReference: true, truth: { checked: 0 } });
    expect(usual.features.length).toBeGreaterThan(100);
    expect(usual.features[0]!.psi).toBe(usual.psi!.max);
    const levelOf = ({ features }: typeof usual) => features.find(({ name }) => name === "own.level")!;
    expect(psi).toBe(`predictiondex_feature_psi{feature="own.level"} ${levelOf(usual).psi}`);
    // All at level 3 is far from everything that was trained on.
    const { drift: odd } = await driftAfter(await logged(3, 60));
    expect(levelOf(odd).ks).toBeGreaterThan(levelOf(usual).ks);
    expect(odd.psi!.mean).toBeGreaterThan(usual.psi!.mean);
  });

  it("leaves out what it can't read, and has nothing to say where nothing was asked", async () => {
    const [good] = await logged(50, 1);
    const { drift } = await driftAfter([
      good!,
      { ...good!, input: { kind: "matchup", question: "odd" } },
      { ...good!, input: { kind: "matchup", question: { a: { form: "nobody" } } } },
    ]);
    expect(drift.predictions).toBe(1);
    expect((await driftAfter([])).drift).toMatchObject({ predictions: 0, psi: null, features: [] });
  });
});

describe("the truth check", () => {
  it("re-checks the model's answers by the solver in the background, and tells how far they are", async () => {
    const app = await createApi({
      source: await modelSource(),
      version: "test",
      nodes: TEST_NODES,
      truthSample: 1,
    });
    const { p } = (await post(app, "/v1/predict/matchup", { a: A, b: B, method: "model" })).json();
    const { p: solver } = (await post(app, "/v1/predict/matchup", { a: A, b: B })).json();
    await expect
      .poll(async () => (await call(app, "/v1/model/drift")).json().truth.checked, { timeout: 30_000 })
      .toBe(1);
    const { truth } = modelDriftSchema.parse((await call(app, "/v1/model/drift")).json());
    expect(truth.latest).toMatchObject([{ model: p, solver }]);
    expect(truth.meanAbsoluteError).toBeCloseTo(Math.abs(p - solver), 10);
    expect(await metric(app, "predictiondex_truth_error_count")).toBe("predictiondex_truth_error_count 1");
    await app.close();
  });

  it("checks the share that is asked for, and none of the solver's own answers", async () => {
    const app = await createApi({
      source: await modelSource(),
      version: "test",
      nodes: TEST_NODES,
      truthSample: 0.25,
    });
    for (let level = 10; level < 18; level++) {
      await post(app, "/v1/predict/matchup", { a: { ...A, level }, b: B, method: "model" });
      await post(app, "/v1/predict/matchup", { a: { ...A, level }, b: B });
    }
    await expect
      .poll(async () => (await call(app, "/v1/model/drift")).json().truth.checked, { timeout: 30_000 })
      .toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await call(app, "/v1/model/drift")).json().truth.checked).toBe(2);
    await app.close();
  });
});
