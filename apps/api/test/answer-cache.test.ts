import type { WrittenAnswer } from "@predictiondex/answers";
import { describe, expect, it } from "vitest";
import { createAnswerCache, keyOf } from "../src/prediction/answer-cache.ts";

const text = (n: number): string =>
  JSON.stringify({
    p: n / 1000,
    names: { en: "Thunderbolt", fr: "Tonnerre", ja: "10まんボルト" },
    moves: Array.from({ length: 60 }, (_, i) => ({ move: `move-${i}`, damage: (n * 31 + i) % 97 })),
  });
const answer = (n: number, method = "search"): WrittenAnswer => ({
  json: text(n),
  prediction: { p: n / 1000, method },
});

describe("createAnswerCache", () => {
  it("gives back what it was given, in whatever language", () => {
    const cache = createAnswerCache(10_000_000);
    for (let n = 0; n < 300; n++) cache.set(`k${n}`, n % 2 === 0 ? "matchup" : "best-move", answer(n));
    for (let n = 0; n < 300; n++) {
      const found = cache.get(`k${n}`)!;
      expect(String(found.json)).toBe(text(n));
      expect(found.prediction).toEqual({ p: n / 1000, method: "search" });
    }
    expect(cache.get("k300")).toBeUndefined();
  });

  it("keeps answers as they were, whatever is laid out after them, and long ones too", () => {
    const cache = createAnswerCache(10_000_000);
    const long = JSON.stringify({ p: 0.5, notes: "0123456789".repeat(20_000) });
    cache.set("first", "matchup", answer(1));
    cache.set("long", "matchup", { json: long, prediction: { p: 0.5, method: "search" } });
    for (let n = 2; n < 40; n++) cache.set(`k${n}`, "matchup", answer(n));
    for (const _ of ["once", "twice"]) cache.set("model", "matchup", answer(77, "model"));
    cache.set("last", "matchup", answer(40));
    expect(String(cache.get("first")!.json)).toBe(text(1));
    expect(String(cache.get("long")!.json)).toBe(long);
    expect(String(cache.get("model")!.json)).toBe(text(77));
  });

  it("holds several times what its bytes would hold as they are, and lets the least used go", () => {
    const most = 200_000;
    const cache = createAnswerCache(most);
    const count = 600;
    for (let n = 0; n < count; n++) {
      cache.set(`k${n}`, "matchup", answer(n));
      cache.get("k0");
    }
    const left = Array.from({ length: count }, (_, n) => n).filter((n) => cache.get(`k${n}`) !== undefined);
    expect(left[0]).toBe(0);
    expect(left).toContain(count - 1);
    expect(left).not.toContain(1);
    expect(left.length).toBeLessThan(count);
    expect(left.length).toBeGreaterThan((2 * most) / Buffer.byteLength(text(1)));
  });

  it("keeps the model's answers as they are where they are asked for again, and only the latest", () => {
    const cache = createAnswerCache(200_000);
    const count = 600;
    const bring = (n: number): void => cache.set(`k${n}`, "matchup", answer(n, "model"));
    for (let n = 0; n < count; n++) bring(n);
    for (let n = 0; n < count; n++) expect(cache.get(`k${n}`)).toBeUndefined();
    for (let n = 0; n < count; n++) bring(n);
    const left = Array.from({ length: count }, (_, n) => n).filter((n) => cache.get(`k${n}`) !== undefined);
    expect(left.length).toBeGreaterThan(5);
    expect(left).toEqual(Array.from({ length: left.length }, (_, i) => count - left.length + i));
    expect(String(cache.get(`k${count - 1}`)!.json)).toBe(text(count - 1));
  });
});

describe("keyOf", () => {
  it("tells tasks apart by everything that is in them", () => {
    const task = (seed: number) => JSON.stringify({ kind: "matchup", question: { options: { seed } } });
    expect(keyOf(task(1))).toBe(keyOf(task(1)));
    expect(keyOf(task(1))).not.toBe(keyOf(task(2)));
  });
});
