import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { prepareResources, resourcesOf } from "@predictiondex/answers";
import {
  dataReportSchema,
  datasetsSchema,
  dataVersionSchema,
  learnsetResourceSchema,
  moveResourceSchema,
  natureResourceSchema,
  pageSchema,
  pokemonResourceSchema,
  problemSchema,
  readySchema,
  searchResponseSchema,
  trainerResourceSchema,
  typeResourceSchema,
} from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { createCatalogue } from "../src/catalogue.ts";
import { type Api, createApi } from "../src/index.ts";
import { call, createSnapshot, createSource, createTestApi } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

const get = async (url: string) => {
  const response = await call(app, encodeURI(url));
  expect(response.statusCode, response.payload).toBe(200);
  return response.json();
};
const slugs = async (url: string): Promise<string[]> =>
  (await get(url)).items.map((item: { slug: string }) => item.slug);

describe("what /v1 lists", () => {
  it("is made ahead in pieces, others having their turn between them", async () => {
    const catalogue = createCatalogue(createSnapshot());
    let turns = 0;
    await prepareResources(catalogue, () => {
      turns++;
      return nextTurn();
    });
    expect(turns).toBeGreaterThan(catalogue.data.forms.length);
    const [ahead, atOnce] = [resourcesOf(catalogue), resourcesOf(createCatalogue(createSnapshot()))];
    expect(ahead.pokemon).toEqual(atOnce.pokemon);
    expect(ahead.trainers).toEqual(atOnce.trainers);
    expect(ahead.pokemonIndex.find("charizard")).toBe(ahead.pokemon.find(({ slug }) => slug === "charizard"));
  });

  it("is the same where somebody asks before it is ready", async () => {
    const catalogue = createCatalogue(createSnapshot());
    let asked: unknown;
    await prepareResources(catalogue, async () => {
      asked ??= resourcesOf(catalogue);
    });
    expect(resourcesOf(catalogue)).toBe(asked);
  });
});

describe("trainers of /v1", () => {
  it("answer with sets that have exactly the stats the sources tell", async () => {
    const { items } = await get("/v1/trainers?limit=500");
    for (const { slug, team } of items) {
      for (const { set, stats } of team) {
        const answer = await app.inject({
          method: "POST",
          url: "/v1/damage",
          payload: { attacker: set, defender: { pokemon: "onix" } },
        });
        expect(answer.statusCode, `${slug}: ${answer.payload}`).toBe(200);
        if (stats !== null) expect(answer.json().attacker.stats).toEqual(stats);
      }
    }
  });
});

