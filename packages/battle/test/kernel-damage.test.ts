import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { attackRule } from "../src/attack-rules.ts";
import { applyCondition, type Condition } from "../src/engine/condition.ts";
import { rollDamage } from "../src/engine/kernel/damage.ts";
import { reachesFoe } from "../src/engine/kernel/hit-checks.ts";
import { MOVES, SIDE_A, SIDE_B } from "../src/engine/layout.ts";
import { STAGE_NAMES } from "../src/engine/rules/move-rule.ts";
import { calculateDamage, createCombatant, firstThree, knockOutChances } from "../src/index.ts";
import { scriptedCopy } from "../src/solve/attack-outcomes.ts";
import { CHART, FACTS, legalMoves, set } from "./helpers.ts";
import { ENGINE } from "./solve/sets.ts";

const random = createSeededRandom(7);
const pick = <T>(list: readonly T[]): T => list[random.next(list.length)]!;
const sometimes = <T>(make: () => T): T | undefined => (random.next(3) === 0 ? make() : undefined);

/** Something of what can stand on a side and touches damage. */
function randomCondition(): Condition {
  const stages = sometimes(() => Object.fromEntries(STAGE_NAMES.map((name) => [name, random.next(13) - 6])));
  return {
    stages,
    status: sometimes(() => pick(["burn", "paralysis", "sleep", "poison", "bad-poison"] as const)),
    screens: sometimes(() => ({ reflect: sometimes(() => 3), lightScreen: sometimes(() => 2) })),
    focusEnergy: sometimes(() => true),
    minimized: sometimes(() => true),
  };
}

describe("calculateDamage, in the middle of a battle", () => {
  it("gives the kernel's own 16 rolls for 3,000 random attacks, with and without a critical hit", () => {
    let compared = 0;
    while (compared < 3000) {
      const attacker = pick(FACTS.forms);
      const attacks = legalMoves(attacker.slug).filter((move) => !isOwnKind(move));
      if (attacks.length === 0) continue;
      const attack = pick(attacks);
      const raise = () => ({
        level: 1 + random.next(100),
        nature: pick(FACTS.natures),
        friendship: random.next(256),
      });
      const a = set(attacker.slug, [attack.slug], raise());
      const b = set(pick(FACTS.forms).slug, ["tackle"], raise());
      const [own, foe] = [randomCondition(), randomCondition()];
      const damage = calculateDamage(createCombatant(a), createCombatant(b), attack, CHART, {
        attacker: own,
        defender: foe,
      })!;
      if (damage.typeMultiplier === 0) continue;
      compared++;
      // Brick Break takes the screens down before the kernel comes to the damage.
      const standing = attackRule(attack).breaksScreens ? { ...foe, screens: undefined } : foe;
      const where = `${attacker.slug} ${attack.slug} → ${b.form.slug} ${JSON.stringify([own, foe])}`;
      expect(damage.rolls, where).toEqual(kernelRolls(a, b, own, standing, false));
      expect(damage.criticalRolls, where).toEqual(kernelRolls(a, b, own, standing, true));
      expect(damage.hitChance, where).toBeCloseTo(kernelHitChance(a, b, own, foe), 9);
    }
  });
});

/** Damage that no formula of power gives, or that the calculator leaves to the battle. */
function isOwnKind(move: (typeof FACTS.moves)[number]): boolean {
  const { fixedDamage, halvesHp, oneHitKo, notModelled } = attackRule(move);
  return move.category === "status" || [fixedDamage, halvesHp, oneHitKo, notModelled].some(Boolean);
}

function laidOut(a: ReturnType<typeof set>, b: ReturnType<typeof set>, own: Condition, foe: Condition) {
  const battle = ENGINE.createMatchup(ENGINE.prepare(a), ENGINE.prepare(b));
  applyCondition(battle, "a", own);
  applyCondition(battle, "b", foe);
  const memory = scriptedCopy(battle.state, battle.tables.words);
  return { memory, move: memory.state[SIDE_A + MOVES]! };
}

function kernelRolls(
  a: ReturnType<typeof set>,
  b: ReturnType<typeof set>,
  own: Condition,
  foe: Condition,
  critical: boolean,
): number[] {
  const { memory, move } = laidOut(a, b, own, foe);
  const always = attackRule(a.moves[0]!).critical === "always";
  return Array.from({ length: 16 }, (_, roll) => {
    memory.script = { chance: () => critical, pick: () => 0, roll: () => 15 - roll };
    const rolled = rollDamage(memory, SIDE_A, SIDE_B, move) / 100;
    // A certain critical hit draws nothing: there is no kernel roll without one.
    return always && !critical ? -1 : rolled;
  }).map((rolled, i, all) => (rolled === -1 ? calculateWithout(a, b, own, foe)[i]! : all[i]!));
}

function calculateWithout(
  a: ReturnType<typeof set>,
  b: ReturnType<typeof set>,
  attacker: Condition,
  defender: Condition,
): readonly number[] {
  const [user, target] = [createCombatant(a), createCombatant(b)];
  return calculateDamage(user, target, a.moves[0]!, CHART, { attacker, defender })!.rolls;
}

function kernelHitChance(
  a: ReturnType<typeof set>,
  b: ReturnType<typeof set>,
  own: Condition,
  foe: Condition,
): number {
  const { memory, move } = laidOut(a, b, own, foe);
  let asked = 1;
  memory.script = {
    chance: (numerator, denominator) => {
      asked = Math.min(1, numerator / denominator);
      return true;
    },
    pick: () => 0,
    roll: () => 0,
  };
  return reachesFoe(memory, SIDE_A, SIDE_B, move) ? asked : 0;
}

describe("knockOutChances", () => {
  const tackle = calculateDamage(
    createCombatant(set("rattata", ["tackle"], { level: 20 })),
    createCombatant(set("onix", ["tackle"], { level: 60 })),
    set("rattata", ["tackle"]).moves[0]!,
    CHART,
  )!;
  const chancesOf = (hp: number, condition: Condition) =>
    firstThree(knockOutChances(tackle, { hp, maxHp: 160, condition }));
  const most = tackle.criticalRolls.at(-1)!;

  it.each([
    ["burn", { status: "burn" } as Condition, 10],
    ["poison", { status: "poison" } as Condition, 20],
    ["bad poison, its third turn", { status: "bad-poison", poisonedFor: 2 } as Condition, 30],
    ["Leech Seed", { seeded: true } as Condition, 20],
    ["a binding move", { boundFor: 1 } as Condition, 20],
    ["poison and Leech Seed", { status: "poison", seeded: true } as Condition, 40],
  ])("counts %s at the end of the turn", (_name, condition, lost) => {
    expect(chancesOf(lost, condition)[0]).toBe(1);
    expect(chancesOf(lost + most + 1, condition)[0]).toBe(0);
    expect(chancesOf(lost + 1, {})[0]).toBeLessThan(1);
  });

  it("lets a binding move end: of two turns left in half of the cases", () => {
    // Two turns have hurt; four or five do in all.
    const weak = { ...tackle, rolls: [0], criticalRolls: [0], criticalChance: 0 };
    const chances = knockOutChances(weak, { hp: 60, maxHp: 160, condition: { boundFor: 2 } });
    expect(chances.slice(0, 4)).toEqual([0, 0, 0.5, 0.5]);
  });
});
