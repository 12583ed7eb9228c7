import type { Attack, Outcomes } from "./attack-outcomes.ts";
import type { DamageBattle, FormPair } from "./damage-class.ts";

const EPSILON = 1e-12;
/** HP from which a slot is needed that never is. */
const NEVER = 0x7fff_ffff;

/** Which slots one side can need, in one of its forms. */
export interface KeptSlots {
  /** Those needed against a foe with the HP that it has now. */
  readonly slots: readonly number[];
  /** By slot: the HP of the foe from which on it is needed. */
  readonly from: Int32Array;
}

/**
 * The slots that one side can need, in each of its forms, against a foe in form `foe`: left out are attacks that another
 * is at least as good as against every form that the foe can then be in: never slower, and for every HP that the foe may have left no less likely to knock out,
 * at no price. That is exact: where HP only fall, fewer HP of the foe and acting earlier are never worse. The fewer HP
 * the foe has, the fewer attacks are needed. Of equals the first stays, but none that `among`, by form, leaves out: what
 * is needed against one form of the foe is among what is needed against any.
 */
export function keptSlots(
  battle: DamageBattle,
  side: "a" | "b",
  foe: number,
  among?: readonly KeptSlots[],
): readonly KeptSlots[] {
  const { pairs, megasA, megasB, hpA, hpB } = battle;
  const isA = side === "a";
  const foes = foe > 0 ? [foe] : [...(isA ? megasB : megasA).keys()];
  const hp = isA ? hpB : hpA;
  return (isA ? megasA : megasB).map((_, form): KeptSlots => {
    const against = foes.map((other) => (isA ? pairs[form]![other]! : pairs[other]![form]!));
    const attacks = isA ? against[0]!.attacksA : against[0]!.attacksB;
    const upTo = new Int32Array(16);
    for (let left = 0; left < 4; left++) {
      for (let right = 0; right < 4; right++) {
        if (left === right || attacks[left] === undefined || attacks[right] === undefined) continue;
        let most = hp;
        for (let n = 0; n < against.length && most > 0; n++)
          most = Math.min(most, dominatesUpTo(against[n]!, isA, left, right));
        upTo[left * 4 + right] = most;
      }
    }
    const from = Int32Array.from(attacks, (attack) => (attack === undefined ? NEVER : 0));
    const floor = among === undefined ? from.slice() : among[form]!.from;
    for (let most = hp; most > 0; ) {
      let next = 0;
      for (let slot = 0; slot < 4; slot++) {
        if (from[slot] !== 0) continue;
        const reach = Math.min(hp, floor[slot]! - 1);
        if (reach >= most) from[slot] = most === hp ? NEVER : most + 1;
        else if (reach > next) next = reach;
      }
      for (let right = 3; right >= 0; right--) {
        for (let left = 0; left < 4 && from[right] === 0; left++) {
          const reach = upTo[left * 4 + right]!;
          // One that is left out sooner can't stand in for another further down.
          if (from[left] !== 0 || floor[left]! > floor[right]!) continue;
          if (reach >= most) from[right] = most === hp ? NEVER : most + 1;
          else if (reach > next) next = reach;
        }
      }
      most = next;
    }
    return { slots: [0, 1, 2, 3].filter((slot) => from[slot]! <= hp), from };
  });
}

/** The HP of the foe up to which the attack in slot `left` is at least as good as the one in `right`. */
function dominatesUpTo(pair: FormPair, isA: boolean, left: number, right: number): number {
  const own = isA ? pair.attacksA : pair.attacksB;
  const [better, worse] = [own[left]!, own[right]!];
  if (isIdle(worse) && !isIdle(better) && better.first.isPlain) return better.first.koChance.length - 1;
  if (better.priority < worse.priority && isSometimesSlower(pair, isA, better, worse)) return 0;
  const first = isAsStrongUpTo(better.first, worse.first);
  if (first === 0 || (better.second === better.first && worse.second === worse.first)) return first;
  return Math.min(first, isAsStrongUpTo(better.second, worse.second));
}

/** Does nothing, whenever it is used. */
function isIdle({ first, second }: Attack): boolean {
  return first.nothing > 1 - EPSILON && second.nothing > 1 - EPSILON;
}

function isSometimesSlower(pair: FormPair, isA: boolean, left: Attack, right: Attack): boolean {
  const lead = isA ? pair.speedA - pair.speedB : pair.speedB - pair.speedA;
  return (isA ? pair.attacksB : pair.attacksA).some(
    (foes) =>
      foes !== undefined &&
      Math.sign(left.priority - foes.priority || lead) < Math.sign(right.priority - foes.priority || lead),
  );
}

/** The HP of the target up to which one use is at least as good as another. */
function isAsStrongUpTo(left: Outcomes, right: Outcomes): number {
  const most = left.koChance.length - 1;
  if (right.nothing > 1 - EPSILON) return left.loss.every((loss) => loss === 0) ? most : 0;
  if (!left.isPlain) return 0;
  if (right.damage.length === 1 && right.damage[0] === 0 && right.loss[0]! > 0) return most;
  const halves = right.damage[0]! < 0;
  if (halves && right.damage.length > 1) return 0;
  let hp = 0;
  if (halves)
    while (hp < most && left.koChance[Math.max(1, (hp + 1) >> 1)]! >= right.chance[0]! - EPSILON) hp++;
  else while (hp < most && left.koChance[hp + 1]! >= right.koChance[hp + 1]! - EPSILON) hp++;
  return hp;
}

/**
 * Whether a side does best to Mega Evolve at once: in one of its Mega forms every attack is at least as good against
 * every form of the foe, every attack of the foe is no stronger, and it is no slower.
 */
export function isBaseDominated(battle: DamageBattle, side: "a" | "b"): boolean {
  const { pairs, megasA, megasB } = battle;
  const nForms = (side === "a" ? megasA : megasB).length;
  const nFoes = (side === "a" ? megasB : megasA).length;
  const pairOf = (form: number, foe: number) => (side === "a" ? pairs[form]![foe]! : pairs[foe]![form]!);
  for (let mega = 1; mega < nForms; mega++) {
    let dominates = true;
    for (let foe = 0; foe < nFoes && dominates; foe++) {
      const evolved = pairOf(mega, foe);
      const base = pairOf(0, foe);
      const [own, foes] =
        side === "a" ? (["attacksA", "attacksB"] as const) : (["attacksB", "attacksA"] as const);
      const [speed, foesSpeed] =
        side === "a" ? (["speedA", "speedB"] as const) : (["speedB", "speedA"] as const);
      const order = (pair: typeof base): number => Math.sign(pair[speed] - pair[foesSpeed]);
      dominates =
        order(evolved) >= order(base) &&
        base[own].every((attack, slot) => attack === undefined || isAsGood(evolved[own][slot]!, attack)) &&
        base[foes].every((attack, slot) => attack === undefined || isAsGood(attack, evolved[foes][slot]!));
    }
    if (dominates) return true;
  }
  return false;
}

/** The same attack in another form. */
function isAsGood(left: Attack, right: Attack): boolean {
  const most = left.first.koChance.length - 1;
  return (
    isAsStrongUpTo(left.first, right.first) === most && isAsStrongUpTo(left.second, right.second) === most
  );
}
