// What is to be solved of a battle by layers: its turns' layers, the uses of moves, the ends of turns, and
// what leads from each to which.

import { SIDE_A, SIDE_B } from "../engine/layout.ts";
import { healing } from "./layer-class.ts";
import type { Ending, Layers, Passage } from "./layers.ts";
import { bitAt, countBits } from "./node-table.ts";

/** Limits of what is solved: turns' layers, grids, additions. */
export interface LayerLimits {
  readonly mostTurns: number;
  readonly mostGrids: number;
  readonly mostWork: number;
}

/** A passage with its grid, and the chance to take all of the foe's HP by what they are (where the user loses none). */
export interface Step {
  readonly grid: number;
  readonly foe: Int32Array;
  readonly own: Int32Array;
  readonly chance: Float64Array;
  readonly still: number;
  /** The chance of it all. */
  readonly total: number;
  /** The user loses nothing. */
  readonly isPlain: boolean;
  readonly koChance: Float64Array;
}

/** One use: whose, and its steps. */
export interface Use {
  readonly isA: boolean;
  readonly steps: readonly Step[];
  /** The steps where the user misses no HP; the same where that makes no difference. */
  readonly stepsAtFull: readonly Step[];
}

/** One pair of choices. */
export interface Pair {
  readonly firstA: number;
  /** The first use where A, and where B, acts first. */
  readonly openingA: Use | undefined;
  readonly openingB: Use | undefined;
}

/** The turn of one layer. */
export interface Turn {
  readonly layer: number;
  readonly choicesA: readonly number[];
  readonly choicesB: readonly number[];
  /** By place of A's choice, then of B's. */
  readonly pairs: readonly Pair[];
}

/** What is to be solved. */
export interface LayerPlan {
  readonly turns: readonly Turn[];
  /** The second uses; reply n has grid n. */
  readonly replies: readonly Use[];
  /** The ends of turns; rest n has grid `replies.length + n`, `to` are places in `turns`. */
  readonly rests: readonly (readonly Ending[])[];
  /** Somebody's HP can rise. */
  readonly rises: boolean;
  /** More HP are never worse and fewer of the foe never better; not so where a move does more than heal unless HP are full. */
  readonly isMonotone: boolean;
  /** Additions for one cell, of all layers. */
  readonly work: number;
}

