import type { HpClasses } from "./equal-hp.ts";
import { openingsOf } from "./layer-classes.ts";
import type { LayerPlan, Pair, Step, Use } from "./layer-plan.ts";

/** What becomes of a side's HP: of each place in the list the HP left, by HP before; 0 is fainted. */
type HpMap = Int16Array;

const FAINTED = -1;

/**
 * The HP that a side can come to from `start` (by any choices in the first turn, by the `kept` ones from there on), in
 * classes that are worth the same: what leads from both leads to one class. HP may rise here, so that classes are not
 * found one after another but parted until they rest.
 */
export function risingClasses(
  plan: LayerPlan,
  kept: readonly Pair[],
  ofA: boolean,
  start: number,
  most: number,
): HpClasses {
  const first = usesFrom(plan, plan.turns[0]!.pairs);
  const later = usesFrom(plan, kept);
  const endings = endingMaps(plan, ofA, most);
  const ofFirst = [...mapsOfUses(first, ofA, most), ...endings];
  const ofLater = [...mapsOfUses(later, ofA, most), ...endings];
  const reached = new Uint8Array(most + 1);
  reached[start] = 1;
  // A turn changes HP three times at most.
  for (let step = 0; step < 3; step++) follow(reached.slice(), reached, ofFirst);
  for (let before = -1, count = 0; before !== count; ) {
    before = count;
    follow(reached, reached, ofLater);
    count = reached.reduce((sum, one) => sum + one, 0);
  }
  const isTold = plan.rests.flat().some(({ seeded }) => seeded !== undefined);
  const tellsFull = [...first].some((use) => use.isA === ofA && use.steps !== use.stepsAtFull);
  return part(reached, ofLater, (hp) => (isTold ? hp : tellsFull && hp === most ? 1 : 0));
}

function usesFrom({ replies }: LayerPlan, pairs: readonly Pair[]): ReadonlySet<Use> {
  const openings = openingsOf(pairs);
  const uses = new Set(openings);
  for (const { steps, stepsAtFull } of openings) {
    for (const { grid } of [...steps, ...stepsAtFull]) uses.add(replies[grid]!);
  }
  return uses;
}

function mapsOfUses(uses: ReadonlySet<Use>, ofA: boolean, most: number): readonly HpMap[] {
  const losses = new Set<number>();
  for (const { isA, steps, stepsAtFull } of uses) {
    const add = ({ foe, own }: Step): void => {
      for (const loss of isA === ofA ? own : foe) if (loss !== 0) losses.add(loss);
    };
    steps.forEach(add);
    if (stepsAtFull !== steps) stepsAtFull.forEach(add);
  }
  return [...losses].map((loss) => Int16Array.from({ length: most + 1 }, (_, hp) => leftOf(hp, loss, most)));
}

function leftOf(hp: number, loss: number, most: number): number {
  return hp === 0 ? 0 : Math.max(0, Math.min(most, hp - loss));
}

function endingMaps({ rests }: LayerPlan, ofA: boolean, most: number): readonly HpMap[] {
  const maps = new Map<string, HpMap>();
  for (const { lossA, lossB, seeded } of rests.flat()) {
    const loss = ofA ? lossA : lossB;
    if (seeded === undefined && loss === 0) continue;
    const map =
      (ofA ? seeded?.leftA : seeded?.leftB) ??
      Int16Array.from({ length: most + 1 }, (_, hp) => leftOf(hp, loss, most));
    maps.set(map.join(), map);
  }
  return [...maps.values()];
}

function follow(from: Uint8Array, reached: Uint8Array, maps: readonly HpMap[]): void {
  for (let hp = 1; hp < from.length; hp++) {
    if (from[hp] === 1) for (const map of maps) if (map[hp]! > 0) reached[map[hp]!] = 1;
  }
}

/** Parts HP by what they are told apart by, then by the classes that every map leads to, until no class is parted. */
function part(reached: Uint8Array, maps: readonly HpMap[], told: (hp: number) => number): HpClasses {
  const all = [...reached.keys()].filter((hp) => reached[hp] === 1);
  let classOf = new Int32Array(reached.length).fill(FAINTED);
  let lowest: number[] = [];
  const sort = (keyOf: (hp: number) => string): void => {
    const places = new Map<string, number>();
    const next = new Int32Array(reached.length).fill(FAINTED);
    lowest = [];
    for (const hp of all) {
      const key = keyOf(hp);
      let place = places.get(key);
      if (place === undefined) {
        place = lowest.length;
        places.set(key, place);
        lowest.push(hp);
      }
      next[hp] = place;
    }
    classOf = next;
  };
  sort((hp) => `${told(hp)}`);
  const row = new Uint16Array(maps.length + 1);
  for (let before = -1; before !== lowest.length && lowest.length < all.length; ) {
    before = lowest.length;
    const old = classOf;
    sort((hp) => {
      for (let m = 0; m < maps.length; m++) row[m] = old[maps[m]![hp]!]! + 1;
      row[maps.length] = old[hp]! + 1;
      return String.fromCharCode(...row);
    });
  }
  return { hps: Int32Array.from(lowest), classOf };
}
