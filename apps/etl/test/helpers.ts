import type { GameFacts } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { Extraction, Extractor } from "../src/index.ts";

/** The bundled facts with some of them replaced. */
export function factsWith(change: Partial<GameFacts> = {}): GameFacts {
  return { ...loadBundledFacts(), ...change };
}

/** The bundled facts with Thunderbolt's power changed: good facts of another content. */
export function factsWithPower(power: number): GameFacts {
  const facts = loadBundledFacts();
  const moves = facts.moves.map((move) => (move.slug === "thunderbolt" ? { ...move, power } : move));
  return { ...facts, moves };
}

/** An extractor that gives these facts. */
export function extractorOf(facts: GameFacts, extraction: Partial<Extraction> = {}): Extractor {
  return { name: "test", extract: async () => ({ facts, sources: [], issues: [], ...extraction }) };
}