describe("lists of /v1", () => {
  it.each([
    ["pokemon", 188, pokemonResourceSchema],
    ["moves", 226, moveResourceSchema],
    ["types", 18, typeResourceSchema],
    ["natures", 25, natureResourceSchema],
    ["trainers", undefined, trainerResourceSchema],
    ["learnsets", undefined, learnsetResourceSchema],
  ])("%s answers by its schema, page by page, each row once", async (name, total, schema) => {
    const seen: unknown[] = [];
    let address: string | null = `/v1/${name}?limit=500`;
    while (address !== null) {
      const page: ReturnType<typeof parse> = parse(await get(address));
      seen.push(...page.items);
      expect(page.total).toBe(total ?? page.total);
      address =
        page.next === null ? null : new URL(page.next, `http://x${address}`).href.slice("http://x".length);
      if (address === null) expect(seen).toHaveLength(page.total);
    }
    expect(new Set(seen.map((item) => JSON.stringify(item))).size).toBe(seen.length);
    function parse(value: unknown) {
      return pageSchema(schema.strict(), "Page").strict().parse(value);
    }
  });

  it("sorts by any field, by stats, both ways, and by several", async () => {
    expect(await slugs("/v1/pokemon?sort=-speed,slug&limit=2")).toEqual(["aerodactyl-mega", "alakazam-mega"]);
    expect(await slugs("/v1/pokemon?sort=baseStats.hp&limit=1")).toEqual(["diglett"]);
    const { items } = await get("/v1/moves?sort=-power,slug&fields=slug,power&limit=500");
    // What has no power comes last, whichever way.
    const expected = items.toSorted(
      (left: { slug: string; power: number | null }, right: { slug: string; power: number | null }) =>
        (right.power ?? -1) - (left.power ?? -1) || (left.slug < right.slug ? -1 : 1),
    );
    expect(items).toEqual(expected);
    const { items: rising } = await get("/v1/moves?sort=power&fields=power&limit=500");
    expect(rising.at(-1)).toEqual({ power: null });
  });

  it("filters by names in any language", async () => {
    expect(await slugs("/v1/pokemon?type=dragon&limit=500")).toContain("dratini");
    expect(await slugs("/v1/pokemon?type=eau,でんき&kind=mega&limit=500")).toEqual(
      await slugs("/v1/pokemon?type=water,electric&kind=mega&limit=500"),
    );
    expect(await slugs("/v1/pokemon?learns=Tonnerre,Pika-Splash")).toEqual(["pikachu-starter"]);
    expect(await slugs("/v1/pokemon?species=dracaufeu")).toHaveLength(3);
    expect(await slugs("/v1/pokemon?q=025")).toEqual(["pikachu", "pikachu-starter"]);
    expect(await slugs("/v1/moves?type=fire&category=special&minPower=90")).toEqual(
      expect.arrayContaining(["fire-blast", "flamethrower"]),
    );
    expect(await slugs("/v1/moves?learnedBy=magicarpe")).toEqual(["tackle", "splash"]);
    const { items } = await get("/v1/learnsets?pokemon=Magikarp");
    expect(items.map(({ move }: { move: string }) => move).toSorted()).toEqual(["splash", "tackle"]);
    expect(await slugs("/v1/natures?increased=speed&decreased=attack")).toEqual(["timid"]);
    expect(await slugs("/v1/trainers?pokemon=onix")).toContain("brock");
    expect(await slugs("/v1/trainers?q=argenta")).toContain("brock");
  });

  it("tells what a form evolves from and into, and what a move does", async () => {
    const staryu = { pokemon: "staryu", trigger: "use-item", level: null, item: "water-stone" };
    expect(await get("/v1/pokemon/starmie?fields=evolvesFrom,evolvesTo")).toEqual({
      evolvesFrom: [staryu],
      evolvesTo: [],
    });
    expect((await get("/v1/pokemon/eevee")).evolvesTo).toHaveLength(3);
    expect((await get("/v1/pokemon/charizard-mega-x")).evolvesFrom).toEqual([]);
    expect((await get("/v1/moves/swords-dance")).effects).toEqual([
      { en: "The user’s Attack +2.", fr: "Attaque +2 pour le lanceur." },
    ]);
    expect((await get("/v1/moves/tackle")).effects).toEqual([]);
  });

  it("gives sparse fields, of one and of many", async () => {
    expect((await get("/v1/pokemon?fields=slug,types&limit=1")).items).toEqual([
      { slug: "bulbasaur", types: ["grass", "poison"] },
    ]);
    expect(await get("/v1/moves/thunderbolt?fields=power")).toEqual({ power: 90 });
  });

  it.each([
    ["/v1/pokemon?limit=0", "/limit"],
    ["/v1/pokemon?limit=501", "/limit"],
    ["/v1/pokemon?limit=x", "/limit"],
    ["/v1/pokemon?offset=-1", "/offset"],
    ["/v1/pokemon?sort=nope", "/sort"],
    ["/v1/pokemon?sort=__proto__", "/sort"],
    ["/v1/pokemon?sort=constructor.name", "/sort"],
    ["/v1/pokemon?fields=nope", "/fields"],
    ["/v1/pokemon?fields=constructor", "/fields"],
    ["/v1/pokemon?type=nope", "/type"],
    ["/v1/pokemon?kind=giga", "/kind"],
    ["/v1/pokemon?colour=red", "/colour"],
    ["/v1/natures?increased=luck", "/increased"],
    ["/v1/trainers?version=red", "/version"],
    ["/v1/search?q=a&kinds=berry", "/kinds"],
    ["/v1/search", "/q"],
    ["/v1/search?q=", "/q"],
    ["/v1/search?q=%20%09", "/q"],
  ])("%s is a 422 that names the field", async (url, pointer) => {
    const response = await call(app, url);
    expect(response.statusCode).toBe(422);
    expect(problemSchema.strict().parse(response.json()).errors?.[0]?.pointer).toBe(pointer);
  });

  it("answers 304 to its ETag", async () => {
    const first = await call(app, "/v1/pokemon?type=fire");
    const again = await call(app, {
      url: "/v1/pokemon?type=fire",
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect([again.statusCode, again.payload]).toEqual([304, ""]);
  });
});

describe("one of /v1", () => {
  it.each([
    ["/v1/pokemon/6", "charizard"],
    ["/v1/pokemon/%23006", "charizard"],
    ["/v1/pokemon/Dracaufeu", "charizard"],
    ["/v1/pokemon/リザードン", "charizard"],
    ["/v1/pokemon/mega dracaufeu x", "charizard-mega-x"],
    ["/v1/pokemon/CHARIZARD-MEGA-X", "charizard-mega-x"],
    ["/v1/moves/eclair", "thunder-shock"],
    ["/v1/moves/Quick Attack", "quick-attack"],
    ["/v1/types/feu", "fire"],
    ["/v1/natures/Rigide", "adamant"],
    ["/v1/trainers/pierre", "brock"],
  ])("%s is found", async (url, slug) => {
    const response = await call(app, encodeURI(decodeURI(url)).replace("%2523", "%23"));
    expect(response.json().slug).toBe(slug);
  });

  it("says what comes nearest where nothing is found", async () => {
    const response = await call(app, { url: "/v1/pokemon/pikachuu", headers: { "accept-language": "fr" } });
    expect(response.statusCode).toBe(404);
    expect(response.json().detail).toContain("voulais-tu dire Pikachu (pikachu)");
    for (const key of ["0", "999999", "__proto__", "constructor", "..%2f..%2fetc%2fpasswd", "%00"]) {
      expect((await call(app, `/v1/pokemon/${key}`)).statusCode, key).toBe(404);
    }
  });
});

describe("/v1/search", () => {
  const first = async (q: string) => {
    const response = await call(app, { url: "/v1/search", query: { q } });
    const { items } = searchResponseSchema.strict().parse(response.json());
    return items[0] && `${items[0].kind} ${items[0].slug}`;
  };
  it.each([
    ["mega dracaufeu x", "pokemon charizard-mega-x"],
    ["#025", "pokemon pikachu"],
    ["n°025", "pokemon pikachu"],
    ["pikachuu", "pokemon pikachu"],
    ["tonerre", "move thunderbolt"],
    ["électrik", "type electric"],
    ["electrik", "type electric"],
    ["pierre", "trainer brock"],
    ["かみなり", "move thunder"],
    ["no such thing at all", undefined],
  ])("%s finds it first", async (q, expected) => {
    expect(await first(q)).toBe(expected);
  });

  it("keeps to the kinds and the limit; its addresses lead somewhere", async () => {
    const { items } = await get("/v1/search?q=e&kinds=pokemon,move&limit=7");
    expect(items).toHaveLength(7);
    for (const { kind, url } of items) {
      expect(["pokemon", "move"]).toContain(kind);
      expect((await call(app, `/v1/${url}`)).statusCode).toBe(200);
    }
  });
});

describe("where answers come from", () => {
  it("/ready, /v1/data/version and /v1/data/report answer by their schemas", async () => {
    expect(readySchema.strict().parse(await get("/ready")).dataVersion).toBe("test-1");
    expect(dataVersionSchema.strict().parse(await get("/v1/data/version")).source).toBe("bundled");
    const report = dataReportSchema.strict().parse(await get("/v1/data/report?severity=warning&limit=1"));
    expect(report).toMatchObject({ total: 2, counts: { info: 1, warning: 2, error: 0 } });
    expect(report.items).toHaveLength(1);
    expect(report.sources).toHaveLength(1);
  });

  it("lists data sets, and lets their files be downloaded with their checksums", async () => {
    const directory = mkdtempSync(join(tmpdir(), "datasets-"));
    mkdirSync(join(directory, "best_move"));
    const bytes = Buffer.from("PAR1 not really PAR1");
    writeFileSync(join(directory, "best_move", "part-000.parquet"), bytes);
    writeFileSync(join(directory, "secret.txt"), "secret");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const source = createSource();
    source.dataSets = [
      {
        ...{ id: 3, scenario: "best_move", seed: 0, dataVersion: 1, codeVersion: "race-1", nRows: 9 },
        ...{ digest: "e".repeat(64), summary: {}, createdAt: new Date() },
        files: [
          { path: "part-000.parquet", nRows: 4, nBytes: bytes.length, sha256 },
          { path: "part-001.parquet", nRows: 5, nBytes: 10, sha256 },
        ],
      },
    ];
    const own = await createApi({ source, version: "0", datasetDirectory: directory });
    const { items } = datasetsSchema.strict().parse((await call(own, "/v1/datasets")).json());
    expect(items[0]!.files.map(({ url }) => url)).toEqual(["datasets/3/files/part-000.parquet", null]);
    const file = await own.inject(`/v1/${items[0]!.files[0]!.url}`);
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload).toEqual(bytes);
    expect(file.headers.etag).toBe(`"${sha256}"`);
    for (const path of [
      "3/files/part-001.parquet",
      "3/files/..%2fsecret.txt",
      "3/files/secret.txt",
      "4/files/part-000.parquet",
      "3/files/%00",
    ]) {
      expect([404, 422], path).toContain((await call(own, `/v1/datasets/${path}`)).statusCode);
    }
    rmSync(directory, { recursive: true });
  });
});
