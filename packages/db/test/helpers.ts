import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";

/** All of the bundled game data. */
export function bundledGameData(): GameData {
  const facts = loadBundledFacts();
  return { ...facts, learnsets: deriveLegalMoves(facts) };
}

/** The same with Thunderbolt's power changed: another content, of the same shape. */
export function withThunderboltPower(data: GameData, power: number): GameData {
  return {
    ...data,
    moves: data.moves.map((move) => (move.slug === "thunderbolt" ? { ...move, power } : move)),
  };
}

/** Waits until `isTrue`; the test's own time-out ends it otherwise. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}
