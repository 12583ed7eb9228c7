import type { PokemonSet } from "@predictiondex/battle";
import { type BattleRules, createEngine } from "@predictiondex/battle/engine";
import { createSeededRandom, DataInvalidError, type SeededRandom } from "@predictiondex/core";
import { looksClose } from "./closeness.ts";
import { playToMiddle } from "./matchup-state.ts";
import type { MatchupSample, PlainScenario, Scenario, Split } from "./sample.ts";
import {
  createSetPools,
  drawMoves,
  drawSet,
  type FormPool,
  levelUpMoves,
  type SampleFacts,
  type SetPools,
} from "./set-pools.ts";
import { fnv1a, groupOf, splitOf } from "./splits.ts";

/** Which match-ups are drawn. */
export interface SamplingOptions {
  readonly seed: number;
  readonly scenario: Scenario;
  /** The splits that are drawn from; all where left out. */
  readonly splits?: readonly Split[];
  /** Whether close match-ups are drawn more often, their weights undoing it; true where left out. */
  readonly favourClose?: boolean;
}

/** Draws match-ups; the i-th does not hang on those before it. */
export interface Sampler {
  /** The match-up with that index, from 0. */
  sample(index: number): MatchupSample;
}

/** Of 100 match-ups of `all`, how many are of each scenario. */
const MIXTURE: readonly (readonly [PlainScenario, number])[] = [
  ["random_move", 55],
  ["best_move", 20],
  ["in_game", 15],
  ["all_combinations", 10],
];
/** Match-ups in the middle of a battle, per cent. */
const MIDDLE_SHARE = 20;
/** Match-ups without restrictions of level and awakening values, per cent. */
const UNRESTRICTED_SHARE = 20;
const LEAST_LEVEL = 5;
const HIGHEST_LEVEL = 100;
/** How far two levels are apart at most, but for the few that are drawn freely. */
const LEVEL_GAP = 12;
/** Match-ups of which one is kept, and how much a decided one counts beside a close one. */
const CANDIDATES = 4;
const DECIDED_SHARE = 0.25;
const COMBINATIONS = 16;
const MOST_DRAWS = 100_000;

/**
 * Makes a sampler. Of each four match-ups drawn one is kept, a close one (see `looksClose`) four times as likely as a
 * decided one; its weight is the mean of the four likelihoods over its own, so that weighted means are those of plain
 * drawing. @throws {DataInvalidError} where the facts hold no form of the splits, or a form without moves
 */
export function createSampler(facts: SampleFacts, options: SamplingOptions): Sampler {
  const pools = createSetPools(facts);
  const engine = createEngine({ moves: facts.moves, effectiveness: facts.effectiveness, forms: [] });
  const origin = fnv1a(`${options.seed}:${options.scenario}`);
  return {
    sample(index) {
      // All combinations of one match-up stand in a row: they share its draws.
      const isRow = options.scenario === "all_combinations";
      const random = createSeededRandom((origin + (isRow ? Math.floor(index / COMBINATIONS) : index)) | 0);
      const scenario = options.scenario === "all" ? drawScenario(random) : options.scenario;
      const isSingle = scenario === "all_combinations";
      const isMiddle = !isSingle && random.next(100) < MIDDLE_SHARE;
      const draw = (): Drawn => drawMatchup(pools, scenario, options.splits, random);
      const { drawn, weight } =
        isSingle || options.favourClose === false
          ? { drawn: draw(), weight: 1 }
          : choose(pools, draw, random);
      const { rules } = drawn;
      const combination = isRow ? index % COMBINATIONS : random.next(COMBINATIONS);
      const a = isSingle ? withOneMove(drawn.a, combination >> 2) : drawn.a;
      const b = isSingle ? withOneMove(drawn.b, combination & 3) : drawn.b;
      return {
        index,
        scenario,
        group: groupOf(a.form.slug, b.form.slug),
        split: splitOf(a.form.slug, b.form.slug),
        rules,
        a,
        b,
        state: isMiddle ? playToMiddle(engine, a, b, random) : undefined,
        weight,
      };
    },
  };
}

/** Match-ups with their indices from `from` on, without end. */
export function* sampleMatchups(
  facts: SampleFacts,
  options: SamplingOptions,
  from = 0,
): Generator<MatchupSample, never> {
  const sampler = createSampler(facts, options);
  for (let index = from; ; index++) yield sampler.sample(index);
}

