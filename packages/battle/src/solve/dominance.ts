import type { Attack, Outcomes } from "./attack-outcomes.ts";
import type { DamageBattle } from "./damage-class.ts";

const EPSILON = 1e-12;

/**
 * The slots that one side can need, in each of its forms: left out are attacks that another is at least as good as
 * against every form of the foe: no slower, and for every HP no less likely to knock out, at no price. That is exact:
 * where HP only fall, fewer HP of the foe and acting earlier are never worse. Of equals the first stays.
 */
export function keptSlots(battle: DamageBattle, side: "a" | "b"): readonly (readonly number[])[] {
  const { pairs, megasA, megasB } = battle;
  const own = side === "a" ? megasA : megasB;
  const foes = side === "a" ? megasB : megasA;
  return own.map((_, form) => {
    const against = foes.map((__, foe) =>
      side === "a" ? pairs[form]![foe]!.attacksA : pairs[foe]![form]!.attacksB,
    );
    const slots = [0, 1, 2, 3].filter((slot) => against[0]![slot] !== undefined);
    const dominates = (left: number, right: number): boolean =>
      against.every((attacks) => isAsGood(attacks[left]!, attacks[right]!));
    return slots.filter(
      (slot) =>
        !slots.some(
          (other) => other !== slot && dominates(other, slot) && (other < slot || !dominates(slot, other)),
        ),
    );
  });
}

function isAsGood(left: Attack, right: Attack): boolean {
  return (
    left.priority >= right.priority &&
    isAsStrong(left.first, right.first) &&
    isAsStrong(left.second, right.second)
  );
}

function isAsStrong(left: Outcomes, right: Outcomes): boolean {
  if (right.nothing > 1 - EPSILON) return left.loss.every((loss) => loss === 0);
  if (
    right.loss.some((loss) => loss > 0) &&
    left.isPlain &&
    right.damage.length === 1 &&
    right.damage[0] === 0
  ) {
    return true;
  }
  if (!left.isPlain || right.damage.some((damage) => damage < 0)) return false;
  for (let hp = 1; hp < left.koChance.length; hp++) {
    if (left.koChance[hp]! < right.koChance[hp]! - EPSILON) return false;
  }
  return true;
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
