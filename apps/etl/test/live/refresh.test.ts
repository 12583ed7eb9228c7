import { join } from "node:path";
import {
  type Database,
  listDataIssues,
  listDataVersions,
  listEtlRuns,
  loadGameData,
} from "@predictiondex/db";
import { findServerTargets, openMemoryDatabase } from "@predictiondex/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type LiveSettings,
  type LiveSummary,
  loadReport,
  renderReport,
  runEtl,
  runLiveRefresh,
} from "../../src/index.ts";
import { type EditingProxy, editJson, startEditingProxy } from "./editing-proxy.ts";
import { isMirrorThere, type Mirror, settingsFor, startMirror, temporaryFolder } from "./mirror.ts";

const OFF = "http://127.0.0.1:9";

interface ApiPokemonStats {
  readonly stats: { base_stat: number; readonly stat: { readonly name: string } }[];
}

/** PokéAPI with another Attack of Pikachu's. */
const withAttack = (attack: number): EditingProxy["edit"] =>
  editJson<ApiPokemonStats>("/api/v2/pokemon/pikachu/", ({ stats }) => {
    stats.find(({ stat }) => stat.name === "attack")!.base_stat = attack;
  });

const [server] = await findServerTargets();

describe.skipIf(!isMirrorThere || server?.missing !== undefined)(
  "runLiveRefresh when the database goes away (needs ../shared/sources and PostgreSQL 17)",
  () => {
    it("ends with the cause, leaves what was published, and repairs when it is run again", async () => {
      const target = await server!.start();
      const mirror = await startMirror();
      const proxy = await startEditingProxy(mirror.url);
      const cache = await temporaryFolder();
      try {
        const database = await target.open();
        await runEtl({ database });
        proxy.edit = withAttack(61);
        let crash: Promise<void> | undefined;
        proxy.onRequest = (path) => {
          if (path.includes("/machine/")) crash ??= target.server!.crash();
        };
        const settings = settingsFor(proxy.url, { cacheDirectory: cache.path, cacheMaxAgeS: 0 });
        await expect(runLiveRefresh({ database, settings })).rejects.toThrow(/terminat|connection|ECONNRE/i);
        await crash;
        await target.server!.restart();
        const versions = await untilAnswered(() => listDataVersions(database.db));
        expect(versions).toHaveLength(1);
        proxy.onRequest = () => {};
        const again = await runLiveRefresh({ database, settings });
        expect(again).toMatchObject({ status: "loaded", etl: { isNewVersion: true, interruptedRuns: [2] } });
      } finally {
        proxy.stop();
        await mirror.stop();
        await cache.dispose();
        await target.stop();
      }
    });
  },
);

