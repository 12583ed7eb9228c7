import type { GameFacts } from "@predictiondex/core";
import { createCombatant } from "./damage.ts";
import { createEngine } from "./engine/index.ts";
import { describeMove, type Evaluation, evaluate, type MoveValue, strength, whoIsFirst } from "./evaluate.ts";
import type { PokemonSet } from "./pokemon-set.ts";
import { prepareAttack, type RaceAttack } from "./race.ts";
import { evaluateMatchup, type MatchupOptions, type MatchupValue } from "./solve/evaluate-matchup.ts";
import { createTypeChart } from "./type-chart.ts";

/** Moves of a battle; a longer list holds candidates. */
const MOVES_OF_A_BATTLE = 4;

/** Values that differ by less are alike to a player. */
const ALIKE = 0.0005;
/** A choice that an optimal player makes always, but for rounding. */
const CERTAIN_CHOICE = 0.999;

/** How a judge is asked: which method, how much work, from which seed, from which state, and how to stop it. */
export type JudgeOptions = Pick<
  MatchupOptions,
  "method" | "nodes" | "budgetMs" | "now" | "seed" | "signal" | "state" | "seen"
>;

/** Values match-ups by the whole game. */
export interface Judge {
  /**
   * The value of a match-up and of every move in it, under all the rules of the battle: exact where that is quick, else
   * by search. A form plays as it is named: a base form does not Mega Evolve on the way. More than four moves on a side
   * are candidates, which the damage race compares (method `model`).
   * @throws the signal's reason once it is aborted
   */
  evaluate(a: PokemonSet, b: PokemonSet, options?: JudgeOptions): Evaluation;
}

/** Makes a judge from the game's numbers. */
export function createJudge(facts: Pick<GameFacts, "moves" | "effectiveness">): Judge {
  const engine = createEngine({ ...facts, forms: [] });
  const chart = createTypeChart(facts.effectiveness);
  return {
    evaluate(a, b, options = {}) {
      if (a.moves.length > MOVES_OF_A_BATTLE || b.moves.length > MOVES_OF_A_BATTLE)
        return evaluate(a, b, chart);
      const value = evaluateMatchup(engine, engine.prepare(a), engine.prepare(b), options);
      const [sideA, sideB] = [createCombatant(a), createCombatant(b)];
      const attacksA = a.moves.map((move) => prepareAttack(sideA, sideB, move, chart));
      const attacksB = b.moves.map((move) => prepareAttack(sideB, sideA, move, chart));
      const moves = valuesOf(value.moves, attacksA, sideB.stats.hp);
      const opponent = valuesOf(value.opponent, attacksB, sideA.stats.hp);
      return {
        a: sideA,
        b: sideB,
        p: value.p,
        low: value.low,
        high: value.high,
        method: value.method,
        moves,
        opponent,
        first: whoIsFirst(moves[0]!.move, opponent[0]!.move, sideA, sideB),
        next: nextMove(value, moves),
      };
    },
  };
}

/** The second move of the likeliest course, where it begins with the recommended one and goes on with another. */
function nextMove({ principalVariation }: MatchupValue, moves: readonly MoveValue[]): Evaluation["next"] {
  const [now, then] = principalVariation;
  if (then === undefined || now?.a !== moves[0]!.move.slug || then.a === now.a) return undefined;
  return moves.find(({ move }) => move.slug === then.a)?.move;
}

/** The recommended move first, then by value; a form's moves are all choices at the start of a battle. */
function valuesOf(
  choices: MatchupValue["moves"],
  attacks: readonly RaceAttack[],
  hp: number,
): readonly MoveValue[] {
  const values = choices.map(({ move, p, low, high, worst, weight }) => {
    const attack = attacks.find((one) => one.move.slug === move)!;
    return describeMove(attack, hp, { p, low, high, worst, weight }, true);
  });
  // Where nothing wins, or everything does, the values say nothing: the stronger attack is the better advice.
  const [top] = values;
  const ties = values.filter(({ p }) => Math.abs(p - top!.p) < ALIKE);
  if (ties.length < 2 || top!.weight < CERTAIN_CHOICE) return values;
  const strongest = ties.toSorted((left, right) => strength(right) - strength(left));
  const rest = values.filter((value) => !ties.includes(value));
  return [...strongest, ...rest].map((value, place) => ({ ...value, weight: place === 0 ? 1 : 0 }));
}
