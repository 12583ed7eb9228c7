/** The HP of one side in classes that are worth the same. */
export interface HpClasses {
  /** The lowest HP of each class, ascending. */
  readonly hps: Int32Array;
  /** By HP: the place of its class; −1 for HP that the battle can't come to. */
  readonly classOf: Int32Array;
}

/** How HP of one side can fall. */
export interface HpFalls {
  /** By so many HP, none of them 0; and from how many HP on that can happen. */
  readonly steps: Int32Array;
  readonly from: Int32Array;
  /** By half, from so many HP on; Infinity for never. */
  readonly halvesFrom: number;
}

/** Marks in `reached`, by HP, what is come to by any falls from what is marked. */
export function followFalls(reached: Uint8Array, { steps, from, halvesFrom }: HpFalls): void {
  for (let hp = reached.length - 1; hp > 0; hp--) {
    if (reached[hp] === 0) continue;
    for (let k = 0; k < steps.length; k++) {
      if (steps[k]! < hp && from[k]! <= hp) reached[hp - steps[k]!] = 1;
    }
    if (hp > 1 && hp >= halvesFrom) reached[hp - (hp >> 1)] = 1;
  }
}

// Four times the most HP that a Pokémon can have.
const TABLE = 4096;
const table = new Int16Array(TABLE);
const FAINTED = -1;

/**
 * Puts the HP that are `reached` in classes: HP are worth the same where every fall leads from both to HP worth the same,
 * and where they are in one class of each of `later`, classes of what the battle can turn into with the same HP. One hit
 * from fainting, for one, all HP are alike.
 */
export function classesOfHp(
  reached: Uint8Array,
  { steps, from, halvesFrom }: HpFalls,
  later: readonly HpClasses[] = [],
): HpClasses {
  const count = steps.length;
  const classOf = new Int32Array(reached.length).fill(FAINTED);
  const lowest = new Int32Array(reached.length);
  let classes = 0;
  table.fill(-1);
  const isEqual = (hp: number, other: number): boolean => {
    for (let k = 0; k < count; k++) {
      if (from[k]! <= hp !== from[k]! <= other) return false;
      if (from[k]! > hp) continue;
      const step = steps[k]!;
      if ((hp > step ? classOf[hp - step]! : FAINTED) !== (other > step ? classOf[other - step]! : FAINTED))
        return false;
    }
    if (hp >= halvesFrom !== other >= halvesFrom) return false;
    if (hp >= halvesFrom && (other === 1 || classOf[hp - (hp >> 1)] !== classOf[other - (other >> 1)]))
      return false;
    for (const one of later) if (one.classOf[hp] !== one.classOf[other]) return false;
    return true;
  };
  for (let hp = 1; hp < reached.length; hp++) {
    if (reached[hp] === 0) continue;
    let hash = 0;
    for (let k = 0; k < count; k++) {
      if (from[k]! > hp) continue;
      hash = (Math.imul(hash, 31) + (hp > steps[k]! ? classOf[hp - steps[k]!]! : FAINTED)) | 0;
    }
    for (const one of later) hash = (Math.imul(hash, 31) + one.classOf[hp]!) | 0;
    let slot = ((hash ^ (hash >>> 15)) >>> 0) % TABLE;
    while (table[slot]! >= 0 && !isEqual(hp, lowest[table[slot]!]!)) slot = (slot + 1) % TABLE;
    if (table[slot]! < 0) {
      table[slot] = classes;
      lowest[classes++] = hp;
    }
    classOf[hp] = table[slot]!;
  }
  return { hps: lowest.slice(0, classes), classOf };
}
