import { type Attack, damageOf, type Outcomes } from "./attack-outcomes.ts";
import { chanceToBeFirst, type Grids, valueAt } from "./grid-uses.ts";

/** What pairs of attacks are worth from one cell on, also of attacks that have no grids. */
export class TurnMeans {
  readonly #grids: Grids;
  readonly #hpA: number;
  readonly #hpB: number;
  readonly #here: number | undefined;
  /** Replies that have been worked out: by slot, then by HP that the target of the reply's user has left. */
  readonly #repliesB: Float64Array;
  readonly #repliesA: Float64Array;

  /** `here` is what the cell is worth where its forms are those of `grids`; `room` is for 4 · (hpA + hpB + 2) numbers. */
  constructor(grids: Grids, hpA: number, hpB: number, here: number | undefined, room: Float64Array) {
    this.#grids = grids;
    this.#hpA = hpA;
    this.#hpB = hpB;
    this.#here = here;
    room.fill(-1);
    this.#repliesB = room.subarray(0, 4 * (hpB + 1));
    this.#repliesA = room.subarray(4 * (hpB + 1));
  }

  of(slotA: number, slotB: number): number {
    const { pair } = this.#grids.forms;
    const firstA = chanceToBeFirst(pair, slotA, slotB);
    const [attackA, attackB] = [pair.attacksA[slotA]!, pair.attacksB[slotB]!];
    let total = 0;
    if (firstA > 0) total += firstA * this.#open(attackA.first, attackB, true);
    if (firstA < 1) total += (1 - firstA) * this.#open(attackB.first, attackA, false);
    return total;
  }

  #open(first: Outcomes, reply: Attack, isA: boolean): number {
    const [own, other] = isA ? [this.#hpA, this.#hpB] : [this.#hpB, this.#hpA];
    let sum = first.nothing === 0 ? 0 : first.nothing * this.#reply(reply, !isA, own, other);
    for (let k = 0; k < first.chance.length; k++) {
      const taken = damageOf(first, k, other);
      const lost = first.loss[k]!;
      if (taken >= other) sum += isA ? first.chance[k]! : 0;
      else if (lost >= own) sum += isA ? 0 : first.chance[k]!;
      else sum += first.chance[k]! * this.#reply(reply, !isA, own - lost, other - taken);
    }
    return sum;
  }

  /** A's mean over the second use of a turn, on a target with `target` HP by a user with `own`. */
  #reply(attack: Attack, isA: boolean, target: number, own: number): number {
    const known = isA ? this.#repliesA : this.#repliesB;
    const isUnhurt = target === (isA ? this.#hpB : this.#hpA);
    const place = attack.slot * (known.length / 4) + own;
    if (isUnhurt && known[place]! >= 0) return known[place]!;
    const { second } = attack;
    const at = (foes: number, left: number): number =>
      isA ? this.#value(left, foes) : this.#value(foes, left);
    let sum = second.nothing === 0 ? 0 : second.nothing * at(target, own);
    for (let k = 0; k < second.chance.length; k++) {
      const taken = damageOf(second, k, target);
      const lost = second.loss[k]!;
      if (taken >= target) sum += isA ? second.chance[k]! : 0;
      else if (lost >= own) sum += isA ? 0 : second.chance[k]!;
      else sum += second.chance[k]! * at(target - taken, own - lost);
    }
    if (isUnhurt) known[place] = sum;
    return sum;
  }

  #value(leftA: number, leftB: number): number {
    const isHere = this.#here !== undefined && leftA === this.#hpA && leftB === this.#hpB;
    return isHere ? this.#here! : valueAt(this.#grids, leftA, leftB);
  }
}
