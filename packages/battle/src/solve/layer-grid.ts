// The exact value of a battle in which HP only fall, by HP of both sides and by layer. One pass from low to high HP
// settles the cells. Within a cell, layers lead to one another where nobody loses HP (a miss, sleep, a wasted turn):
// turns that lead to one another are iterated until they rest, the others come one after another. A turn is three steps,
// each with grids of its own: the first use, the second, the end of the turn.

import { classesOfHp, highestHp, openingsOf } from "./layer-classes.ts";
import { BackFlow, orderTurns, packBack, withBack } from "./layer-cycles.ts";
import { keptChoices } from "./layer-dominance.ts";
import type { LayerPlan, Pair, Use } from "./layer-plan.ts";
import { TurnGame } from "./layer-turn.ts";
import { compileUse, type LayerGrids, meanOfLower, meanOfUse } from "./layer-uses.ts";

/** The game of a turn at a cell, with the choices as the kernel numbers them. */
export interface LayerGame {
  readonly choicesA: readonly number[];
  readonly choicesB: readonly number[];
  readonly values: Float64Array;
}

/** A solved battle. */
export interface SolvedLayers {
  /** Turns' games that were solved: cells times layers. */
  readonly cells: number;
  readonly plan: LayerPlan;
  /**
   * The game of a turn's layer (by its place in `plan.turns`): at the start with all choices, later with those that an
   * optimal player can need; undefined for HP that those can't come to.
   */
  gameAt(turn: number, hpA: number, hpB: number): LayerGame | undefined;
}

const SETTLED = 1e-10;
const MOST_ROUNDS = 300;
/** Games between two looks at the clock: about a millisecond. */
const SLICE_GAMES = 2048;

