import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import type { GameData } from "@predictiondex/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApi } from "../src/index.ts";
import { isPng } from "../src/sprites/png.ts";
import { drawStandIn } from "../src/sprites/stand-in.ts";
import { bundledData, call, createSnapshot, createSource } from "./helpers.ts";

const PICTURE = drawStandIn(["fire", "flying"]);
const cleanUps: (() => unknown)[] = [];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "predictiondex-sprites-"));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  await rm(directory, { recursive: true, force: true });
});

/** An API whose sprites come from a server that answers so; says what was asked. */
async function apiOn(answer: Buffer | number, data?: GameData) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (typeof answer === "number") response.writeHead(answer).end();
    else response.writeHead(200, { "content-type": "image/png" }).end(answer);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pokemon`;
  const source = createSource();
  if (data) source.snapshot = { ...createSnapshot(), data };
  const app = await createApi({ source, version: "test", sprites: { baseUrl, directory } });
  cleanUps.push(
    () => app.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { app, asked };
}

describe("GET /sprites/{slug}.png", () => {
  it("fetches a sprite once and serves it from its own cache", async () => {
    const { app, asked } = await apiOn(PICTURE);
    const answers = await Promise.all([1, 2, 3].map(() => call(app, "/sprites/raichu-alola.png")));
    for (const answer of answers) {
      expect(answer.headers).toMatchObject({ "content-type": "image/png", "x-sprite": "original" });
      expect(answer.rawPayload.equals(PICTURE)).toBe(true);
    }
    expect(asked).toEqual(["/pokemon/10100.png"]);
    expect(readFileSync(join(directory, "10100.png")).equals(PICTURE)).toBe(true);
    const restarted = await apiOn(500);
    expect((await call(restarted.app, "/sprites/raichu-alola.png")).headers["x-sprite"]).toBe("original");
    expect(restarted.asked).toEqual([]);
  });

  it("answers 204 where there is none and no stand-in is wanted", async () => {
    const { app } = await apiOn(404);
    const nothing = await call(app, "/sprites/pikachu.png?standIn=no");
    expect([nothing.statusCode, nothing.rawPayload.length]).toEqual([204, 0]);
    const drawn = await call(app, "/sprites/pikachu.png?standIn=yes");
    expect([drawn.statusCode, drawn.headers["x-sprite"]]).toEqual([200, "stand-in"]);
    expect((await call(app, "/sprites/pikachu.png?standIn=maybe")).statusCode).toBe(422);
  });

  it("asks for what the data say, in a folder too", async () => {
    const data = bundledData();
    const sprites: Readonly<Record<string, string | null>> = {
      pikachu: "other/home/25.png",
      "pikachu-starter": null,
      "raichu-alola": "10100-new.png",
      mew: null,
    };
    const forms = data.forms.map((form) => ({ ...form, sprite: sprites[form.slug] ?? null }));
    const { app, asked } = await apiOn(PICTURE, { ...data, forms });
    const kinds: unknown[] = [];
    for (const slug of Object.keys(sprites)) {
      kinds.push((await call(app, `/sprites/${slug}.png`)).headers["x-sprite"]);
    }
    // The partner looks like the ordinary Pikachu; nobody has a picture of Mew.
    expect(kinds).toEqual(["original", "original", "original", "stand-in"]);
    expect(asked).toEqual(["/pokemon/other/home/25.png", "/pokemon/10100-new.png"]);
    expect(readFileSync(join(directory, "other/home/25.png")).equals(PICTURE)).toBe(true);
  });

  it.each<[string, Buffer | number]>([
    ["is missing", 404],
    ["fails", 500],
    ["is no PNG", Buffer.from("<html>Just a moment...</html>".padEnd(200))],
    ["is cut", PICTURE.subarray(0, -4)],
    ["is too large", Buffer.concat([PICTURE, Buffer.alloc(300_000)])],
  ])("draws the stand-in when the sprite %s, and keeps nothing", async (_case, answer) => {
    const { app, asked } = await apiOn(answer);
    for (let i = 0; i < 2; i++) {
      const { statusCode, headers, rawPayload } = await call(app, "/sprites/pikachu.png");
      expect({ statusCode, kind: headers["x-sprite"] }).toEqual({ statusCode: 200, kind: "stand-in" });
      expect(isPng(rawPayload, 96)).toBe(true);
    }
    expect(asked).toEqual(["/pokemon/25.png"]);
    expect(existsSync(join(directory, "25.png"))).toBe(false);
  });

  it("draws the stand-in without a network, and replaces a damaged file", async () => {
    const source = createSource();
    const app = await createApi({ source, version: "test" });
    cleanUps.push(() => app.close());
    expect((await call(app, "/sprites/pikachu.png")).headers["x-sprite"]).toBe("stand-in");
    writeFileSync(join(directory, "25.png"), "damaged");
    const online = await apiOn(PICTURE);
    expect((await call(online.app, "/sprites/pikachu.png")).headers["x-sprite"]).toBe("original");
  });

  it.each(["nobody.png", "pikachu", "pikachu.gif", "..%2Fforms.png"])("answers 404 for %s", async (file) => {
    const { app, asked } = await apiOn(PICTURE);
    expect((await call(app, `/sprites/${file}`)).statusCode).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe("drawStandIn", () => {
  it("fills with the first type and draws the second as a crescent", () => {
    const rows = inflateSync(PICTURE.subarray(41, PICTURE.length - 16));
    const pixel = (x: number, y: number) => [...rows.subarray(y * 385 + 1 + x * 4, y * 385 + 5 + x * 4)];
    expect(pixel(40, 40)).toEqual([0xc8, 0x44, 0x1b, 255]);
    expect(pixel(78, 78)).toEqual([0xaf, 0xbd, 0xf4, 255]);
    expect(pixel(0, 0)[3]).toBe(0);
  });
});
