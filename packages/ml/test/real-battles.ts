import { completeSet, createJudge, createTypeChart, type PokemonSet } from "@predictiondex/battle";
import { createEngine } from "@predictiondex/battle/engine";
import { greedyPair, shareInShowdown, shareOnEngine } from "@predictiondex/battle/verify";
import {
  createSeededRandom,
  deriveLegalMoves,
  type Form,
  type GameFacts,
  type Move,
  type SeededRandom,
} from "@predictiondex/core";
import { calibrationError, crossEntropy, reliability } from "../src/metrics/metrics.ts";
import type { Model } from "../src/model-file/model.ts";
import { createPredictor } from "../src/predictor.ts";

/** How much is played. */
export interface RealBattleOptions {
  readonly matchups: number;
  readonly seed: number;
  /** Match-ups of which every opening move is played, for the regret. */
  readonly regretMatchups: number;
}

/** One row: how a way to predict stands against real battles. */
export interface BattleMetrics {
  /** Share of match-ups whose more frequent winner is named; those won as often as lost are left out. */
  readonly winnerAccuracy: number;
  /** Over single battles. */
  readonly brier: number;
  readonly logLoss: number;
  /** Over match-ups, 15 bins. */
  readonly ece: number;
  /** What the named first move wins less than the best one; undefined where no move is named. */
  readonly meanRegret: number | undefined;
}

/** The report; `luck` is what a perfect prediction would have as Brier score. */
export interface RealBattleReport {
  readonly matchups: number;
  readonly battles: number;
  readonly regretMatchups: number;
  readonly luck: number;
  readonly rows: Readonly<Record<"model" | "evaluate" | "simulate", BattleMetrics>>;
}

const BATTLES = 25;
const SIMULATED = 400;
const HALF = 200;
const NODES = 20_000;
const MOVES = 4;

interface Played {
  readonly a: PokemonSet;
  readonly b: PokemonSet;
  readonly share: number;
}

/**
 * Random match-ups (level 50, IV 31, neutral nature, four legal attacks each), 25 battles each in Showdown, both sides
 * choosing the highest accuracy × min(expected damage, target's HP). The regret's battles (400 for each first move) are
 * played on the engine, which is held to Showdown bit for bit.
 */
export function measureAgainstBattles(
  facts: GameFacts,
  model: Model,
  { matchups, seed, regretMatchups }: RealBattleOptions,
  onProgress: (text: string, part: number) => void = () => {},
): RealBattleReport {
  const chart = createTypeChart(facts.effectiveness);
  const engine = createEngine({ ...facts, forms: [] });
  const judge = createJudge(facts);
  const predictor = createPredictor(facts, model);
  const random = createSeededRandom(seed);
  const draw = attackSets(facts, random);
  const played: Played[] = [];
  const chances = { model: [] as number[], evaluate: [] as number[], simulate: [] as number[] };
  const regrets = { model: [] as number[], evaluate: [] as number[] };
  for (let n = 0; n < matchups; n++) {
    onProgress("battles in Showdown", n / matchups);
    const [a, b] = [draw(), draw()];
    const pair = greedyPair(a, b, chart);
    played.push({ a, b, share: shareInShowdown(pair, BATTLES, random) });
    const prediction = predictor.predict(a, b);
    const evaluation = judge.evaluate(a, b, { nodes: NODES });
    chances.model.push(prediction.p);
    chances.evaluate.push(evaluation.p);
    chances.simulate.push(shareOnEngine(pair, engine, SIMULATED, seed + n * SIMULATED));
    if (n >= regretMatchups) continue;
    const named = { model: prediction.moves[0]!.move, evaluate: evaluation.moves[0]!.move };
    const byMove = a.moves.map((_, slot) =>
      [0, 1].map((half) => shareOnEngine(pair, engine, HALF, seed + (n * 2 + half) * HALF, slot)),
    );
    for (const row of ["model", "evaluate"] as const)
      regrets[row].push(regretOf(byMove, a.moves.indexOf(named[row])));
  }
  const luck = played.reduce((sum, { share }) => sum + share * (1 - share), 0) / matchups;
  return {
    matchups,
    battles: BATTLES,
    regretMatchups: Math.min(regretMatchups, matchups),
    luck: (luck * BATTLES) / (BATTLES - 1),
    rows: {
      model: metricsOf(chances.model, played, mean(regrets.model)),
      evaluate: metricsOf(chances.evaluate, played, mean(regrets.evaluate)),
      simulate: metricsOf(chances.simulate, played, undefined),
    },
  };
}

/** The best move is chosen on one half of the battles and scored on the other; both ways round. */
function regretOf(byMove: readonly (readonly number[])[], named: number): number {
  const one = (choose: number, score: number): number => {
    const best = byMove.reduce(
      (top, shares, slot) => (shares[choose]! > byMove[top]![choose]! ? slot : top),
      0,
    );
    return byMove[best]![score]! - byMove[named]![score]!;
  };
  return (one(0, 1) + one(1, 0)) / 2;
}

function metricsOf(
  chances: readonly number[],
  played: readonly Played[],
  meanRegret: number | undefined,
): BattleMetrics {
  let named = 0;
  let decided = 0;
  let brier = 0;
  let loss = 0;
  for (const [n, { share }] of played.entries()) {
    const p = chances[n]!;
    // A battle is won (1) in `share` of the cases.
    brier += share * (1 - p) ** 2 + (1 - share) * p ** 2;
    loss += crossEntropy(p, share);
    if (share === 0.5) continue;
    decided++;
    if (p > 0.5 === share > 0.5) named++;
  }
  const bins = reliability({ predicted: chances, truth: played.map(({ share }) => share) });
  return {
    winnerAccuracy: named / Math.max(1, decided),
    brier: brier / played.length,
    logLoss: loss / played.length,
    ece: calibrationError(bins),
    meanRegret,
  };
}

/** Sets of four legal attacks (fewer where a form has fewer), forms alike. */
function attackSets(facts: GameFacts, random: SeededRandom): () => PokemonSet {
  const moves = new Map(facts.moves.map((move) => [move.slug, move]));
  const legal = Map.groupBy(deriveLegalMoves(facts), ({ form }) => form);
  const pools = facts.forms.flatMap((form): { form: Form; attacks: Move[] }[] => {
    const slugs = new Set((legal.get(form.slug) ?? []).map(({ move }) => move));
    slugs.delete("struggle");
    const attacks = [...slugs]
      .map((slug) => moves.get(slug)!)
      .filter(({ category }) => category !== "status");
    return attacks.length === 0 ? [] : [{ form, attacks }];
  });
  return () => {
    const { form, attacks } = pools[random.next(pools.length)]!;
    const left = [...attacks];
    const chosen: Move[] = [];
    while (chosen.length < MOVES && left.length > 0)
      chosen.push(left.splice(random.next(left.length), 1)[0]!);
    return completeSet({ form, moves: chosen });
  };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