/** The pool's connections find out one by one that they are broken. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

describe.skipIf(!isMirrorThere)("runLiveRefresh (needs ../shared/sources)", () => {
  let mirror: Mirror;
  let proxy: EditingProxy;
  let database: Database;
  let cache: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    mirror = await startMirror();
    proxy = await startEditingProxy(mirror.url);
    cache = await temporaryFolder();
  });
  afterAll(async () => {
    proxy.stop();
    await mirror.stop();
    await cache.dispose();
  });
  beforeEach(async () => {
    await mirror.set();
    proxy.edit = (_path, text) => text;
    database = await openMemoryDatabase();
    await runEtl({ database });
  });
  afterEach(() => database.close());

  const refresh = (url: string, change: Partial<LiveSettings> = {}): Promise<LiveSummary> =>
    runLiveRefresh({ database, settings: settingsFor(url, { cacheDirectory: cache.path, ...change }) });
  const attackOfPikachu = async (): Promise<number> => {
    const { data } = (await loadGameData(database.db))!;
    return data.forms.find(({ slug }) => slug === "pikachu")!.baseStats.attack;
  };

  it("is exact against the bundled tables, and a second run transfers and changes nothing", async () => {
    const first = await refresh(mirror.url);
    const seconds = first.etl!.seconds.total;
    console.log(
      `online run: ${seconds.toFixed(1)} s, ${first.sources.map(({ requests }) => requests).join(" + ")} requests`,
    );
    expect(first).toMatchObject({ status: "loaded", etl: { isNewVersion: false, version: { id: 1 } } });
    expect(first.sources).toMatchObject([
      { source: "pokeapi", retries: 0, nFaults: 0 },
      { source: "pokepedia", requests: 172, retries: 0, nFaults: 0 },
    ]);
    const issues = (await listDataIssues(database.db, first.etl!.run!)).filter(
      ({ chosenSource }) => chosenSource,
    );
    const values = issues.filter(({ field }) => field !== "names.fr");
    expect(values.map(({ subject, field, found }) => [subject, field, found]).sort()).toEqual(
      ["recover", "rest", "roost", "soft-boiled"].map((move) => [move, "pp", { bundled: 10, pokeapi: 5 }]),
    );
    // The names that Poképédia spells as in 2018.
    expect(issues.length - values.length).toBe(16);

    await mirror.set();
    const second = await refresh(mirror.url);
    expect(second).toMatchObject({ status: "already-done", etl: { isNewVersion: false } });
    expect((await mirror.stats()).requests).toBe(0);
    expect(await listEtlRuns(database.db)).toHaveLength(2);
  });

  it("publishes what differs as a new version, tells it in the report, and asks only whether it still holds", async () => {
    proxy.edit = withAttack(56);
    const first = await refresh(proxy.url);
    expect(first).toMatchObject({ status: "loaded", etl: { isNewVersion: true, version: { id: 2 } } });
    expect(await attackOfPikachu()).toBe(56);
    const report = await loadReport(database.db);
    expect(renderReport(report, "table")).toMatch(
      /form pikachu +baseStats\.attack +bundled=55 +pokeapi=56 +→ pokeapi/,
    );
    expect(JSON.parse(renderReport(report, "json"))).toMatchObject({ version: { id: 2, source: "live" } });

    proxy.byStatus.clear();
    const second = await refresh(proxy.url, { cacheMaxAgeS: 0 });
    expect(second).toMatchObject({ status: "already-done", sources: [{ bytes: 0 }, { bytes: 0 }] });
    expect([...proxy.byStatus.keys()]).toEqual([304]);
    // The bundled pass of the next start leaves the refreshed data in place.
    expect(await runEtl({ database })).toMatchObject({ status: "already-done", version: { id: 2 } });
  });

  it("keeps the refreshed data when the source that it came from is away", async () => {
    proxy.edit = withAttack(57);
    await refresh(proxy.url, { cacheMaxAgeS: 0 });
    const empty = join(cache.path, "empty");
    const { pokepedia } = settingsFor(proxy.url);
    const auto = await refresh(OFF, { mode: "auto", pokepedia, cacheDirectory: empty, attempts: 2 });
    expect(auto).toMatchObject({ status: "unreachable", etl: undefined });
    expect(auto.message).toMatch(/^WARNING: pokeapi could not be read: GET http:.*the data stays as it is$/s);
    expect(await attackOfPikachu()).toBe(57);
    expect((await listEtlRuns(database.db))[0]).toMatchObject({
      status: "failed",
      cause: expect.stringContaining("live sources can't be reached (pokeapi: GET http://127.0.0.1:9/"),
    });
  });

  it("goes on without a source that nothing rests on in mode auto, and says so", async () => {
    const { pokeapi } = settingsFor(proxy.url);
    proxy.edit = withAttack(58);
    const summary = await refresh(OFF, { mode: "auto", pokeapi, attempts: 2, cacheMaxAgeS: 0 });
    expect(summary).toMatchObject({ status: "loaded", etl: { isNewVersion: true } });
    expect(summary.message).toContain("WARNING: pokepedia could not be read: no robots.txt");
    const issues = await listDataIssues(database.db, summary.etl!.run!);
    expect(issues[0]).toMatchObject({ severity: "error", subject: "pokepedia", field: "reachable" });
  });

  it("fails in mode online when a source is away, and changes nothing", async () => {
    await expect(refresh(OFF, { attempts: 1, cacheDirectory: join(cache.path, "none") })).rejects.toThrow(
      "live sources can't be reached",
    );
    expect(await listDataVersions(database.db)).toHaveLength(1);
  });

  it("asks nobody in mode offline", async () => {
    expect(await refresh(mirror.url, { mode: "offline" })).toMatchObject({ status: "off", sources: [] });
    expect((await mirror.stats()).requests).toBe(0);
  });

  it("ends complete after retries when a share of the answers fail", async () => {
    await mirror.set({ fault: "truncate", rate: 0.15, seed: 7 });
    const summary = await refresh(mirror.url, { cacheDirectory: join(cache.path, "faults"), attempts: 8 });
    expect(summary.sources).toMatchObject([{ nFaults: 0 }, { nFaults: 0 }]);
    expect(summary.sources.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(50);
    expect(summary.etl).toMatchObject({ isNewVersion: false, version: { id: 1 } });
  });

  it("leaves the data when it is stopped on the way", async () => {
    const stop = new AbortController();
    proxy.edit = withAttack(59);
    proxy.onRequest = (path) => {
      if (path.includes("/machine/")) stop.abort(new Error("stopped by SIGTERM"));
    };
    const settings = settingsFor(proxy.url, { cacheDirectory: join(cache.path, "stopped") });
    await expect(runLiveRefresh({ database, settings, signal: stop.signal })).rejects.toThrow(
      "stopped by SIGTERM",
    );
    proxy.onRequest = () => {};
    expect(await listDataVersions(database.db)).toHaveLength(1);
    expect((await listEtlRuns(database.db))[0]).toMatchObject({
      status: "failed",
      cause: "stopped by SIGTERM",
    });
    expect(await attackOfPikachu()).toBe(55);
  });
});
