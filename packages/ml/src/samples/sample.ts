import type { PokemonSet } from "@predictiondex/battle";
import type { BattleRules, Condition } from "@predictiondex/battle/engine";

/** What a data set's match-ups are about. */
export const SCENARIOS = ["best_move", "random_move", "all_combinations", "in_game", "all"] as const;
export type Scenario = (typeof SCENARIOS)[number];
/** A scenario that is no mixture of the others. */
export type PlainScenario = Exclude<Scenario, "all">;

/**
 * The parts of a data set that share nothing: `train`, `validation` and `test-pairs` by pair of forms, `test-species`
 * every match-up in which a form of `UNSEEN_FORMS` takes part.
 */
export const SPLITS = ["train", "validation", "test-pairs", "test-species"] as const;
export type Split = (typeof SPLITS)[number];

/** What one side has come to in the middle of a battle, as its player sees it. */
export interface SideState extends Condition {
  /** Turns lost to sleep so far. */
  readonly asleepFor?: number;
  /** Turns confused so far. */
  readonly confusedFor?: number;
}

/** A battle in the middle; `matchupState` gives it as the solver takes it. */
export interface MiddleState {
  readonly a: SideState;
  readonly b: SideState;
}

/** A match-up that is to be valued: both sets as the rules let them play. */
export interface MatchupSample {
  /** Which one it is of its scenario and seed, from 0. */
  readonly index: number;
  readonly scenario: PlainScenario;
  /** Both forms, the lesser slug first; a match-up, its mirror and all that share their forms are one group. */
  readonly group: string;
  readonly split: Split;
  readonly rules: BattleRules;
  readonly a: PokemonSet;
  readonly b: PokemonSet;
  /** Undefined at the start of a battle. */
  readonly state: MiddleState | undefined;
  /** Times it counts, so that a weighted mean is one over the scenario's own distribution; 1 on the average. */
  readonly weight: number;
}

/** A move of one side with its value for that side, 0–1; see docs/SOLVER.md for the definitions. */
export interface MoveLabel {
  /** Slug. */
  readonly move: string;
  /** The chance to win when it is used now, the other side mixing its moves at its best. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  /** The chance to win with it against the answer that hurts most. */
  readonly worst: number;
  /** How often an optimal player uses it now. */
  readonly weight: number;
}

/** What a match-up is worth, from both seats. */
export interface MatchupLabel {
  /** The chance that A wins, 0–1; B's is 1 − p. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: "exact" | "search";
  /** Exact: cells settled. Search: the budget of kernel turns that gives the label again. */
  readonly nodes: number;
  /** A's usable moves in the order of its set. */
  readonly a: readonly MoveLabel[];
  /** B's usable moves, valued for B. */
  readonly b: readonly MoveLabel[];
}

/** A match-up with its label. */
export interface LabelledSample {
  readonly sample: MatchupSample;
  readonly label: MatchupLabel;
}

/** The same match-up from the other seat. */
export function mirrorSample({ sample, label }: LabelledSample): LabelledSample {
  const { a, b, state } = sample;
  return {
    sample: { ...sample, a: b, b: a, state: state && { a: state.b, b: state.a } },
    label: { ...label, p: 1 - label.p, low: 1 - label.high, high: 1 - label.low, a: label.b, b: label.a },
  };
}
