import {
  type Evaluation,
  explain,
  type MoveValue,
  SET_DEFAULTS,
  type TypeNames,
} from "@predictiondex/battle";
import type { BestMoveResponse, MoveScore } from "@predictiondex/contract";
import type { Form, Text } from "@predictiondex/core";
import type { Catalogue } from "./catalogue.ts";
import { chooseMoves } from "./choose-moves.ts";
import { type PredictOptions, predict } from "./prediction/predict.ts";
import { type SetSpec, setOf } from "./prediction/set-spec.ts";
import { PREDICTOR_VERSION } from "./predictor.ts";
import { InvalidRequestError, MissingError, type RequestFault } from "./request-errors.ts";

/** Beyond these, sums of floating-point numbers differ by their order. */
const PROBABILITY_DECIMALS = 9;

/** A request for the best move, checked against the contract's schema. */
export interface BestMoveQuestion {
  readonly pokemon_a_id: number;
  readonly pokemon_b_id: number;
  readonly available_moves?: readonly string[] | undefined;
  readonly available_moves_b?: readonly string[] | null | undefined;
  readonly level_a: number;
  readonly level_b: number;
}

const WHOLE_GAME: Text = {
  en: "Each turn both sides choose as well as they can, each knowing the other's moves; nobody switches or uses items.",
  fr: "À chaque tour, les deux côtés choisissent au mieux en connaissant les capacités de l’autre ; personne ne change de Pokémon ni n’utilise d’objet.",
};
const LEARNED: Text = {
  en: "A model that learned from solved battles: each turn both sides choose as well as they can; nobody switches or uses items.",
  fr: "Un modèle qui a appris de combats résolus : à chaque tour, les deux côtés choisissent au mieux ; personne ne change de Pokémon ni n’utilise d’objet.",
};
const RACE: Text = {
  en: "Each side opens with a move and goes on with the one that then serves it best; neither switches, heals or uses an effect of status.",
  fr: "Chaque côté ouvre avec une capacité puis garde celle qui le sert le mieux ; personne ne change de Pokémon, ne se soigne ni n’utilise d’altération de statut.",
};

/** How both sides are taken to play. */
export function playOf({ method }: Evaluation, { snapshot }: Catalogue): Text {
  if (method !== "model") return WHOLE_GAME;
  return snapshot.model === undefined ? RACE : LEARNED;
}

/** Who predicted: the rules, or the trained model. */
export function predictorVersionOf(
  { method }: { readonly method: PredictOptions["method"] },
  { snapshot }: Catalogue,
): string {
  return (method === "model" ? snapshot.model?.version : undefined) ?? PREDICTOR_VERSION;
}

/** A question whose ids and moves are checked; moves are slugs, undefined for the standard ones. */
export interface CheckedBestMove {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly options: PredictOptions;
}

/**
 * Checks a question.
 * @throws {MissingError} where an id names no Pokémon
 * @throws {InvalidRequestError} where a move is unknown, not learnable or named twice
 */
export function checkBestMove(
  catalogue: Catalogue,
  question: BestMoveQuestion,
  nodes: number,
): CheckedBestMove {
  const a = findForm(catalogue, question.pokemon_a_id, "pokemon_a_id");
  const b = findForm(catalogue, question.pokemon_b_id, "pokemon_b_id");
  const faults: RequestFault[] = [];
  const movesOf = (
    form: Form,
    field: "available_moves" | "available_moves_b",
    names: readonly string[] | null | undefined,
  ): readonly string[] | undefined => {
    if (names === undefined || names === null) return undefined;
    const chosen = chooseMoves(catalogue, form, field, names);
    faults.push(...chosen.faults);
    return chosen.moves.map(({ slug }) => slug);
  };
  const movesA = movesOf(a, "available_moves", question.available_moves);
  const movesB = movesOf(b, "available_moves_b", question.available_moves_b);
  if (faults.length > 0) throw new InvalidRequestError(faults);
  const { nature: _, ...defaults } = SET_DEFAULTS;
  const spec = (form: Form, moves: readonly string[] | undefined, level: number): SetSpec => ({
    ...defaults,
    ...{ form: form.slug, moves, level, nature: undefined, mega: false },
  });
  return {
    a: spec(a, movesA, question.level_a),
    b: spec(b, movesB, question.level_b),
    options: { method: "auto", nodes, budgetMs: undefined, seed: 1 },
  };
}

/** The value of each of A's moves against B. */
export function answerBestMove(catalogue: Catalogue, question: CheckedBestMove): BestMoveResponse {
  const { a, b, options } = question;
  return toResponse(
    catalogue,
    question,
    predict(catalogue, setOf(catalogue, a), setOf(catalogue, b), options),
  );
}

