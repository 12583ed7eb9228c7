import { explain, type MoveValue } from "@predictiondex/battle";
import type { MatchupResponse } from "@predictiondex/contract";
import { playOf, typeNames } from "../best-move.ts";
import type { Catalogue } from "../catalogue.ts";
import { type PredictOptions, predict } from "../prediction/predict.ts";
import type { Rules } from "../prediction/read-set.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { PREDICTOR_VERSION } from "../predictor.ts";
import { battleSide, moveFacts, round } from "./battle-side.ts";
import { koChances } from "./ko-chances.ts";

/** A chance to knock out below this is not counted on. */
const WORTH_NAMING = 0.25;

/** A match-up whose sets are checked. */
export interface MatchupQuestion {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly rules: Rules;
  readonly options: PredictOptions;
}

/** The value of a match-up and of every move of both sides. */
export function answerMatchup(catalogue: Catalogue, question: MatchupQuestion): MatchupResponse {
  const { a, b, rules, options } = question;
  const setA = setOf(catalogue, a);
  const setB = setOf(catalogue, b);
  const evaluation = predict(catalogue, setA, setB, options);
  return {
    a: battleSide(setA, a),
    b: battleSide(setB, b),
    p: round(evaluation.p),
    low: round(evaluation.low),
    high: round(evaluation.high),
    method: evaluation.method,
    recommended: evaluation.moves[0]!.move.slug,
    moves: evaluation.moves.map((value) => moveValue(value, evaluation.b.stats.hp, options.middle?.b?.hp)),
    opponentMoves: evaluation.opponent.map((value) =>
      moveValue(value, evaluation.a.stats.hp, options.middle?.a?.hp),
    ),
    first: evaluation.first,
    explanation: explain(evaluation, typeNames(catalogue)),
    assumptions: { rules, play: playOf(evaluation) },
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: PREDICTOR_VERSION,
  };
}

/** `hp` is the full HP of the move's target, `left` what it has left in the middle of a battle. */
function moveValue(value: MoveValue, hp: number, left: number | undefined): MatchupResponse["moves"][number] {
  const { move, p, low, high, damage, isModelled } = value;
  const knockOut = left === undefined || damage === undefined ? value.knockOut : knockOutOf(damage, left);
  const min = damage?.rolls[0] ?? 0;
  const max = damage?.rolls.at(-1) ?? 0;
  return {
    ...moveFacts(move),
    p: round(p),
    low: round(low),
    high: round(high),
    worst: round(value.worst),
    weight: round(value.weight),
    typeMultiplier: damage?.typeMultiplier ?? 1,
    stab: damage?.stab ?? 1,
    priority: move.priority,
    damage:
      damage === undefined
        ? null
        : {
            ...{ min, max, minPercent: round((100 * min) / hp, 2), maxPercent: round((100 * max) / hp, 2) },
            hitsToKo: knockOut?.uses ?? null,
            koChance: round(knockOut?.chance ?? 0),
          },
    modelled: isModelled,
  };
}

function knockOutOf(damage: NonNullable<MoveValue["damage"]>, hp: number): MoveValue["knockOut"] {
  const chances = koChances(damage, hp);
  const at = chances.findIndex((chance) => chance >= WORTH_NAMING);
  return at < 0 ? undefined : { uses: at + 1, chance: chances[at]! };
}