/** Finds every layer that the battle can come to, and what leads where; undefined beyond the limits. Yields by layers. */
export function* planLayers(
  layers: Layers,
  tables: Int32Array,
  hpA: number,
  hpB: number,
  limits: LayerLimits,
): Generator<void, LayerPlan | undefined> {
  const turnOf = new Map<number, number>();
  const open: number[] = [];
  const turnNumber = (layer: number): number => {
    let turn = turnOf.get(layer);
    if (turn === undefined) {
      turn = turnOf.size;
      turnOf.set(layer, turn);
      open.push(layer);
    }
    return turn;
  };
  const restOf = new Map<number, number>();
  const rests: (readonly Ending[])[] = [];
  const restNumber = (layer: number): number => {
    let rest = restOf.get(layer);
    if (rest === undefined) {
      rest = rests.length;
      restOf.set(layer, rest);
      rests.push(layers.endings(layer).map((ending) => ({ ...ending, to: turnNumber(ending.to) })));
    }
    return rest;
  };
  const replyOf = new Map<string, number>();
  const replies: { isA: boolean; passages: readonly Passage[]; atFull: readonly Passage[] }[] = [];
  const passagesOf = (layer: number, side: number, move: number, foesMove: number) => {
    const passages = layers.use(layer, side, move, foesMove);
    const { failsAtFull } = healing(tables, move);
    return { passages, atFull: failsAtFull ? layers.use(layer, side, move, foesMove, true) : passages };
  };
  const replyNumber = (layer: number, side: number, move: number): number => {
    const { passages, atFull } = passagesOf(layer, side, move, -1);
    const key = `${layer} ${side} ${move}`;
    let reply = replyOf.get(key);
    if (reply === undefined) {
      reply = replies.length;
      replyOf.set(key, reply);
      replies.push({ isA: side === SIDE_A, passages, atFull });
      for (const { to } of [...passages, ...atFull]) restNumber(to);
    }
    return reply;
  };
  const mostHp = Math.max(hpA, hpB);
  const openings = new Map<string, Use>();
  const openingOf = (layer: number, side: number, move: number, foesMove: number): Use => {
    const key = `${layer} ${side} ${move} ${foesMove}`;
    let use = openings.get(key);
    if (use === undefined) {
      const { passages, atFull } = passagesOf(layer, side, move, foesMove);
      const foe = SIDE_A + SIDE_B - side;
      use = makeUse(side === SIDE_A, passages, atFull, (passage) =>
        stepOf(passage, replyNumber(passage.to, foe, foesMove), mostHp),
      );
      openings.set(key, use);
    }
    return use;
  };
  const turns: Turn[] = [];
  turnNumber(0);
  for (let layer = open.shift(); layer !== undefined; layer = open.shift()) {
    const [maskA, maskB] = [layers.choices(layer, SIDE_A), layers.choices(layer, SIDE_B)];
    const choicesA = Array.from({ length: countBits(maskA) }, (_, n) => bitAt(maskA, n));
    const choicesB = Array.from({ length: countBits(maskB) }, (_, n) => bitAt(maskB, n));
    const pairs: Pair[] = [];
    for (const a of choicesA) {
      for (const b of choicesB) {
        const firstA = layers.firstA(layer, a, b);
        const [moveA, moveB] = [layers.moveOf(layer, SIDE_A, a), layers.moveOf(layer, SIDE_B, b)];
        pairs.push({
          firstA,
          openingA: firstA > 0 ? openingOf(layer, SIDE_A, moveA, moveB) : undefined,
          openingB: firstA < 1 ? openingOf(layer, SIDE_B, moveB, moveA) : undefined,
        });
      }
    }
    turns.push({ layer, choicesA, choicesB, pairs });
    if (turnOf.size > limits.mostTurns || replies.length + rests.length > limits.mostGrids) return undefined;
    yield;
  }
  const laidOut = {
    turns,
    replies: replies.map(({ isA, passages, atFull }) =>
      makeUse(isA, passages, atFull, (passage) =>
        stepOf(passage, replies.length + restOf.get(passage.to)!, mostHp),
      ),
    ),
    rests,
  };
  const uses = [...openings.values(), ...laidOut.replies];
  const plan: LayerPlan = {
    ...laidOut,
    rises: rests.flat().some(({ seeded }) => seeded !== undefined) || uses.some(gains),
    isMonotone: uses.every(isSameAtFull),
    work: workOf(laidOut),
  };
  return plan.work * hpA * hpB > limits.mostWork ? undefined : plan;
}

function makeUse(
  isA: boolean,
  passages: readonly Passage[],
  atFull: readonly Passage[],
  step: (passage: Passage) => Step,
): Use {
  const steps = passages.map(step);
  return { isA, steps, stepsAtFull: atFull === passages ? steps : atFull.map(step) };
}

function gains({ steps }: Use): boolean {
  return steps.some(({ own }) => own.some((loss) => loss < 0));
}

/** Whether a use leads to the same layers whatever HP the user has. */
function isSameAtFull({ steps, stepsAtFull }: Use): boolean {
  const totals = (list: readonly Step[]) => new Map(list.map(({ grid, total }) => [grid, total]));
  const [here, there] = [totals(steps), totals(stepsAtFull)];
  return here.size === there.size && [...here].every(([grid, total]) => isNear(there.get(grid), total));
}

function isNear(left: number | undefined, right: number): boolean {
  return left !== undefined && Math.abs(left - right) < 1e-12;
}

function stepOf({ foe, own, chance, still }: Passage, grid: number, mostHp: number): Step {
  const koChance = new Float64Array(mostHp + 1);
  let beyond = 0;
  for (let hp = mostHp, k = foe.length - 1; hp > 0; hp--) {
    while (k >= 0 && foe[k]! >= hp) beyond += chance[k--]!;
    koChance[hp] = beyond;
  }
  const total = chance.reduce((sum, one) => sum + one, still);
  return { grid, foe, own, chance, still, total, isPlain: own.every((loss) => loss === 0), koChance };
}

/** Additions for one cell. */
function workOf({ turns, replies }: Pick<LayerPlan, "turns" | "replies">): number {
  const ofUse = ({ steps }: Use): number => steps.reduce((sum, { foe }) => sum + foe.length + 4, 0);
  let work = replies.reduce((sum, use) => sum + ofUse(use), 0);
  for (const { pairs } of turns) {
    for (const { openingA, openingB } of pairs) {
      work += (openingA === undefined ? 0 : ofUse(openingA)) + (openingB === undefined ? 0 : ofUse(openingB));
    }
  }
  return work;
}
