// The solver's player against simple ones, in random open match-ups of any sets, each played from both sides.

import { RandomPlayerAI } from "@pkmn/sim";
import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { attackRule } from "../../src/attack-rules.ts";
import { HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import type { Battle, Side } from "../../src/engine/matchup.ts";
import { GREEDY_POLICY, RANDOM_POLICY } from "../../src/engine/policy.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { calculateDamage, createCombatant, createTypeChart, damageDistribution } from "../../src/index.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { namedChoices } from "../../src/solve/play-seen-turn.ts";
import { followTimers, timersOf } from "../../src/solve/public-state.ts";
import { resultOf } from "../../src/solve/tree-search.ts";
import { FACTS } from "../helpers.ts";
import type { ShowdownBattle } from "../oracle/showdown.ts";
import { ENGINE, randomSets } from "./sets.ts";
import { ShadowedBattle } from "./shadowed-battle.ts";
import { createStrategies, type Strategies, wilson } from "./strategies.ts";

/** Players that the solver's is held against. */
export const BASELINES = ["random", "random-player-ai", "strongest-attack", "expected-damage"] as const;
export type Baseline = (typeof BASELINES)[number];

/** How often the solver's player won. */
export interface BaselineResult {
  readonly baseline: Baseline;
  readonly matchups: number;
  readonly battles: number;
  /** Its share of the wins, ties counting half, with Wilson's interval at 95 %. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Turns that tell whether a match-up is open (0.2 < p < 0.8). */
const OPEN_NODES = 10_000;
const REST = ENGINE.tables.rows.get("rest")!;
const CHART = createTypeChart(FACTS.effectiveness);
const MOVES = new Map(FACTS.moves.map((move) => [move.slug, move]));

/**
 * Plays `matchups` random open match-ups, `battles` from each side; the sets change sides, so that a player as good as the
 * solver's comes to one half.
 */
export function playBaseline(
  baseline: Baseline,
  matchups: number,
  battles: number,
  turnNodes: number,
  seed: number,
): BaselineResult {
  const random = createSeededRandom(seed);
  const sets = randomSets(seed);
  let wins = 0;
  for (let n = 0; n < matchups; ) {
    const a = sets.next().value as PreparedSet;
    const b = sets.next().value as PreparedSet;
    const { p } = evaluateMatchup(ENGINE, a, b, { nodes: OPEN_NODES });
    if (p < 0.2 || p > 0.8) continue;
    n++;
    const strategies = createStrategies(ENGINE.createMatchup(a, b), turnNodes, "auto");
    for (const side of ["a", "b"] as const) {
      for (let k = 0; k < battles; k++) {
        const won =
          baseline === "random-player-ai"
            ? playShowdown(a, b, side, strategies, random)
            : playKernel(a, b, side, strategies, baseline, random);
        wins += side === "a" ? won : 1 - won;
      }
    }
  }
  const played = 2 * matchups * battles;
  return { baseline, matchups, battles: played, share: wins / played, ...wilson(wins / played, played) };
}

function playKernel(
  a: PreparedSet,
  b: PreparedSet,
  solver: Side,
  strategies: Strategies,
  baseline: Exclude<Baseline, "random-player-ai">,
  random: SeededRandom,
): number {
  const battle = ENGINE.createMatchup(a, b, { kind: "fast", seed: random.next(2 ** 32) });
  const timers = timersOf(battle.state, undefined, undefined);
  const choose = (side: Side): number =>
    side === solver
      ? strategies.draw(battle, timers, side, random)
      : chooseByBaseline(battle, side, baseline);
  while (battle.state[RESULT] === ONGOING) {
    const choiceA = choose("a");
    battle.turn(choiceA, choose("b"));
    followTimers(battle.state, timers, REST);
  }
  return resultOf(battle.state);
}

function chooseByBaseline(
  battle: Battle,
  side: Side,
  baseline: Exclude<Baseline, "random-player-ai">,
): number {
  const at = side === "a" ? SIDE_A : SIDE_B;
  if (baseline === "random") return RANDOM_POLICY.choose(battle.memory, at, battle.legalMask(side));
  if (baseline === "strongest-attack") return GREEDY_POLICY.choose(battle.memory, at, battle.legalMask(side));
  return namedChoices(battle, side).reduce(
    (best, { choice, move }) => {
      const worth = expectedDamage(battle, side, move);
      return worth > best.worth ? { choice, worth } : best;
    },
    { choice: 0, worth: -1 },
  ).choice;
}

/** Mean HP that one use takes at the stats of the start, the target's HP being all there is to take. */
function expectedDamage({ sets, state }: Battle, side: Side, slug: string): number {
  const move = MOVES.get(slug);
  if (move === undefined) return 0;
  const [own, foe] = side === "a" ? [sets.a, sets.b] : [sets.b, sets.a];
  const damage = calculateDamage(createCombatant(own.set), createCombatant(foe.set), move, CHART);
  if (damage === undefined || attackRule(move).userFaints) return 0;
  const left = state[(side === "a" ? SIDE_B : SIDE_A) + HP]!;
  const { values, probabilities } = damageDistribution(damage);
  const mean = values.reduce((sum, value, k) => sum + Math.min(value, left) * probabilities[k]!, 0);
  return mean / (damage.rule.turns?.count ?? 1);
}

function playShowdown(
  a: PreparedSet,
  b: PreparedSet,
  solver: Side,
  strategies: Strategies,
  random: SeededRandom,
): number {
  const battle = new ShadowedBattle(a, b, random);
  const other: Side = solver === "a" ? "b" : "a";
  const player = new ScriptedPlayer(random);
  while (!battle.isOver) {
    const { shadow, timers, showdown } = battle;
    const own = strategies.draw(shadow, timers, solver, random);
    const theirs = player.choiceIn(showdown, other);
    battle.turn(solver === "a" ? own : theirs, solver === "a" ? theirs : own);
  }
  return battle.result;
}

/** Showdown's own random player, asked turn by turn. */
class ScriptedPlayer {
  readonly #player: RandomPlayerAI;
  #said = "";

  constructor(random: SeededRandom) {
    const stream = {
      write: (choice: string) => {
        this.#said = choice;
      },
    };
    const seed = Array.from({ length: 4 }, () => random.next(0x1_0000)).join(",");
    this.#player = new RandomPlayerAI(stream as never, { seed: seed as never });
  }

  /** The kernel's number of the choice it makes; it never Mega Evolves. */
  choiceIn(showdown: ShowdownBattle, side: Side): number {
    this.#player.receiveRequest(showdown.sides[side === "a" ? 0 : 1]!.activeRequest as never);
    return Number(/^move (\d)/.exec(this.#said)?.[1] ?? 1) - 1;
  }
}
