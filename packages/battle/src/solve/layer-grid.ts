// The exact value of a battle in which HP only fall, by HP of both sides and by layer. One pass from low to high HP
// settles the cells. Within a cell, layers lead to one another where nobody loses HP (a miss, sleep, a wasted turn):
// there values are iterated until they rest. A turn is three steps, each with grids of its own: the first use, the
// second, the end of the turn.

import { keptChoices } from "./layer-dominance.ts";
import type { LayerPlan, Use } from "./layer-plan.ts";
import type { Ending } from "./layers.ts";
import { solveMatrixGame } from "./matrix-game.ts";
import { findEqualHp } from "./reachable-hp.ts";

/** The game of a turn at a cell, with the choices as the kernel numbers them. */
export interface LayerGame {
  readonly choicesA: readonly number[];
  readonly choicesB: readonly number[];
  readonly values: Float64Array;
}

/** A solved battle. */
export interface SolvedLayers {
  readonly cells: number;
  readonly plan: LayerPlan;
  /** The game of a turn's layer (by its place in `plan.turns`) at a cell. */
  gameAt(turn: number, hpA: number, hpB: number): LayerGame;
}

const SETTLED = 1e-10;
const MOST_ROUNDS = 300;
const MOST_PAIRS = 144;

/** Solves a battle from its HP on. */
export function solveLayers(plan: LayerPlan, mostA: number, mostB: number): SolvedLayers {
  const { turns, replies, rests } = plan;
  const stride = mostB + 1;
  const size = (mostA + 1) * stride;
  const values = turns.map(() => new Float64Array(size));
  const games = turns.map((turn) => {
    const [keptA, keptB] = [keptChoices(plan, turn, true), keptChoices(plan, turn, false)];
    const pairs = keptA.flatMap((i) => keptB.map((j) => turn.pairs[i * turn.choicesB.length + j]!));
    return { nA: keptA.length, nB: keptB.length, pairs };
  });
  const uses = games.flatMap(({ pairs }) => pairs.flatMap(({ openingA, openingB }) => [openingA, openingB]));
  const openings = [...new Set(uses.filter((use) => use !== undefined))];
  const placeOf = (use: Use | undefined): number => (use === undefined ? -1 : openings.indexOf(use));
  const compiled = games.map(({ nA, nB, pairs }) => ({
    ...{ nA, nB },
    firsts: Float64Array.from(pairs, ({ firstA }) => firstA),
    openingsA: Int32Array.from(pairs, ({ openingA }) => placeOf(openingA)),
    openingsB: Int32Array.from(pairs, ({ openingB }) => placeOf(openingB)),
  }));
  const needed = [...new Set(openings.flatMap(({ steps }) => steps.map(({ grid }) => grid)))];
  const grids = replies.map((): Float64Array => NO_GRID);
  for (const reply of needed) grids[reply] = new Float64Array(size);
  // The end of most turns takes nothing from anybody: its grid is that of the turn that follows.
  for (const endings of rests) {
    const [only] = endings;
    const isSame = endings.length === 1 && only!.lossA === 0 && only!.lossB === 0;
    grids.push(isSame ? values[only!.to]! : new Float64Array(size));
  }
  const ownRests = rests
    .map((endings, n) => ({ endings, grid: grids[replies.length + n]! }))
    .filter(({ grid }) => !values.some((value) => value === grid));
  const restFixed = new Float64Array(ownRests.length);
  const replyFixed = new Float64Array(needed.length);
  const openingFixed = new Float64Array(openings.length);
  const openingValue = new Float64Array(openings.length);
  const payoffs = new Float64Array(MOST_PAIRS);
  const [mixA, mixB] = [new Float64Array(12), new Float64Array(12)];
  const [reachA, reachB] = [reachable(plan, true, mostA), reachable(plan, false, mostB)];
  const solved = [...values, ...needed.map((reply) => grids[reply]!), ...ownRests.map(({ grid }) => grid)];
  let cells = 0;
  for (const hpA of reachA.hps) {
    const sameA = reachA.sameAs[hpA]!;
    for (const hpB of reachB.hps) {
      const at = hpA * stride + hpB;
      const same = sameA * stride + reachB.sameAs[hpB]!;
      if (same !== at) {
        for (const grid of solved) grid[at] = grid[same]!;
        continue;
      }
      settleCell(hpA, hpB, at);
      cells += turns.length;
    }
  }

  function settleCell(hpA: number, hpB: number, at: number): void {
    for (const grid of values) grid[at] = 0.5;
    for (let n = 0; n < ownRests.length; n++) {
      restFixed[n] = endLower(ownRests[n]!.endings, values, hpA, hpB, stride, at);
    }
    for (let n = 0; n < needed.length; n++) {
      replyFixed[n] = lowerPart(replies[needed[n]!]!, grids, hpA, hpB, stride, at);
    }
    for (let n = 0; n < openings.length; n++) {
      openingFixed[n] = lowerPart(openings[n]!, grids, hpA, hpB, stride, at);
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      for (let n = 0; n < ownRests.length; n++) {
        const { endings, grid } = ownRests[n]!;
        grid[at] = restFixed[n]! + endStill(endings, values, at);
      }
      for (let n = 0; n < needed.length; n++) {
        const reply = needed[n]!;
        grids[reply]![at] = replyFixed[n]! + stillPart(replies[reply]!, grids, at);
      }
      for (let n = 0; n < openings.length; n++) {
        openingValue[n] = openingFixed[n]! + stillPart(openings[n]!, grids, at);
      }
      let change = 0;
      for (let turn = turns.length - 1; turn >= 0; turn--) {
        const { nA, nB, firsts, openingsA, openingsB } = compiled[turn]!;
        for (let m = 0; m < firsts.length; m++) {
          const first = firsts[m]!;
          payoffs[m] =
            (first > 0 ? first * openingValue[openingsA[m]!]! : 0) +
            (first < 1 ? (1 - first) * openingValue[openingsB[m]!]! : 0);
        }
        const value = nA * nB === 1 ? payoffs[0]! : solveMatrixGame(payoffs, nA, nB, mixA, mixB);
        const moved = Math.abs(value - values[turn]![at]!);
        if (moved > change) change = moved;
        values[turn]![at] = value;
      }
      if (change < SETTLED) break;
    }
  }

  // Of choices that are not needed there are no grids: their replies are worked out where they are asked for.
  const restAt = (rest: number, hpA: number, hpB: number): number => {
    const at = hpA * stride + hpB;
    return endLower(rests[rest]!, values, hpA, hpB, stride, at) + endStill(rests[rest]!, values, at);
  };
  const meanOfUse = (
    use: Use,
    hpA: number,
    hpB: number,
    after: (grid: number, a: number, b: number) => number,
  ): number => {
    let sum = 0;
    for (const { grid, foe, own, chance, still } of use.steps) {
      if (still > 0) sum += still * after(grid, hpA, hpB);
      for (let k = 0; k < foe.length; k++) {
        const [lostA, lostB] = use.isA ? [own[k]!, foe[k]!] : [foe[k]!, own[k]!];
        const foeFaints = use.isA ? lostB >= hpB : lostA >= hpA;
        if (foeFaints) sum += use.isA ? chance[k]! : 0;
        else if (lostA >= hpA) continue;
        else if (lostB >= hpB) sum += chance[k]!;
        else sum += chance[k]! * after(grid, hpA - lostA, hpB - lostB);
      }
    }
    return sum;
  };
  const openingAt = (use: Use, hpA: number, hpB: number): number =>
    meanOfUse(use, hpA, hpB, (reply, a, b) =>
      meanOfUse(replies[reply]!, a, b, (rest, c, d) => restAt(rest - replies.length, c, d)),
    );
  return {
    cells,
    plan,
    gameAt(turn, hpA, hpB) {
      const { choicesA, choicesB, pairs } = turns[turn]!;
      const game = Float64Array.from(
        pairs,
        ({ firstA, openingA, openingB }) =>
          (openingA === undefined ? 0 : firstA * openingAt(openingA, hpA, hpB)) +
          (openingB === undefined ? 0 : (1 - firstA) * openingAt(openingB, hpA, hpB)),
      );
      return { choicesA, choicesB, values: game };
    },
  };
}

