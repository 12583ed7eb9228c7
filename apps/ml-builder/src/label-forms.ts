import {
  completeSet,
  createTypeChart,
  type Evaluation,
  evaluate,
  mirror,
  type PokemonSet,
  standardMoves,
} from "@predictiondex/battle";
import type { Form, GameData, Move } from "@predictiondex/core";
import type { DatasetRow } from "./dataset-schema.ts";

/** What a worker needs to label: every form with its standard moves, and the chart. */
export interface LabelContext {
  readonly roster: readonly { readonly form: Form; readonly moves: readonly Move[] }[];
  readonly effectiveness: GameData["effectiveness"];
}

/** The context of a data version; forms in the order of their ids. */
export function createLabelContext(data: GameData): LabelContext {
  const chart = createTypeChart(data.effectiveness);
  const moves = new Map(data.moves.map((move) => [move.slug, move]));
  const legal = Map.groupBy(data.learnsets, (entry) => entry.form);
  const roster = data.forms
    .toSorted((left, right) => left.id - right.id)
    .map((form) => {
      const slugs = new Set((legal.get(form.slug) ?? []).map((entry) => entry.move));
      return {
        form,
        moves: standardMoves(
          form,
          [...slugs].map((slug) => moves.get(slug)!),
          chart,
        ),
      };
    });
  return { roster, effectiveness: data.effectiveness };
}

/**
 * Rows of every match-up whose form of the lower place in the roster is one of `from` to `to` (exclusive), from both
 * sides: one evaluation serves both.
 */
export function labelForms(context: LabelContext, from: number, to: number): readonly DatasetRow[] {
  const chart = createTypeChart(context.effectiveness);
  const sets = context.roster.map(({ form, moves }) => completeSet({ form, moves }));
  return sets.slice(from, to).flatMap((a, offset) =>
    sets.slice(from + offset).flatMap((b) => {
      const result = evaluate(a, b, chart);
      return a === b ? rowsOf(result) : [...rowsOf(result), ...rowsOf(mirror(result))];
    }),
  );
}

function rowsOf(result: Evaluation): DatasetRow[] {
  const { set: a } = result.a;
  const { set: b } = result.b;
  const slugs = (set: PokemonSet): string => set.moves.map(({ slug }) => slug).join("|");
  return result.moves.map(({ move, damage, p, low, high }, place) => ({
    form_a: a.form.slug,
    form_b: b.form.slug,
    level_a: a.level,
    level_b: b.level,
    moves_a: slugs(a),
    moves_b: slugs(b),
    move: move.slug,
    category: move.category,
    power: move.power,
    accuracy: move.accuracy,
    priority: move.priority,
    type_multiplier: damage?.typeMultiplier ?? null,
    stab: damage?.stab ?? null,
    damage_min: damage?.rolls[0] ?? null,
    damage_max: damage?.rolls.at(-1) ?? null,
    hp_b: result.b.stats.hp,
    speed_a: result.a.stats.speed,
    speed_b: result.b.stats.speed,
    p: result.p,
    p_move: p,
    p_move_low: low,
    p_move_high: high,
    is_recommended: place === 0,
  }));
}
