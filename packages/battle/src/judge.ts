import type { Form, GameFacts, Move } from "@predictiondex/core";
import { type Combatant, createCombatant } from "./damage.ts";
import { applyCondition, type Condition } from "./engine/condition.ts";
import { actionSpeed } from "./engine/kernel/stats.ts";
import { SIDE_A, SIDE_B, SPEED } from "./engine/layout.ts";
import { type Battle, createEngine, type Side } from "./engine/matchup.ts";
import {
  describeMove,
  type Evaluation,
  evaluate,
  type Method,
  type MoveValue,
  strength,
  whoIsFirst,
} from "./evaluate.ts";
import type { PokemonSet } from "./pokemon-set.ts";
import { prepareAttack } from "./race.ts";
import type { SeenCondition } from "./solve/battle-condition.ts";
import { type ChoiceValue, slugOf } from "./solve/choice-values.ts";
import { evaluateMatchup, type MatchupOptions, type MatchupValue } from "./solve/evaluate-matchup.ts";
import { createTypeChart } from "./type-chart.ts";

/** Moves that a Pokémon has in a battle; a longer list holds candidates for them. */
export const MOVES_OF_A_BATTLE = 4;

/** Values that differ by less are alike to a player. */
const ALIKE = 0.0005;
/** A choice that an optimal player makes always, but for rounding. */
const CERTAIN_CHOICE = 0.999;

/** Stands for the turn that a Pokémon spends after Hyper Beam. */
const RECHARGE: Move = {
  id: 0,
  slug: "recharge",
  names: { en: "Recharge", fr: "Repos forcé", ja: "反動" },
  frenchAlias: "Repos forcé",
  type: "normal",
  category: "status",
  power: null,
  accuracy: null,
  pp: 1,
  priority: 0,
  description: { en: "", fr: "" },
};

/** How a judge is asked: which method, how much work, from which seed, how to stop it, and from which state. */
export interface JudgeOptions
  extends Pick<MatchupOptions, "method" | "nodes" | "budgetMs" | "now" | "seed" | "signal"> {
  /** A battle in the middle; at its start where left out. */
  readonly middle?: Readonly<Partial<Record<Side, SeenCondition | undefined>>> | undefined;
  /** Sides whose base form may Mega Evolve on the way, once; none where left out. */
  readonly mega?: Readonly<Partial<Record<Side, boolean | undefined>>> | undefined;
}

/** Values of a match-up, by whatever method. */
export interface GivenValue
  extends Pick<MatchupValue, "p" | "low" | "high" | "nodes" | "principalVariation"> {
  readonly method: Method;
  /** A's moves, the recommended one first. */
  readonly moves: readonly GivenChoice[];
  /** B's moves with their values for B. */
  readonly opponent: readonly GivenChoice[];
}

/** A move with its value; `mega` is the form it evolves into. */
export type GivenChoice = Omit<ChoiceValue, "choice">;

/** Values match-ups by the whole game. */
export interface Judge {
  /**
   * The value of a match-up and of every move in it, under all the rules of the battle: exact where that is quick, else
   * by search. More than four moves on a side are candidates, which the damage race compares (method `model`).
   * @throws the signal's reason once it is aborted
   */
  evaluate(a: PokemonSet, b: PokemonSet, options?: JudgeOptions): Evaluation;
  /** An evaluation around values that come from elsewhere: damage, who is first. Up to four moves a side, no Mega Evolution. */
  present(
    a: PokemonSet,
    b: PokemonSet,
    value: GivenValue,
    options?: Pick<JudgeOptions, "middle">,
  ): Evaluation;
  /** A battle in the middle, laid out as `evaluate` sees it. */
  layOut(a: PokemonSet, b: PokemonSet, options?: Pick<JudgeOptions, "middle" | "mega">): Battle;
  /** Slugs of what each side may choose there; an empty one is a turn of recharging. */
  openMoves(
    a: PokemonSet,
    b: PokemonSet,
    options: Pick<JudgeOptions, "middle">,
  ): Readonly<Record<Side, readonly string[]>>;
}

