import type { Form } from "@predictiondex/core";
import { chosenMove } from "../engine/kernel/choices.ts";
import { BOTH_SIDES, SIDE_A } from "../engine/layout.ts";
import type { PreparedSet } from "../engine/sets.ts";
import { ROW_WORDS, type Tables } from "../engine/tables.ts";
import type { RootGame } from "./root-game.ts";

/** A choice of one side with its value for that side. */
export interface ChoiceValue {
  /** As the kernel numbers them: slot, +4 with Mega or Mega X, +8 with Mega Y. */
  readonly choice: number;
  /** Slug of the move it stands for; empty for a turn of recharging. */
  readonly move: string;
  /** The form it Mega Evolves into. */
  readonly mega: Form | undefined;
  /** The chance to win with it, the other side mixing its choices at its best. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  /** The chance to win with it against the answer that hurts most. */
  readonly worst: number;
  /** Slug of that answer. */
  readonly worstAnswer: string;
  /** How often an optimal player takes it. */
  readonly weight: number;
}

/** One side's choices, the recommended one first, then by value. */
export function describeChoices(
  tables: Tables,
  state: Int32Array,
  side: number,
  game: RootGame,
  mixA: Float64Array,
  mixB: Float64Array,
  set: PreparedSet,
): readonly ChoiceValue[] {
  const isA = side === SIDE_A;
  const { values, choicesA, choicesB } = game;
  const own = isA ? choicesA : choicesB;
  const answers = isA ? choicesB : choicesA;
  const errors = isA ? game.errorsA : game.errorsB;
  const answerMix = isA ? mixB : mixA;
  const worthOf = (k: number, answer: number): number =>
    isA ? values[k * choicesB.length + answer]! : 1 - values[answer * choicesB.length + k]!;
  const described = own.map((choice, k): ChoiceValue => {
    let p = 0;
    let worst = 0;
    for (let answer = 0; answer < answers.length; answer++) {
      p += answerMix[answer]! * worthOf(k, answer);
      if (worthOf(k, answer) < worthOf(k, worst)) worst = answer;
    }
    return {
      choice,
      move: slugOf(tables, state, side, choice),
      mega: choice < 4 ? undefined : set.forms[choice >> 2],
      p: clamp(p),
      low: clamp(p - errors[k]!),
      high: clamp(p + errors[k]!),
      worst: clamp(worthOf(k, worst)),
      worstAnswer: slugOf(tables, state, BOTH_SIDES - side, answers[worst]!),
      weight: (isA ? mixA : mixB)[k]!,
    };
  });
  return described.toSorted(
    (left, right) => right.weight - left.weight || right.p - left.p || left.choice - right.choice,
  );
}

/** Slug of the move that a choice stands for in a state. */
export function slugOf(tables: Tables, state: Int32Array, side: number, choice: number): string {
  const row = chosenMove(state, tables.words, side, choice, tables.rows.get("struggle")!);
  return tables.slugs[row / ROW_WORDS]!;
}

function clamp(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
