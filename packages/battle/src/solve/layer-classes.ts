import { classesOfHp as classesOfFalls, followFalls, type HpClasses } from "./equal-hp.ts";
import type { LayerPlan, Pair, Use } from "./layer-plan.ts";

/**
 * The HP that a side can come to: by any choices in the first turn, by the `kept` ones from there on. HP are worth the
 * same where every loss leads from both to HP worth the same.
 */
export function classesOfHp(
  { turns, replies, rests }: LayerPlan,
  kept: readonly Pair[],
  ofA: boolean,
  most: number,
): HpClasses {
  const lossesOf = (uses: Iterable<Use>): ReadonlySet<number> => {
    const losses = new Set<number>();
    for (const { isA, steps } of uses) {
      for (const { foe, own } of steps) for (const loss of isA === ofA ? own : foe) losses.add(loss);
    }
    return losses;
  };
  const repliesTo = (uses: ReadonlySet<Use>): ReadonlySet<Use> =>
    new Set([...uses].flatMap(({ steps }) => steps.map(({ grid }) => replies[grid]!)));
  const rest = new Set(rests.flat().map(({ lossA, lossB }) => (ofA ? lossA : lossB)));
  const reached = new Uint8Array(most + 1);
  reached[most] = 1;
  const first = openingsOf(turns[0]!.pairs);
  for (const losses of [lossesOf(first), lossesOf(repliesTo(first)), rest]) {
    for (let hp = 1; hp <= most; hp++) {
      // Upwards, so that what is reached anew loses no second time.
      if (reached[hp] === 1) for (const loss of losses) if (loss < hp) reached[hp - loss] = 1;
    }
  }
  const later = openingsOf(kept);
  const steps = new Set([...lossesOf(later), ...lossesOf(repliesTo(later)), ...rest]);
  steps.delete(0);
  const losses = Int32Array.from(steps);
  const falls = { steps: losses, from: new Int32Array(losses.length), halvesFrom: Number.POSITIVE_INFINITY };
  followFalls(reached, falls);
  return classesOfFalls(reached, falls);
}

/** The most HP that both sides can have, by turn and by reply: no cell above is ever come to. */
export interface HighestHp {
  readonly turnsA: Int32Array;
  readonly turnsB: Int32Array;
  readonly repliesA: Int32Array;
  readonly repliesB: Int32Array;
}

/** Follows the least losses from the start on: who is burnt, say, has been hit. `keptOf` are a turn's kept pairs. */
export function highestHp(
  { turns, replies, rests }: LayerPlan,
  keptOf: (turn: number) => readonly Pair[],
  mostA: number,
  mostB: number,
): HighestHp {
  const rows = (count: number): Int32Array => new Int32Array(count).fill(-1);
  const [turnsA, turnsB] = [rows(turns.length), rows(turns.length)];
  const [repliesA, repliesB] = [rows(replies.length), rows(replies.length)];
  const open = [0];
  const raise = (rowA: Int32Array, rowB: Int32Array, place: number, a: number, b: number): boolean => {
    if (a <= rowA[place]! && b <= rowB[place]!) return false;
    rowA[place] = Math.max(rowA[place]!, a);
    rowB[place] = Math.max(rowB[place]!, b);
    return true;
  };
  const follow = (
    use: Use,
    a: number,
    b: number,
    then: (grid: number, a: number, b: number) => void,
  ): void => {
    for (const { grid, foe, own, still } of use.steps) {
      const [leastFoe, leastOwn] = still > 0 ? [0, 0] : [Math.min(...foe), Math.min(...own)];
      then(grid, a - (use.isA ? leastOwn : leastFoe), b - (use.isA ? leastFoe : leastOwn));
    }
  };
  const enterRest = (grid: number, a: number, b: number): void => {
    for (const { to, lossA, lossB } of rests[grid - replies.length]!) {
      if (raise(turnsA, turnsB, to, a - lossA, b - lossB)) open.push(to);
    }
  };
  const enterReply = (reply: number, a: number, b: number): void => {
    if (!raise(repliesA, repliesB, reply, a, b)) return;
    follow(replies[reply]!, repliesA[reply]!, repliesB[reply]!, enterRest);
  };
  turnsA[0] = mostA;
  turnsB[0] = mostB;
  for (let turn = open.pop(); turn !== undefined; turn = open.pop()) {
    const [a, b] = [turnsA[turn]!, turnsB[turn]!];
    for (const use of openingsOf(turn === 0 ? turns[0]!.pairs : keptOf(turn))) follow(use, a, b, enterReply);
  }
  return { turnsA, turnsB, repliesA, repliesB };
}

/** The first uses of these pairs of choices, each once. */
export function openingsOf(pairs: readonly Pair[]): ReadonlySet<Use> {
  const uses = new Set<Use>();
  for (const { openingA, openingB } of pairs) {
    if (openingA !== undefined) uses.add(openingA);
    if (openingB !== undefined) uses.add(openingB);
  }
  return uses;
}