/** Solves a battle from its HP on; yields between slices. */
export function* solveLayers(plan: LayerPlan, mostA: number, mostB: number): Generator<void, SolvedLayers> {
  const { turns, replies, rests } = plan;
  const kept = turns.map((turn) => keepChoices(plan, turn));
  const allKept = kept.flatMap(({ pairs }) => pairs);
  const openings = [...openingsOf(allKept)];
  const needed = [...new Set(openings.flatMap(({ steps }) => steps.map(({ grid }) => grid)))];
  const hpA = classesOfHp(plan, allKept, true, mostA);
  const hpB = classesOfHp(plan, allKept, false, mostB);
  const highest = highestHp(plan, (turn) => kept[turn]!.pairs, mostA, mostB);
  const isTurnAt = (turn: number): boolean =>
    cellA <= highest.turnsA[turn]! && cellB <= highest.turnsB[turn]!;
  const isReplyAt = (reply: number): boolean =>
    cellA <= highest.repliesA[reply]! && cellB <= highest.repliesB[reply]!;
  const countB = hpB.hps.length;
  const size = hpA.hps.length * countB;
  const starts = new Int32Array(replies.length + rests.length).fill(-1);
  let count = turns.length;
  for (const reply of needed) starts[reply] = count++ * size;
  // The end of most turns takes nothing from anybody: its grid is that of the turn that follows.
  const ownRests: number[] = [];
  rests.forEach((endings, rest) => {
    const [only] = endings;
    const isTurn = endings.length === 1 && only!.lossA === 0 && only!.lossB === 0;
    if (!isTurn) ownRests.push(rest);
    starts[replies.length + rest] = isTurn ? only!.to * size : count++ * size;
  });
  const cells = new Float64Array(count * size);
  const grids: LayerGrids = { cells, hpA, hpB, countB, starts };
  const flow = new BackFlow(plan);

  const restLower = new Float64Array(rests.length);
  const endLower = (rest: number, a: number, b: number): number => {
    let sum = 0;
    for (const { to, lossA, lossB, chance, firstA } of rests[rest]!) {
      if (lossA === 0 && lossB === 0) continue;
      const [leftA, leftB] = [hpA.hps[a]! - lossA, hpB.hps[b]! - lossB];
      if (leftA > 0 && leftB > 0) {
        sum += chance * cells[to * size + hpA.classOf[leftA]! * countB + hpB.classOf[leftB]!]!;
      } else if (leftA > 0) sum += chance;
      else if (leftB <= 0) sum += chance * (1 - firstA);
    }
    return sum;
  };
  const compiledReplies = needed.map((reply) => compileUse(replies[reply]!, grids));
  const replyLower = new Float64Array(replies.length);
  const replyStills = needed.map((reply) => stillsOf(replies[reply]!, replies.length));
  const replyBacks = needed.map((reply) => packBack(flow.ofUse(replies[reply]!)));
  const restBacks = ownRests.map((rest) => packBack(flow.ofRest(rest)));
  const compiledOpenings = openings.map((use) => compileUse(use, grids));
  const openingStills = openings.map((use) => stillsOf(use, 0));
  const openingLower = new Float64Array(openings.length);
  const openingCell = new Int32Array(openings.length).fill(-1);
  let [classA, classB, cell, cellA, cellB] = [0, 0, 0, 0, 0];
  const openingValue = (opening: number): number => {
    if (openingCell[opening] === cell) return openingLower[opening]!;
    let sum = meanOfLower(compiledOpenings[opening]!, grids, classA, classB);
    const { places, chances } = openingStills[opening]!;
    for (let n = 0; n < places.length; n++) sum += chances[n]! * replyLower[places[n]!]!;
    openingCell[opening] = cell;
    openingLower[opening] = sum;
    return sum;
  };
  const placeOf = new Map(openings.map((use, place) => [use, place]));
  const backs = kept.map(({ pairs }) => pairs.map((pair) => flow.ofPair(pair)));
  const games = kept.map(({ keptA, keptB, pairs }, turn) => {
    const place = (use: Use | undefined): number => (use === undefined ? -1 : placeOf.get(use)!);
    const compiled = {
      ...{ nA: keptA.length, nB: keptB.length, backs: backs[turn]! },
      firstA: Float64Array.from(pairs, ({ firstA }) => firstA),
      openingsA: Int32Array.from(pairs, ({ openingA }) => place(openingA)),
      openingsB: Int32Array.from(pairs, ({ openingB }) => place(openingB)),
    };
    return new TurnGame(turn, compiled, openingValue);
  });
  const groups = orderTurns(backs.map((pairs) => new Set(pairs.flatMap((back) => [...back.keys()]))));
  const values = new Float64Array(turns.length);
  /** What the games of a cell rest on: its ends of turns and its second uses, but for what leaves the HP as they are. */
  const enter = (a: number, b: number): void => {
    [classA, classB, cell] = [a, b, a * countB + b];
    [cellA, cellB] = [hpA.hps[a]!, hpB.hps[b]!];
    for (const rest of ownRests) restLower[rest] = endLower(rest, a, b);
    for (let n = 0; n < needed.length; n++) {
      if (!isReplyAt(needed[n]!)) continue;
      let sum = meanOfLower(compiledReplies[n]!, grids, a, b);
      const { places, chances } = replyStills[n]!;
      for (let k = 0; k < places.length; k++) sum += chances[k]! * restLower[places[k]!]!;
      replyLower[needed[n]!] = sum;
    }
  };
  const settleGroup = (group: readonly number[]): void => {
    // Turns that lead to one another with nobody's HP changed have the same highest HP.
    if (!isTurnAt(group[0]!)) return;
    solved += group.length;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let change = 0;
      for (const turn of group) {
        const value = games[turn]!.value(cell, values);
        change = Math.max(change, Math.abs(value - values[turn]!));
        values[turn] = value;
      }
      if (change < SETTLED || group.length === 1) return;
    }
  };
  let solved = 0;
  let sinceYield = 0;
  for (let a = 0; a < hpA.hps.length; a++) {
    for (let b = 0; b < countB; b++) {
      enter(a, b);
      values.fill(0.5);
      for (const group of groups) settleGroup(group);
      for (let turn = 0; turn < turns.length; turn++) cells[turn * size + cell] = values[turn]!;
      for (let n = 0; n < ownRests.length; n++) {
        const rest = ownRests[n]!;
        cells[starts[replies.length + rest]! + cell] = withBack(restLower[rest]!, restBacks[n]!, values);
      }
      for (let n = 0; n < needed.length; n++) {
        const reply = needed[n]!;
        if (!isReplyAt(reply)) continue;
        cells[starts[reply]! + cell] = withBack(replyLower[reply]!, replyBacks[n]!, values);
      }
      sinceYield += turns.length;
      if (sinceYield < SLICE_GAMES) continue;
      sinceYield = 0;
      yield;
    }
  }

  const restAt = (rest: number, leftA: number, leftB: number): number => {
    const at = hpA.classOf[leftA]! * countB + hpB.classOf[leftB]!;
    let sum = endLower(rest, hpA.classOf[leftA]!, hpB.classOf[leftB]!);
    for (const [turn, chance] of flow.ofRest(rest)) sum += chance * cells[turn * size + at]!;
    return sum;
  };
  // At the start needless choices count too, which have no grids: their replies are worked out where they are asked for.
  const openingAt = (use: Use, leftA: number, leftB: number): number =>
    meanOfUse(use, leftA, leftB, (reply, a, b) =>
      meanOfUse(replies[reply]!, a, b, (rest, c, d) => restAt(rest - replies.length, c, d)),
    );
  return {
    cells: solved,
    plan,
    gameAt(turn, leftA, leftB) {
      const { choicesA, choicesB, pairs } = turns[turn]!;
      if (turn === 0 && leftA === mostA && leftB === mostB) {
        const worths = Float64Array.from(
          pairs,
          ({ firstA, openingA, openingB }) =>
            (openingA === undefined ? 0 : firstA * openingAt(openingA, leftA, leftB)) +
            (openingB === undefined ? 0 : (1 - firstA) * openingAt(openingB, leftA, leftB)),
        );
        return { choicesA, choicesB, values: worths };
      }
      const [a, b] = [hpA.classOf[leftA] ?? -1, hpB.classOf[leftB] ?? -1];
      if (a < 0 || b < 0) return undefined;
      const at = a * countB + b;
      const openingWorth = (use: Use | undefined): number => {
        if (use === undefined) return 0;
        const opening = placeOf.get(use)!;
        let sum = meanOfLower(compiledOpenings[opening]!, grids, a, b);
        const { places, chances } = openingStills[opening]!;
        places.forEach((reply, n) => {
          sum += chances[n]! * cells[starts[reply]! + at]!;
        });
        return sum;
      };
      const { keptA, keptB, pairs: keptPairs } = kept[turn]!;
      return {
        choicesA: keptA.map((place) => choicesA[place]!),
        choicesB: keptB.map((place) => choicesB[place]!),
        values: Float64Array.from(
          keptPairs,
          ({ firstA, openingA, openingB }) =>
            firstA * openingWorth(openingA) + (1 - firstA) * openingWorth(openingB),
        ),
      };
    },
  };
}

function keepChoices(plan: LayerPlan, turn: LayerPlan["turns"][number]) {
  const [keptA, keptB] = [keptChoices(plan, turn, true), keptChoices(plan, turn, false)];
  const pairs = keptA.flatMap((i) => keptB.map((j): Pair => turn.pairs[i * turn.choicesB.length + j]!));
  return { keptA, keptB, pairs };
}

/** Where a use leads that leaves the HP as they are: places of grids less `base`, with the chances. */
function stillsOf({ steps }: Use, base: number) {
  const stills = steps.filter(({ still }) => still > 0);
  return {
    places: Int32Array.from(stills, ({ grid }) => grid - base),
    chances: Float64Array.from(stills, ({ still }) => still),
  };
}
