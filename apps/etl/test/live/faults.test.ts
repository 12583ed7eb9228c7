import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { GameFacts } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLivePokeApi, readLivePokepedia } from "../../src/live/live-source.ts";
import type { LiveSettings } from "../../src/live/settings.ts";
import {
  isMirrorThere,
  type Mirror,
  type MirrorFault,
  RECORDED_PAGES,
  settingsFor,
  startMirror,
  temporaryFolder,
} from "./mirror.ts";

/** Few forms and moves are enough to meet a fault. */
const facts = fewFacts(loadBundledFacts(), ["pikachu", "mew", "raichu-alola"], ["thunderbolt", "rest"]);

function fewFacts(all: GameFacts, forms: readonly string[], moves: readonly string[]): GameFacts {
  return {
    ...all,
    forms: all.forms.filter(({ slug }) => forms.includes(slug)),
    moves: all.moves.filter(({ slug }) => moves.includes(slug)),
  };
}

const allMoves = { ...facts, moves: loadBundledFacts().moves };

function pokeApi(url: string, change: Partial<LiveSettings> = {}) {
  const signal = new AbortController().signal;
  return readLivePokeApi({ settings: settingsFor(url, change), facts, signal, onProgress: () => {} });
}

function pokepedia(url: string, change: Partial<LiveSettings> = {}) {
  const signal = new AbortController().signal;
  return readLivePokepedia({
    settings: settingsFor(url, change),
    facts: allMoves,
    signal,
    onProgress: () => {},
  });
}

/** Every fault that passes. Its keyed form hits each resource once, and the second attempt succeeds. */
const PASSING: readonly MirrorFault[] = [
  { fault: "429" },
  { fault: "429-date" },
  { fault: "429-bare" },
  { fault: "500" },
  { fault: "502" },
  { fault: "503" },
  { fault: "503-retry" },
  { fault: "403-challenge" },
  { fault: "stall" },
  { fault: "truncate" },
  { fault: "truncate-clean" },
  { fault: "html" },
  { fault: "html-200" },
  { fault: "empty" },
  { fault: "badjson" },
  { fault: "badshape" },
  { fault: "reset" },
  { fault: "reset-mid" },
];

describe.skipIf(!isMirrorThere)("PokéAPI with faults (needs ../shared/sources)", () => {
  let mirror: Mirror;
  beforeAll(async () => {
    mirror = await startMirror();
  });
  afterAll(() => mirror.stop());

  it.each([...PASSING, { fault: "badtype" }, { fault: "nullfields" }])(
    "reads all after $fault on every resource's first request",
    async ({ fault }) => {
      await mirror.set({ fault, times: 1, keyed: true, match: "/(pokemon|move|evolution-chain)/" });
      const { value, issues, summary } = await pokeApi(mirror.url, { timeoutMs: 400 });
      expect(issues).toEqual([]);
      expect(summary).toMatchObject({ unreachable: undefined, nFaults: 0 });
      expect(summary.retries).toBeGreaterThan(0);
      expect(value!.forms.map(({ form }) => form)).toEqual(facts.forms);
      expect(value!.moves.map(({ move }) => ({ ...move, pp: 0 }))).toEqual(
        facts.moves.map((move) => ({ ...move, pp: 0 })),
      );
    },
  );

  it("follows redirects and waits for slow answers without a second attempt", async () => {
    for (const fault of ["redirect", "slow"]) {
      await mirror.set({ fault, slowMs: 50, match: "/(pokemon|move)/" });
      const { value, summary } = await pokeApi(mirror.url);
      expect(summary).toMatchObject({ retries: 0, nFaults: 0 });
      expect(value!.forms.map(({ form }) => form)).toEqual(facts.forms);
    }
  });

  it("leaves out a missing resource, and the tables that rest on it", async () => {
    await mirror.set({ fault: "404", match: "/pokemon/mew/" });
    const { value, issues } = await pokeApi(mirror.url);
    expect(value!.forms.map(({ form }) => form.slug)).toEqual(["pikachu", "raichu-alola"]);
    expect(value!.evolutions).toBeUndefined();
    expect(issues.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
      "evolutions: what it rests on could not all be read",
      `form mew: GET ${mirror.url}/api/v2/pokemon/mew/: answered 404`,
    ]);
  });

  it.each([
    ["nullfields", "unexpected shape: height: "],
    ["badshape", "unexpected shape: "],
    ["badjson", "sent invalid JSON (2 attempts)"],
    ["badtype", "sent text/html instead of application/json (2 attempts)"],
    ["empty", "sent an empty body (2 attempts)"],
  ])("says what is wrong with an answer that stays bad: %s", async (fault, message) => {
    await mirror.set({ fault, match: "/pokemon/mew/" });
    const { issues } = await pokeApi(mirror.url, { attempts: 2 });
    expect(issues.find(({ field }) => field === "form mew")!.reason).toContain(message);
  });

  it.each([
    ["500", "answered 500"],
    ["403-challenge", "answered 403 with a challenge page for bots"],
    ["429-bare", "answered 429"],
    ["stall", "no whole answer within 60 ms"],
    ["html-200", "sent text/html instead of application/json"],
    ["reset", "other side closed"],
  ])("counts as unreachable when everything answers %s", async (fault, message) => {
    await mirror.set({ fault });
    const { value, records, summary } = await pokeApi(mirror.url, { attempts: 2, timeoutMs: 60 });
    expect({ value, records }).toEqual({ value: undefined, records: [] });
    expect(summary.unreachable).toMatch(new RegExp(`${message}|ECONNRESET`));
  });

  it("drops what it read when the source goes down on the way", async () => {
    await mirror.set({ fault: "500", match: "/(move|type)/" });
    const { value, records, summary } = await pokeApi(mirror.url, { attempts: 1 });
    expect({ value, records }).toEqual({ value: undefined, records: [] });
    expect(summary.unreachable).toContain("the source is down");
  });

  it("keeps to its limits and says who it is", async () => {
    await mirror.set();
    await pokeApi(mirror.url);
    const { maxOpen, userAgents } = await mirror.stats();
    expect(maxOpen).toBeLessThanOrEqual(8);
    expect(Object.keys(userAgents)).toEqual([expect.stringContaining("PredictionDex/")]);
  });
});