/** The form of that id. @throws {MissingError} naming the field where there is none */
export function findForm({ forms }: Catalogue, id: number, field = "id"): Form {
  const form = forms.get(id);
  if (form !== undefined) return form;
  const text = {
    en: `${field}: no Pokémon has the id ${id}; ids are 1–${forms.size}`,
    fr: `${field} : aucun Pokémon n’a l’identifiant ${id} ; ils vont de 1 à ${forms.size}`,
  };
  throw new MissingError(text, field);
}

function toResponse(
  catalogue: Catalogue,
  question: CheckedBestMove,
  evaluation: Evaluation,
): BestMoveResponse {
  const { a, b, method, moves, opponent, first } = evaluation;
  const { move: best, p, low, high } = moves[0]!;
  return {
    pokemon_a_id: a.set.form.id,
    pokemon_a_name: a.set.form.frenchAlias,
    pokemon_b_id: b.set.form.id,
    pokemon_b_name: b.set.form.frenchAlias,
    recommended_move: best.frenchAlias,
    recommended_move_slug: best.slug,
    ...probabilities(p, low, high),
    method,
    all_moves: moves.map((value) => moveScore(catalogue, value, b.stats.hp, "A")),
    opponent_moves: opponent.map((value) => moveScore(catalogue, value, a.stats.hp, "B")),
    first: {
      side: ({ a: "A", b: "B", tie: "tie" } as const)[first.side],
      reason: first.reason,
      speed_a: a.stats.speed,
      speed_b: b.stats.speed,
    },
    hp_a: a.stats.hp,
    hp_b: b.stats.hp,
    explanation: explain(evaluation, typeNames(catalogue)),
    assumptions: {
      level_a: question.a.level,
      level_b: question.b.level,
      iv: SET_DEFAULTS.ivs.hp,
      av: SET_DEFAULTS.avs.hp,
      friendship: SET_DEFAULTS.friendship,
      nature: "neutral",
      opponent_moves: question.b.moves ? "chosen" : "standard",
      own_moves: question.a.moves ? "chosen" : "standard",
      play: playOf(evaluation, catalogue),
    },
    data_version: catalogue.snapshot.dataVersion,
    model_version: predictorVersionOf(evaluation, catalogue),
  };
}

/** A move's value for the side that uses it; `hp` is the full HP of the other. */
function moveScore(catalogue: Catalogue, value: MoveValue, hp: number, side: "A" | "B"): MoveScore {
  const { move, damage, p, low, high, knockOut, isModelled } = value;
  const multiplier = damage?.typeMultiplier ?? 1;
  const stab = damage?.stab ?? 1;
  const power = damage?.power || (move.power ?? 0);
  const other = side === "A" ? "B" : "A";
  return {
    move_name: move.frenchAlias,
    move_name_fr: move.names.fr,
    move_name_en: move.names.en,
    move_slug: move.slug,
    move_type: catalogue.types.get(move.type)!.names.fr,
    move_type_slug: move.type,
    move_power: move.power ?? 0,
    move_accuracy: move.accuracy,
    effective_power: round(power * stab * multiplier),
    type_multiplier: multiplier,
    stab,
    priority: move.priority,
    score: round(p * 100),
    ...probabilities(p, low, high),
    worst: round(value.worst, PROBABILITY_DECIMALS),
    weight: round(value.weight, PROBABILITY_DECIMALS),
    predicted_winner: p >= 0.5 ? side : other,
    damage: damage === undefined ? null : damageSpan(damage.rolls, hp, knockOut),
    modelled: isModelled,
  };
}

function damageSpan(
  rolls: readonly number[],
  hp: number,
  knockOut: MoveValue["knockOut"],
): NonNullable<MoveScore["damage"]> {
  const min = rolls[0] ?? 0;
  const max = rolls.at(-1) ?? 0;
  return {
    min,
    max,
    min_percent: round((100 * min) / hp),
    max_percent: round((100 * max) / hp),
    hits_to_ko: knockOut?.uses ?? null,
    ko_chance: round(knockOut?.chance ?? 0, PROBABILITY_DECIMALS),
  };
}

const namesOfTypes = new WeakMap<Catalogue, TypeNames>();

/** Names of the types, for explanations. */
export function typeNames(catalogue: Catalogue): TypeNames {
  const known = namesOfTypes.get(catalogue);
  if (known !== undefined) return known;
  const names = new Map([...catalogue.types].map(([slug, type]) => [slug, type.names] as const));
  namesOfTypes.set(catalogue, names);
  return names;
}

function probabilities(
  p: number,
  low: number,
  high: number,
): Pick<MoveScore, "win_probability" | "low" | "high"> {
  const rounded = (value: number): number => round(value, PROBABILITY_DECIMALS);
  return { win_probability: rounded(p), low: rounded(low), high: rounded(high) };
}

function round(value: number, decimals = 2): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
