import type { MatchupOptions, PokemonSet } from "@predictiondex/battle";
import {
  applyCondition,
  type Battle,
  type Engine,
  GREEDY_POLICY,
  nthChoice,
  ONGOING,
  RESULT,
  readCondition,
  SIDE_A,
  SIDE_B,
} from "@predictiondex/battle/engine";
import type { SeededRandom } from "@predictiondex/core";
import type { MiddleState, SideState } from "./sample.ts";

/** Turns that a battle is played at most before it is taken up. */
const MOST_TURNS = 6;

/** A state in the middle as the solver takes it; nothing where the battle begins. */
export function matchupState(
  engine: Engine,
  a: PokemonSet,
  b: PokemonSet,
  state: MiddleState | undefined,
): Pick<MatchupOptions, "state" | "seen"> {
  if (state === undefined) return {};
  const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b));
  applyCondition(battle, "a", state.a);
  applyCondition(battle, "b", state.b);
  return { state: battle.snapshot(), seen: { a: timers(state.a), b: timers(state.b) } };
}

/**
 * Plays one to six turns, each side choosing now by the greedy policy and now at random, and gives the last state that
 * a player can tell in full; undefined where there is none.
 */
export function playToMiddle(
  engine: Engine,
  a: PokemonSet,
  b: PokemonSet,
  random: SeededRandom,
): MiddleState | undefined {
  const seed = random.next(2 ** 32);
  const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b), { kind: "fast", seed });
  const turns = 1 + random.next(MOST_TURNS);
  let last: MiddleState | undefined;
  let before: MiddleState | undefined;
  for (let turn = 0; turn < turns && battle.state[RESULT] === ONGOING; turn++) {
    battle.turn(choose(battle, "a", random), choose(battle, "b", random));
    const sideA = readCondition(battle, "a");
    const sideB = readCondition(battle, "b");
    before = sideA && sideB && { a: goneOn(sideA, before?.a), b: goneOn(sideB, before?.b) };
    last = before ?? last;
  }
  return last;
}

function choose(battle: Battle, side: "a" | "b", random: SeededRandom): number {
  const legal = battle.legalMask(side);
  if (random.next(2) === 0) return GREEDY_POLICY.choose(battle.memory, side === "a" ? SIDE_A : SIDE_B, legal);
  return nthChoice(legal, random.next(battle.legalChoices(side).length));
}

/** Counts the turns that sleep and confusion have lasted. */
function goneOn(now: SideState, before: SideState | undefined): SideState {
  const asleepFor = now.status === "sleep" && before?.status === "sleep" ? (before.asleepFor ?? 0) + 1 : 0;
  const confusedFor = now.confused && before?.confused ? (before.confusedFor ?? 0) + 1 : 0;
  return { ...now, asleepFor, confusedFor };
}

function timers({ asleepFor = 0, confusedFor = 0 }: SideState) {
  return { asleepFor, confusedFor };
}
