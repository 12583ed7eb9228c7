import type { BattleEvent } from "../engine/battle-event.ts";
import { playTurnWithLog } from "../engine/event-log.ts";
import { SIDE_A, SIDE_B } from "../engine/layout.ts";
import type { Battle, Side } from "../engine/matchup.ts";
import { GREEDY_POLICY } from "../engine/policy.ts";
import { pick } from "../engine/random.ts";
import { readSeenCondition, type SeenCondition } from "./battle-condition.ts";
import { slugOf } from "./choice-values.ts";
import { followTimers, redrawTimers, type SeenTimers, timersOf } from "./public-state.ts";

/** A move by slug, and the Mega form to evolve into. */
export interface NamedChoice {
  readonly move: string;
  readonly mega?: string | undefined;
}

/** A turn that was played. */
export interface SeenTurn {
  readonly events: readonly BattleEvent[];
  /** What each side has come to; undefined where that can't be said (see readSeenCondition). */
  readonly after: Readonly<Record<Side, SeenCondition | undefined>>;
}

/** The legal choices of a side by name; the turn after Hyper Beam has the empty name. */
export function namedChoices(
  battle: Battle,
  side: Side,
): readonly (NamedChoice & { readonly choice: number })[] {
  const at = side === "a" ? SIDE_A : SIDE_B;
  return battle.legalChoices(side).map((choice) => ({
    choice,
    move: slugOf(battle.tables, battle.state, at, choice),
    mega: choice < 4 ? undefined : battle.sets[side].forms[choice >> 2]?.slug,
  }));
}

/**
 * Plays one turn by these choices (the greedy one where left out) from a battle whose players have seen effects last for
 * so long; `seed` decides chance, also of what is hidden.
 */
export function playSeenTurn(
  battle: Battle,
  seen: Readonly<Partial<Record<Side, SeenTimers | undefined>>>,
  choices: Readonly<Record<Side, number | undefined>>,
  seed: number,
): SeenTurn {
  const { state, memory, tables } = battle;
  battle.reseed({ kind: "fast", seed });
  const timers = timersOf(state, seen.a, seen.b);
  redrawTimers(state, timers, (n) => pick(memory, n));
  const a = choices.a ?? GREEDY_POLICY.choose(memory, SIDE_A, battle.legalMask("a"));
  const b = choices.b ?? GREEDY_POLICY.choose(memory, SIDE_B, battle.legalMask("b"));
  const events = playTurnWithLog(battle, a, b);
  followTimers(state, timers, tables.rows.get("rest")!);
  const after = { a: readSeenCondition(battle, "a", timers), b: readSeenCondition(battle, "b", timers) };
  return { events, after };
}
