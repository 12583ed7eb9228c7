// Groups of layers that lead to one another, one solved after another, and what of each turn is worked out with which.

import { openingsOf } from "./layer-classes.ts";
import { BackFlow, type Fullness, orderTurns } from "./layer-cycles.ts";
import type { LayerPlan, Pair, Use } from "./layer-plan.ts";
import { type Course, Gains, HASTE, ITERATED } from "./rising-course.ts";

/** Where nothing is full, only A is, only B is, both are. */
export const FULLNESS: readonly Fullness[] = [
  { isFullA: false, isFullB: false },
  { isFullA: true, isFullB: false },
  { isFullA: false, isFullB: true },
  { isFullA: true, isFullB: true },
];

/** Layers that lead to one another, whatever becomes of HP. */
export interface Group {
  readonly turns: readonly number[];
  /** What is worked out with the turns because they need it; and what only later groups need. */
  readonly rests: readonly number[];
  readonly replies: readonly number[];
  readonly laterRests: readonly number[];
  readonly laterReplies: readonly number[];
  /** Where the grids begin that are worked out with the turns, and those of later use. */
  readonly starts: readonly number[];
  readonly laterStarts: readonly number[];
  /** The order of its cells, and which of them lead to one another. */
  readonly course: Course;
  /** One visit of each cell is exact: no cells lead to one another, here or in the groups that follow. */
  readonly isExact: boolean;
  /** What a turn more takes of a value's distance from ½: `HASTE` where it is not exact. */
  readonly haste: number;
  /** By fullness: what leads from a pair of a turn back to the group with HP unchanged, and the turns in order. */
  readonly flows: readonly BackFlow[];
  readonly orders: readonly (readonly (readonly number[])[])[];
}

/** A turn's choices that can be needed, as places, and their pairs. */
export interface KeptPairs {
  readonly keptA: readonly number[];
  readonly keptB: readonly number[];
  readonly pairs: readonly Pair[];
}

/**
 * The groups of a plan, each after those that it leads to. `needed` are the replies that have grids, `isTurn` says of ends
 * of turns that theirs is a turn's, and `starts` where the grids of replies and then of ends begin, of `size` cells each.
 */
export function groupsOf(
  plan: LayerPlan,
  kept: readonly KeptPairs[],
  needed: readonly number[],
  isTurn: readonly boolean[],
  starts: Int32Array,
  size: number,
): readonly Group[] {
  const { turns, replies, rests } = plan;
  const restsOf = (use: Use): readonly number[] =>
    [...use.steps, ...use.stepsAtFull].map(({ grid }) => grid - replies.length);
  const repliesOf = (use: Use): readonly number[] =>
    [...use.steps, ...use.stepsAtFull].map(({ grid }) => grid);
  const openingsOfTurn = turns.map((_, turn) => [...openingsOf(kept[turn]!.pairs)]);
  const repliesOfTurn = openingsOfTurn.map((uses) => [...new Set(uses.flatMap(repliesOf))]);
  const next = repliesOfTurn.map(
    (list) =>
      new Set(
        list.flatMap((reply) => restsOf(replies[reply]!).flatMap((rest) => rests[rest]!.map(({ to }) => to))),
      ),
  );
  const order = orderTurns(next);
  const groupOf = new Int32Array(turns.length);
  order.forEach((group, g) => {
    for (const turn of group) groupOf[turn] = g;
  });
  const restGroup = rests.map((endings) => Math.max(...endings.map(({ to }) => groupOf[to]!)));
  const replyGroup = new Map(
    needed.map((reply) => [reply, Math.max(...restsOf(replies[reply]!).map((rest) => restGroup[rest]!))]),
  );
  const neededRests = new Set(needed.flatMap((reply) => restsOf(replies[reply]!)));
  const isExact: boolean[] = [];
  return order.map((turnsOfGroup, g): Group => {
    const isHere = (turn: number): boolean => groupOf[turn] === g;
    const uses = turnsOfGroup.flatMap((turn) => openingsOfTurn[turn]!);
    const own = new Set(
      turnsOfGroup.flatMap((turn) => repliesOfTurn[turn]!).filter((reply) => replyGroup.get(reply) === g),
    );
    const ownRests = new Set(
      [...own].flatMap((reply) => restsOf(replies[reply]!)).filter((rest) => restGroup[rest] === g),
    );
    const gains = new Gains();
    for (const use of uses) gains.addUse(use, (reply) => own.has(reply));
    for (const reply of own) gains.addUse(replies[reply]!, (grid) => ownRests.has(grid - replies.length));
    for (const rest of ownRests) for (const end of rests[rest]!) if (isHere(end.to)) gains.addEnding(end);
    const course = gains.course();
    const after = turnsOfGroup.flatMap((turn) => [...next[turn]!]).filter((turn) => !isHere(turn));
    isExact[g] = !ITERATED.has(course) && after.every((turn) => isExact[groupOf[turn]!]);
    const haste = isExact[g] ? 0 : HASTE;
    const flows = FULLNESS.map((full) => new BackFlow(plan, { counts: isHere, full, weight: 1 - haste }));
    const orders = flows.map((flow) =>
      orderTurns(
        turnsOfGroup.map(
          (turn) =>
            new Set(
              kept[turn]!.pairs.flatMap((pair) => [...flow.ofPair(pair).keys()]).map((to) =>
                turnsOfGroup.indexOf(to),
              ),
            ),
        ),
      ).map((places) => places.map((place) => turnsOfGroup[place]!)),
    );
    const [ownReplies, laterReplies] = [
      [...own],
      needed.filter((r) => replyGroup.get(r) === g && !own.has(r)),
    ];
    const hasGrid = (rest: number): boolean => !isTurn[rest];
    const gridRests = [...ownRests].filter(hasGrid);
    const laterRests = [...neededRests].filter((r) => restGroup[r] === g && !ownRests.has(r) && hasGrid(r));
    const startsOf = (replyList: readonly number[], restList: readonly number[]): readonly number[] => [
      ...replyList.map((reply) => starts[reply]!),
      ...restList.map((rest) => starts[replies.length + rest]!),
    ];
    return {
      ...{ turns: turnsOfGroup, rests: gridRests, replies: ownReplies, laterRests, laterReplies },
      starts: [...turnsOfGroup.map((turn) => turn * size), ...startsOf(ownReplies, gridRests)],
      laterStarts: startsOf(laterReplies, laterRests),
      ...{ course, isExact: isExact[g], haste, flows, orders },
    };
  });
}