const NO_GRID = new Float64Array(0);

/** HP that a side can come to, and which of them are worth the same. */
function reachable({ turns, replies, rests }: LayerPlan, ofA: boolean, most: number) {
  const losses = new Set<number>();
  const add = (use: Use | undefined): void => {
    for (const { foe, own } of use?.steps ?? [])
      for (const loss of use!.isA === ofA ? own : foe) losses.add(loss);
  };
  for (const { pairs } of turns) {
    for (const { openingA, openingB } of pairs) {
      add(openingA);
      add(openingB);
    }
  }
  for (const reply of replies) add(reply);
  for (const { lossA, lossB } of rests.flat()) losses.add(ofA ? lossA : lossB);
  losses.delete(0);
  const steps = Int32Array.from(losses);
  const reached = new Uint8Array(most + 1);
  reached[most] = 1;
  for (let hp = most; hp > 0; hp--) {
    if (reached[hp] === 1) for (const step of steps) if (step < hp) reached[hp - step] = 1;
  }
  const hps: number[] = [];
  for (let hp = 1; hp <= most; hp++) if (reached[hp] === 1) hps.push(hp);
  return { hps, sameAs: findEqualHp(hps, most, steps, false) };
}

/** A's mean value over a use, without what leaves the HP as they are. */
function lowerPart(
  { isA, steps }: Use,
  grids: readonly Float64Array[],
  hpA: number,
  hpB: number,
  stride: number,
  at: number,
): number {
  const foeHp = isA ? hpB : hpA;
  const ownHp = isA ? hpA : hpB;
  const foeStride = isA ? 1 : stride;
  const ownStride = isA ? stride : 1;
  let sum = 0;
  for (let s = 0; s < steps.length; s++) {
    const { grid, foe, own, chance, isPlain, koChance } = steps[s]!;
    const values = grids[grid]!;
    if (isA) sum += koChance[foeHp]!;
    if (isPlain) {
      for (let k = 0; k < foe.length; k++) {
        const taken = foe[k]!;
        if (taken >= foeHp) break;
        sum += chance[k]! * values[at - taken * foeStride]!;
      }
      continue;
    }
    for (let k = 0; k < foe.length; k++) {
      const taken = foe[k]!;
      if (taken >= foeHp) break;
      const lost = own[k]!;
      if (lost < ownHp) sum += chance[k]! * values[at - taken * foeStride - lost * ownStride]!;
      else if (!isA) sum += chance[k]!;
    }
  }
  return sum;
}

function stillPart({ steps }: Use, grids: readonly Float64Array[], at: number): number {
  let sum = 0;
  for (let s = 0; s < steps.length; s++) {
    const { still, grid } = steps[s]!;
    if (still > 0) sum += still * grids[grid]![at]!;
  }
  return sum;
}

function endLower(
  endings: readonly Ending[],
  values: readonly Float64Array[],
  hpA: number,
  hpB: number,
  stride: number,
  at: number,
): number {
  let sum = 0;
  for (const { to, lossA, lossB, chance, firstA } of endings) {
    if (lossA === 0 && lossB === 0) continue;
    if (lossA < hpA && lossB < hpB) sum += chance * values[to]![at - lossA * stride - lossB]!;
    else if (lossA < hpA) sum += chance;
    else if (lossB >= hpB) sum += chance * (1 - firstA);
  }
  return sum;
}

function endStill(endings: readonly Ending[], values: readonly Float64Array[], at: number): number {
  let sum = 0;
  for (const { to, lossA, lossB, chance } of endings) {
    if (lossA === 0 && lossB === 0) sum += chance * values[to]![at]!;
  }
  return sum;
}
