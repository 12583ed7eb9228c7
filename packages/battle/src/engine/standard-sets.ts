import type { Form, Move } from "@predictiondex/core";
import { completeSet } from "../pokemon-set.ts";
import type { Engine } from "./matchup.ts";
import { GREEDY_POLICY } from "./policy.ts";
import type { BattleRules, PreparedSet } from "./sets.ts";
import { simulate } from "./simulate.ts";

/** A form with the moves it may have and the four it starts from. */
export interface Candidate {
  readonly form: Form;
  readonly legal: readonly Move[];
  readonly start: readonly Move[];
}

export interface StandardSetOptions {
  /** Times that every form's moves are improved against all others' sets of the round before; 2 by default. */
  readonly rounds?: number;
  /** Battles for each opponent when a set is valued; 12 by default. */
  readonly battles?: number;
  /** Opponents, spread evenly over the roster; 16 by default. */
  readonly opponents?: number;
  readonly level?: number;
  readonly rules?: BattleRules;
  readonly onProgress?: (done: number, of: number) => void;
}

const SEED = 20_181_116;
/** A swap must be worth more than the noise of the battles it is measured by. */
const LEAST_GAIN = 0.005;

/**
 * The default four moves of every form: from the given start, the swap of one move that raises the mean value against
 * the roster's own sets most, until none does; then all forms again. Values are shares of greedy battles won, with
 * fixed seeds, so equal arguments give equal sets.
 */
export function standardSets(
  engine: Engine,
  roster: readonly Candidate[],
  options: StandardSetOptions = {},
): ReadonlyMap<string, readonly Move[]> {
  const { rounds = 2, battles = 12, opponents = 16, level = 50, rules = "normal", onProgress } = options;
  const prepare = (form: Form, moves: readonly Move[]): PreparedSet =>
    engine.prepare(completeSet({ form, moves, level }), rules);
  let sets = new Map(roster.map(({ form, start }) => [form.slug, start]));
  for (let round = 0; round < rounds; round++) {
    const foes = spread(roster, opponents).map(({ form }) => prepare(form, sets.get(form.slug)!));
    const value = (form: Form, moves: readonly Move[]): number => {
      const own = prepare(form, moves);
      const won = foes.map(
        (foe, i) => simulate(engine, own, foe, { battles, seed: SEED + i, policy: GREEDY_POLICY }).p,
      );
      return won.reduce((sum, p) => sum + p, 0) / won.length;
    };
    const improved = new Map<string, readonly Move[]>();
    for (const [i, { form, legal }] of roster.entries()) {
      improved.set(form.slug, improve(form, legal, sets.get(form.slug)!, value));
      onProgress?.(round * roster.length + i + 1, rounds * roster.length);
    }
    sets = improved;
  }
  return sets;
}

/** Swaps one move after another while a swap gains. */
function improve(
  form: Form,
  legal: readonly Move[],
  start: readonly Move[],
  value: (form: Form, moves: readonly Move[]) => number,
): readonly Move[] {
  let best = start;
  let bestValue = value(form, start);
  for (let gained = true; gained; ) {
    gained = false;
    const swaps = best.flatMap((_, slot) =>
      legal.filter((move) => !best.includes(move)).map((move) => best.with(slot, move)),
    );
    for (const moves of swaps) {
      const worth = value(form, moves);
      if (worth <= bestValue + LEAST_GAIN) continue;
      best = moves;
      bestValue = worth;
      gained = true;
    }
  }
  return best;
}

function spread<T>(items: readonly T[], count: number): readonly T[] {
  const most = Math.min(count, items.length);
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}
