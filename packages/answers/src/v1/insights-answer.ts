import {
  type Evaluation,
  findTurningPoints,
  type PokemonSet,
  type TurningPoint,
  tellCounterfactual,
  tellTurningPoint,
} from "@predictiondex/battle";
import type { InsightsResponse } from "@predictiondex/contract";
import type { Move } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { CancelledError } from "../prediction/cancelled-error.ts";
import { judgeOf } from "../prediction/predict.ts";
import type { Rules } from "../prediction/read-set.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { PREDICTOR_VERSION } from "../predictor.ts";
import { round } from "./battle-side.ts";

/** A match-up to learn from; the sets are checked. */
export interface InsightsQuestion {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly rules: Rules;
  /** Turns that all searches together may play. */
  readonly nodes: number;
  readonly seed: number;
}

/** Searches that a question comes to at most: the match-up, candidates, and about twenty changes. */
const SHARES = 32;
/** Candidates that are valued by the whole game, of those that the damage race puts first, and status moves. */
const ATTACKS = 5;
const STATUS_MOVES = 4;
/** A better move must be better by more than the search's own noise. */
const BETTER = 0.02;

/** The unused move that would do most, and the small changes that would turn the match-up. */
export function answerInsights(
  catalogue: Catalogue,
  { a, b, rules, nodes, seed }: InsightsQuestion,
  isCancelled: () => boolean,
): InsightsResponse {
  const [setA, setB] = [setOf(catalogue, a), setOf(catalogue, b)];
  const mega = { a: a.mega, b: b.mega };
  let spent = 0;
  const value = (own: PokemonSet, foe: PokemonSet): Evaluation => {
    if (isCancelled()) throw new CancelledError("nobody waits for the answer");
    const found = judgeOf(catalogue).evaluate(own, foe, { mega, nodes: Math.ceil(nodes / SHARES), seed });
    if (found.method === "search") spent += found.nodes;
    return found;
  };
  const now = value(setA, setB);
  const side = now.p < 0.5 ? "a" : "b";
  const weaker = side === "a" ? setA : setB;
  const known = new Map<string, Evaluation>();
  const changed = (set: PokemonSet): Evaluation => {
    const key = JSON.stringify([set.level, set.nature?.slug, set.avs]);
    const found = known.get(key) ?? (side === "a" ? value(set, setB) : value(setA, set));
    known.set(key, found);
    return found;
  };
  const worth = (set: PokemonSet): number => (side === "a" ? changed(set).p : 1 - changed(set).p);
  const free = rules !== "normal";
  const points = findTurningPoints(weaker, catalogue.data.natures, worth, { levels: free, avs: free });
  const rangeOf = (point: TurningPoint): Pick<InsightsResponse, "p" | "low" | "high"> => {
    const { p, low, high } = changed(withChange(weaker, point));
    const own = side === "a" ? { p, low, high } : { p: 1 - p, low: 1 - high, high: 1 - low };
    return { p: round(own.p), low: round(own.low), high: round(own.high) };
  };
  return {
    p: round(now.p),
    low: round(now.low),
    high: round(now.high),
    counterfactual: counterfactual(catalogue, setA, now, (own) => value(own, setB)),
    turningPoints: points.map((point) => ({
      ...nameChange(point),
      ...{ side, ...rangeOf(point), text: tellTurningPoint(point, weaker.form.names) },
    })),
    nodes: spent,
    seed,
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: PREDICTOR_VERSION,
  };
}

function nameChange(point: TurningPoint) {
  switch (point.kind) {
    case "level":
      return { kind: point.kind, level: point.level };
    case "nature":
      return { kind: point.kind, nature: point.nature.slug };
    case "av":
      return { kind: point.kind, stat: point.stat, av: point.av };
  }
}

function withChange(set: PokemonSet, point: TurningPoint): PokemonSet {
  switch (point.kind) {
    case "level":
      return { ...set, level: point.level };
    case "nature":
      return { ...set, nature: point.nature };
    case "av":
      return { ...set, avs: { ...set.avs, [point.stat]: point.av } };
  }
}

/** The legal move, in the place of the least useful one, with which A would win most; null where none gains. */
function counterfactual(
  catalogue: Catalogue,
  set: PokemonSet,
  now: Evaluation,
  value: (own: PokemonSet) => Evaluation,
): InsightsResponse["counterfactual"] {
  const unused = catalogue.learnableMoves(set.form).filter((move) => !set.moves.includes(move));
  const candidates = [...bestAttacks(catalogue, set, now, unused), ...statusMoves(unused)];
  const replaced = set.moves.length < 4 ? undefined : leastUseful(now);
  const kept = set.moves.filter((move) => move !== replaced);
  const best = candidates
    .map((move) => ({ move, found: value({ ...set, moves: [...kept, move] }) }))
    .reduce<{ readonly move: Move; readonly found: Evaluation } | undefined>(
      (top, one) => (top === undefined || one.found.p > top.found.p ? one : top),
      undefined,
    );
  if (best === undefined || best.found.p < now.p + BETTER) return null;
  const { p, low, high } = best.found;
  return {
    move: best.move.slug,
    replaces: replaced?.slug ?? null,
    ...{ p: round(p), low: round(low), high: round(high) },
    text: tellCounterfactual(best.move, replaced, p),
  };
}

function leastUseful({ moves }: Evaluation): Move {
  return moves.toSorted((left, right) => left.weight - right.weight || left.p - right.p)[0]!.move;
}

function bestAttacks(
  catalogue: Catalogue,
  set: PokemonSet,
  { b }: Evaluation,
  unused: readonly Move[],
): readonly Move[] {
  const attacks = unused.filter(({ category }) => category !== "status");
  if (attacks.length <= ATTACKS) return attacks;
  const race = judgeOf(catalogue).evaluate({ ...set, moves: attacks }, b.set);
  return race.moves.slice(0, ATTACKS).map(({ move }) => move);
}

/** Status moves that turn battles, by what they are known to do: the first few of a fixed order. */
function statusMoves(unused: readonly Move[]): readonly Move[] {
  return TURNING_STATUS_MOVES.flatMap((slug) => unused.filter((move) => move.slug === slug)).slice(
    0,
    STATUS_MOVES,
  );
}

const TURNING_STATUS_MOVES = [
  ...["spore", "sleep-powder", "hypnosis", "sing", "thunder-wave", "stun-spore", "glare", "toxic"],
  ...["will-o-wisp", "nasty-plot", "swords-dance", "quiver-dance", "calm-mind", "dragon-dance"],
  ...["recover", "soft-boiled", "roost", "substitute", "leech-seed", "confuse-ray"],
];