describe.skipIf(!isMirrorThere)("Poképédia with faults (needs ../shared/sources)", () => {
  let mirror: Mirror;
  beforeAll(async () => {
    mirror = await startMirror();
  });
  afterAll(() => mirror.stop());

  it.each(PASSING.filter(({ fault }) => fault !== "badjson" && fault !== "badshape"))(
    "reads all after $fault on every page's first request",
    async ({ fault }) => {
      await mirror.set({ fault, times: 1, keyed: true, match: "ration_7" });
      const { value, issues, summary } = await pokepedia(mirror.url, { timeoutMs: 400 });
      expect(issues).toEqual([]);
      expect([...value!.learnsets.keys()]).toEqual(["pikachu", "mew", "raichu-alola"]);
      expect(summary.retries).toBeGreaterThanOrEqual(3);
    },
  );

  it("leaves out a missing page", async () => {
    await mirror.set({ fault: "404", match: "/Mew/" });
    const { value, issues } = await pokepedia(mirror.url);
    expect([...value!.learnsets.keys()]).toEqual(["pikachu", "raichu-alola"]);
    expect(issues[0]).toMatchObject({ severity: "error", subject: "pokepedia", field: "page Mew" });
  });

  it("asks one page after the other, as far apart as told", async () => {
    await mirror.set();
    const { pokepedia: limits } = settingsFor(mirror.url);
    const { summary } = await pokepedia(mirror.url, { pokepedia: { ...limits, intervalMs: 150 } });
    // Four requests: robots.txt, then three pages 150 ms apart.
    expect(summary.requests).toBe(4);
    expect(summary.seconds).toBeGreaterThan(0.3);
  });
});

describe.skipIf(!isMirrorThere)("robots.txt (needs ../shared/sources)", () => {
  async function readWith(robots: string, change: Partial<LiveSettings> = {}) {
    const mirror = await startMirror({ robots });
    try {
      const reading = await pokepedia(mirror.url, change);
      return { ...reading, stats: await mirror.stats() };
    } finally {
      await mirror.stop();
    }
  }

  it.each([
    ["disallow", /robots\.txt forbids \/.*: nothing is read there/],
    ["500", /no robots\.txt, so nothing is read there: .* answered 500/],
    ["html", /no robots\.txt, so nothing is read there: .* sent text\/html/],
  ])("reads no page when it is %s", async (robots, message) => {
    const { value, summary, stats } = await readWith(robots);
    expect(value).toBeUndefined();
    expect(summary.unreachable).toMatch(message);
    expect(Object.keys(stats.byPath)).toEqual(["/robots.txt"]);
  });

  it("reads when there is none", async () => {
    expect((await readWith("404")).value!.learnsets.size).toBe(3);
  });

  it("keeps the pause that it asks for", async () => {
    // Two seconds between three pages.
    expect((await readWith("delay")).summary.seconds).toBeGreaterThan(3.9);
  });
});

describe.skipIf(!isMirrorThere)("pages that break the structure (needs ../shared/sources)", () => {
  it("are reported and left out, each alone", async () => {
    const folder = await temporaryFolder();
    const edit = (page: string, change: (html: string) => string): void => {
      const file = join(folder.path, page, "Génération_7.html");
      cpSync(join(RECORDED_PAGES, page), join(folder.path, page), { recursive: true });
      writeFileSync(file, change(gunzipSync(readFileSync(`${file}.gz`)).toString()));
    };
    edit("Pikachu", (html) => html.replaceAll("Let&#39;s Go, Pikachu et Let&#39;s Go, Évoli", "Autre jeu"));
    edit("Mew", (html) => html.replaceAll('id="Par_montée_en_niveau"', 'id="Par_niveau"'));
    edit("Raichu_d'Alola", (html) => html);
    const mirror = await startMirror({ pages: folder.path });
    try {
      const { value, issues } = await pokepedia(mirror.url);
      expect([...value!.learnsets.keys()]).toEqual(["raichu-alola"]);
      expect(issues.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
        'page Mew: there is no heading "Par montée en niveau"',
        expect.stringContaining("page Pikachu: there is no Let's Go"),
      ]);
    } finally {
      await mirror.stop();
      await folder.dispose();
    }
  });
});