/** Makes a judge from the game's numbers. */
export function createJudge(facts: Pick<GameFacts, "moves" | "effectiveness" | "forms">): Judge {
  const engine = createEngine(facts);
  // Without the forms, an engine knows no Mega to evolve into.
  const plain = createEngine({ ...facts, forms: [] });
  const chart = createTypeChart(facts.effectiveness);
  const movesBySlug = new Map(facts.moves.map((move) => [move.slug, move]));
  const layOut = (
    a: PokemonSet,
    b: PokemonSet,
    { middle, mega }: Pick<JudgeOptions, "middle" | "mega">,
  ): Battle => {
    const prepare = (set: PokemonSet, side: Side) =>
      (mega?.[side] || middle?.[side]?.condition.mega !== undefined ? engine : plain).prepare(set);
    const battle = engine.createMatchup(prepare(a, "a"), prepare(b, "b"));
    for (const side of ["a", "b"] as const) {
      const condition = middle?.[side]?.condition;
      if (condition !== undefined) applyCondition(battle, side, condition);
    }
    return battle;
  };
  /** Without `battle`, one at its start. */
  const present = (
    a: PokemonSet,
    b: PokemonSet,
    battle: Battle | undefined,
    value: GivenValue,
    middle: JudgeOptions["middle"],
  ): Evaluation => {
    const [condA, condB] = [middle?.a?.condition, middle?.b?.condition];
    const sideA = createCombatant(inForm(a, battle?.sets.a.forms ?? [], condA));
    const sideB = createCombatant(inForm(b, battle?.sets.b.forms ?? [], condB));
    const describe = (
      own: Combatant,
      foe: Combatant,
      conditions: readonly [Condition | undefined, Condition | undefined],
    ) => {
      const left = conditions[1]?.hp ?? foe.stats.hp;
      return (choice: GivenChoice): MoveValue => {
        const { move: slug, mega, p, low, high, worst, worstAnswer, weight } = choice;
        const user = mega === undefined ? own : createCombatant({ ...own.set, form: mega });
        const move = slug === "" ? RECHARGE : movesBySlug.get(slug)!;
        const situation = { attacker: conditions[0], defender: conditions[1] };
        const attack = prepareAttack(user, foe, move, chart, situation);
        const value = { mega, p, low, high, worst, worstAnswer: movesBySlug.get(worstAnswer), weight };
        return describeMove(attack, left, { ...value, isModelled: true });
      };
    };
    const moves = ranked(value.moves.map(describe(sideA, sideB, [condA, condB])));
    const opponent = ranked(value.opponent.map(describe(sideB, sideA, [condB, condA])));
    const first = whoIsFirst(
      moves[0]!.move,
      opponent[0]!.move,
      battle ? speedOf(battle, "a", moves[0]!) : sideA.stats.speed,
      battle ? speedOf(battle, "b", opponent[0]!) : sideB.stats.speed,
    );
    return {
      a: sideA,
      b: sideB,
      p: value.p,
      low: value.low,
      high: value.high,
      method: value.method,
      nodes: value.nodes,
      moves,
      opponent,
      first,
      next: nextMove(value, moves),
      line: value.principalVariation,
      conditions: { a: condA, b: condB },
    };
  };
  return {
    layOut: (a, b, options = {}) => layOut(a, b, options),
    openMoves(a, b, options) {
      const battle = layOut(a, b, options);
      const { tables, state } = battle;
      const open = (side: Side, at: number) =>
        battle.legalChoices(side).map((choice) => slugOf(tables, state, at, choice));
      return { a: open("a", SIDE_A), b: open("b", SIDE_B) };
    },
    present: (a, b, value, { middle } = {}) =>
      present(a, b, middle && layOut(a, b, { middle }), value, middle),
    evaluate(a, b, options = {}) {
      if (a.moves.length > MOVES_OF_A_BATTLE || b.moves.length > MOVES_OF_A_BATTLE)
        return evaluate(a, b, chart);
      const { middle, mega: _, ...rest } = options;
      const battle = layOut(a, b, options);
      const value = evaluateMatchup(engine, battle.sets.a, battle.sets.b, {
        ...rest,
        state: battle.state,
        seen: { a: middle?.a?.seen ?? {}, b: middle?.b?.seen ?? {} },
      });
      return present(a, b, battle, value, middle);
    },
  };
}

/** The set in the form that it has come to. */
function inForm(set: PokemonSet, forms: readonly Form[], condition: Condition | undefined): PokemonSet {
  const mega = condition?.mega;
  return mega === undefined ? set : { ...set, form: forms.find(({ slug }) => slug === mega) ?? set.form };
}

/** The Speed that counts in the turn: stages and paralysis, and the form that the choice evolves into. */
function speedOf({ state, sets }: Battle, side: Side, { mega }: MoveValue): number {
  const at = side === "a" ? SIDE_A : SIDE_B;
  if (mega === undefined) return actionSpeed(state, at);
  const evolved = state.slice();
  evolved[at + SPEED] = createCombatant({ ...sets[side].set, form: mega }).stats.speed;
  return actionSpeed(evolved, at);
}

/** The second move of the likeliest course, where it begins with the recommended one and goes on with another. */
function nextMove({ principalVariation }: GivenValue, moves: readonly MoveValue[]): Evaluation["next"] {
  const [now, then] = principalVariation;
  if (then === undefined || now?.a !== moves[0]!.move.slug || then.a === now.a) return undefined;
  return moves.find(({ move }) => move.slug === then.a)?.move;
}

/** The recommended choice first, then by value. */
function ranked(values: readonly MoveValue[]): readonly MoveValue[] {
  // Where nothing wins, or everything does, the values say nothing: the stronger attack is the better advice.
  const [top] = values;
  const ties = values.filter(({ p }) => Math.abs(p - top!.p) < ALIKE);
  if (ties.length < 2 || top!.weight < CERTAIN_CHOICE) return values;
  const strongest = ties.toSorted((left, right) => strength(right) - strength(left));
  const rest = values.filter((value) => !ties.includes(value));
  return [...strongest, ...rest].map((value, place) => ({ ...value, weight: place === 0 ? 1 : 0 }));
}
