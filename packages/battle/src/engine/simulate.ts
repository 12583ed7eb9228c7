import { A_WINS, B_WINS } from "./layout.ts";
import type { Engine } from "./matchup.ts";
import { type Policy, RANDOM_POLICY } from "./policy.ts";
import type { PreparedSet } from "./sets.ts";

export interface SimulateOptions {
  readonly battles: number;
  /** Any 32-bit integer; battle n plays with seed + n. */
  readonly seed: number;
  /** How both sides choose; each legal choice as often by default. */
  readonly policy?: Policy;
}

/** How many of the battles each side won. */
export interface SimulationResult {
  readonly aWins: number;
  readonly bWins: number;
  readonly ties: number;
  /** Share of A's wins, ties counting half. */
  readonly p: number;
}

/** Plays battles to their end with the fast generator. Equal arguments give equal results. */
export function simulate(
  engine: Engine,
  a: PreparedSet,
  b: PreparedSet,
  options: SimulateOptions,
): SimulationResult {
  const { battles, seed, policy = RANDOM_POLICY } = options;
  const battle = engine.createMatchup(a, b, { kind: "fast", seed });
  const start = battle.snapshot();
  let aWins = 0;
  let bWins = 0;
  for (let i = 0; i < battles; i++) {
    battle.restore(start);
    const result = battle.playout(policy, seed + i);
    if (result === A_WINS) aWins++;
    else if (result === B_WINS) bWins++;
  }
  const ties = battles - aWins - bWins;
  return { aWins, bWins, ties, p: battles === 0 ? 0.5 : (aWins + ties / 2) / battles };
}
