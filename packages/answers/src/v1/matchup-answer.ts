import {
  type Evaluation,
  explain,
  findInsights,
  knockOutOutlook,
  type MoveValue,
  type Target,
  targetOf,
  tellInsights,
} from "@predictiondex/battle";
import type { MatchupResponse } from "@predictiondex/contract";
import type { Text } from "@predictiondex/core";
import { playOf, predictorVersionOf, typeNames } from "../best-move.ts";
import type { Catalogue } from "../catalogue.ts";
import { type Prediction, type PredictOptions, predictAgainst } from "../prediction/predict.ts";
import type { Rules } from "../prediction/read-set.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { battleSide, moveFacts, round } from "./battle-side.ts";
import { tellMega, tellOpponent } from "./tell-assumptions.ts";

/** A chance to knock out below this is not counted on. */
const WORTH_NAMING = 0.25;

/** What of B may be unknown, beside what its set says. */
export interface OpponentKind {
  readonly kind: "chosen" | "plausible" | "worst";
  readonly natureGiven: boolean;
  readonly ivsGiven: boolean;
}

/** A match-up whose sets are checked. */
export interface MatchupQuestion {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly opponent: OpponentKind;
  readonly rules: Rules;
  readonly options: PredictOptions;
}

/** The value of a match-up and of every move of both sides. */
export function answerMatchup(catalogue: Catalogue, question: MatchupQuestion): MatchupResponse {
  const { a, b, options, opponent } = question;
  const { kind } = opponent;
  const setA = setOf(catalogue, a);
  const setB = setOf(catalogue, b);
  const unknown = { nature: !opponent.natureGiven, ivs: !opponent.ivsGiven };
  const prediction = predictAgainst(catalogue, setA, setB, options, {
    kind,
    hasSeenMoves: b.moves !== undefined,
    unknown,
  });
  const { evaluation } = prediction;
  const insights = findInsights(evaluation);
  return {
    a: battleSide(setA, a),
    b: battleSide(evaluation.b.set.form === setB.form ? { ...setB, moves: evaluation.b.set.moves } : setB, b),
    p: round(evaluation.p),
    low: round(evaluation.low),
    high: round(evaluation.high),
    method: evaluation.method,
    recommended: evaluation.moves[0]!.move.slug,
    moves: evaluation.moves.map((value) => moveValue(value, targetOf(evaluation, "b"))),
    opponentMoves: evaluation.opponent.map((value) => moveValue(value, targetOf(evaluation, "a"))),
    first: evaluation.first,
    explanation: explain(evaluation, typeNames(catalogue)),
    insights: {
      decider: insights.decider,
      instead: insights.instead ? { move: insights.instead.move.slug, p: round(insights.instead.p) } : null,
      worst: { p: round(insights.worst.p), answer: insights.worst.answer.slug },
      sentences: [...tellInsights(insights, evaluation)],
    },
    line: evaluation.line.map((turn) => ({ ...turn })),
    opponentSets: opponentSets(prediction, kind, unknown),
    assumptions: assumptions(catalogue, question, evaluation),
    nodes: evaluation.nodes,
    seed: options.seed,
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: predictorVersionOf(evaluation, catalogue),
  };
}

function assumptions(
  catalogue: Catalogue,
  { a, b, opponent, rules }: MatchupQuestion,
  evaluation: Evaluation,
): MatchupResponse["assumptions"] {
  const mega: Text = tellMega(a, b, evaluation);
  return { rules, play: playOf(evaluation, catalogue), opponent: tellOpponent(opponent, b), mega };
}

function opponentSets(
  { unknown: found }: Prediction,
  kind: OpponentKind["kind"],
  unknown: { readonly nature: boolean; readonly ivs: boolean },
): MatchupResponse["opponentSets"] {
  if (found === undefined || kind === "chosen") return null;
  return {
    kind,
    spread: round(found.spread),
    worst: round(found.worst),
    sets: found.sets.map(({ moves, from, weight, evaluation }) => ({
      moves: moves.map(({ slug }) => slug),
      from,
      weight: round(weight),
      ...{ p: round(evaluation.p), low: round(evaluation.low), high: round(evaluation.high) },
      recommended: evaluation.moves[0]!.move.slug,
    })),
    unknown: [
      "moves",
      ...(unknown.nature ? ["nature" as const] : []),
      ...(unknown.ivs ? ["ivs" as const] : []),
    ],
  };
}

function moveValue(value: MoveValue, target: Target): MatchupResponse["moves"][number] {
  const { move, mega, p, low, high, damage, isModelled } = value;
  return {
    ...moveFacts(move),
    mega: mega?.slug ?? null,
    p: round(p),
    low: round(low),
    high: round(high),
    worst: round(value.worst),
    weight: round(value.weight),
    typeMultiplier: damage?.typeMultiplier ?? 1,
    stab: damage?.stab ?? 1,
    priority: move.priority,
    damage: damage === undefined ? null : damageSpan(damage, target),
    modelled: isModelled,
  };
}

function damageSpan(
  damage: NonNullable<MoveValue["damage"]>,
  target: Target,
): NonNullable<MatchupResponse["moves"][number]["damage"]> {
  const [min, max] = [damage.rolls[0] ?? 0, damage.rolls.at(-1) ?? 0];
  const percent = (hp: number): number => round((100 * hp) / target.maxHp, 2);
  const { three, uses, chance } = knockOutOutlook(damage, target, WORTH_NAMING);
  return {
    ...{ min, max, minPercent: percent(min), maxPercent: percent(max) },
    hitsToKo: uses ?? null,
    koChance: round(chance),
    koChances: three.map((chance) => round(chance)),
  };
}
