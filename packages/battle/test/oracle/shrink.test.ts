import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBundledFacts } from "@predictiondex/data";
import { afterAll, describe, expect, it } from "vitest";
import { type Fixture, fromFixture, shrinkMismatch, writeFixture } from "./fixtures.ts";
import { createProofEngine, replayCase } from "./lockstep.ts";
import { createSetSampler, withCelebrate } from "./sample-sets.ts";

const FACTS = withCelebrate(loadBundledFacts());
const directory = mkdtempSync(join(tmpdir(), "fixtures-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("a mismatch with Showdown", () => {
  it("is made smaller, stored, and found again from its file, where the true engine agrees", () => {
    const wrong = createProofEngine({
      ...FACTS,
      moves: FACTS.moves.map((move) => (move.slug === "tackle" ? { ...move, power: 60 } : move)),
    });
    const ivs = { hp: 31, attack: 12, defense: 31, specialAttack: 31, specialDefense: 31, speed: 31 };
    const a = { form: "snorlax", moves: ["tackle", "growl", "harden", "rest"], level: 50, ivs };
    const b = { ...a, form: "chansey", moves: ["growl", "sing", "minimize", "soft-boiled"] };
    const choices = [
      [1, 0],
      [2, 2],
      [0, 0],
      [1, 3],
      [0, 0],
      [0, 0],
    ] as const;
    const battle = fromFixture({ note: "", a, b, seed: [5, 6, 7, 8], choices }, FACTS);
    const found = replayCase(wrong, battle, { compiled: false });
    expect(found?.difference).toMatch(/ours .*, Showdown /);
    const shrunk = shrinkMismatch(wrong, found!);
    expect(shrunk.battle.choices).toHaveLength(1);
    expect(shrunk.battle.a.moves.length + shrunk.battle.b.moves.length).toBeLessThan(
      a.moves.length + b.moves.length,
    );
    const stored = JSON.parse(readFileSync(writeFixture(shrunk, "wrong", directory), "utf8")) as Fixture;
    expect(stored.note).toBe(shrunk.difference);
    expect(replayCase(wrong, fromFixture(stored, FACTS))?.difference).toBe(shrunk.difference);
    expect(replayCase(createProofEngine(FACTS), fromFixture(stored, FACTS))).toBeUndefined();
  });
});

describe("createSetSampler", () => {
  it("keeps to the species and moves it is given, and names every unknown one", () => {
    const sampler = createSetSampler(FACTS, {
      seed: 1,
      species: ["pikachu", "eevee"],
      moves: ["growl", "dig"],
    });
    for (let i = 0; i < 50; i++) {
      for (const set of sampler.pair()) {
        expect(["pikachu", "eevee"]).toContain(set.form.slug);
        expect(set.moves.some(({ slug }) => slug === "growl" || slug === "dig")).toBe(true);
      }
    }
    expect(() => createSetSampler(FACTS, { seed: 1, species: ["agumon"], moves: ["surfing"] })).toThrow(
      /unknown species: "agumon".*unknown moves: "surfing"/s,
    );
  });
});