interface Drawn {
  readonly a: PokemonSet;
  readonly b: PokemonSet;
  readonly rules: BattleRules;
}

function drawScenario(random: SeededRandom): PlainScenario {
  let place = random.next(100);
  for (const [scenario, share] of MIXTURE) {
    if (place < share) return scenario;
    place -= share;
  }
  throw new Error("the shares of the mixture come to less than 100");
}

/** Keeps one of several draws, the close ones rather, with the weight that undoes it. */
function choose(
  { chart }: SetPools,
  draw: () => Drawn,
  random: SeededRandom,
): { readonly drawn: Drawn; readonly weight: number } {
  const candidates = Array.from({ length: CANDIDATES }, draw);
  const shares = candidates.map(({ a, b }) => (looksClose(a, b, chart) ? 1 : DECIDED_SHARE));
  const sum = shares.reduce((total, share) => total + share, 0);
  let place = (random.next(2 ** 32) / 2 ** 32) * sum;
  let kept = 0;
  while (kept < CANDIDATES - 1 && place >= shares[kept]!) place -= shares[kept++]!;
  return { drawn: candidates[kept]!, weight: sum / CANDIDATES / shares[kept]! };
}

function drawMatchup(
  pools: SetPools,
  scenario: PlainScenario,
  splits: readonly Split[] | undefined,
  random: SeededRandom,
): Drawn {
  const [a, b] = drawForms(pools, scenario, splits, random);
  if (scenario === "in_game") {
    const levels = drawLevels(Math.max(LEAST_LEVEL, Math.min(a.leastLevel, b.leastLevel)), random);
    const [levelA, levelB] = [Math.max(a.leastLevel, levels[0]), Math.max(b.leastLevel, levels[1])];
    return {
      a: drawSet(a.form, levelUpMoves(a, levelA), { level: levelA, hasAvs: false }, pools, random),
      b: drawSet(b.form, levelUpMoves(b, levelB), { level: levelB, hasAvs: false }, pools, random),
      rules: "no-restrictions",
    };
  }
  const isFree = random.next(100) < UNRESTRICTED_SHARE;
  const levels = isFree ? drawLevels(LEAST_LEVEL, random) : [50, 50];
  const hasAvs = isFree && random.next(2) === 0;
  const attacksOnly = scenario === "best_move" && random.next(2) === 0;
  const movesA = drawMoves(attacksOnly && a.attacks.length > 0 ? a.attacks : a.legal, random);
  const movesB = scenario === "best_move" ? b.standard : drawMoves(b.legal, random);
  return {
    a: drawSet(a.form, movesA, { level: levels[0]!, hasAvs }, pools, random),
    b: drawSet(b.form, movesB, { level: levels[1]!, hasAvs }, pools, random),
    rules: isFree ? "no-restrictions" : "normal",
  };
}

/** Two forms, each as likely, whose pair belongs to one of the splits. */
function drawForms(
  { forms }: SetPools,
  scenario: PlainScenario,
  splits: readonly Split[] | undefined,
  random: SeededRandom,
): readonly [FormPool, FormPool] {
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const a = forms[random.next(forms.length)]!;
    const b = forms[random.next(forms.length)]!;
    if (scenario === "all_combinations" && (a.legal.length < 4 || b.legal.length < 4)) continue;
    if (splits === undefined || splits.includes(splitOf(a.form.slug, b.form.slug))) return [a, b];
  }
  throw new DataInvalidError(
    `the ${forms.length} forms of the game data have no pair for ${scenario} in ${splits?.join(", ") ?? "any split"}`,
  );
}

/** Two levels: nine times of ten at most 12 apart. */
function drawLevels(least: number, random: SeededRandom): readonly [number, number] {
  const level = least + random.next(HIGHEST_LEVEL - least + 1);
  if (random.next(10) === 0) return [level, least + random.next(HIGHEST_LEVEL - least + 1)];
  const other = level + random.next(2 * LEVEL_GAP + 1) - LEVEL_GAP;
  return [level, Math.min(HIGHEST_LEVEL, Math.max(least, other))];
}

function withOneMove(set: PokemonSet, place: number): PokemonSet {
  return { ...set, moves: [set.moves[place]!] };
}
