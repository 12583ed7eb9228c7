import { describe, expect, it } from "vitest";
import { HP, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { type Attack, damageOf, type Outcomes } from "../../src/solve/attack-outcomes.ts";
import { type DamageBattle, readDamageBattle } from "../../src/solve/damage-class.ts";
import { solveGrid } from "../../src/solve/damage-grid.ts";
import type { GridAction } from "../../src/solve/grid-plan.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { ENGINE, PLAIN_ATTACKS, prepared, randomSets } from "./sets.ts";

/** The battle of two sets with so many HP at most. */
function battleOf(a: PreparedSet, b: PreparedSet, hpA: number, hpB: number): DamageBattle {
  const { state } = ENGINE.createMatchup(a, b);
  state[SIDE_A + HP] = Math.min(hpA, state[SIDE_A + HP]!);
  state[SIDE_B + HP] = Math.min(hpB, state[SIDE_B + HP]!);
  return readDamageBattle(state, ENGINE.tables.words)!;
}

type Ends = readonly (readonly [damage: number, loss: number, chance: number])[];

function endsOf(outcomes: Outcomes, hp: number): Ends {
  const ends = Array.from(
    outcomes.chance,
    (chance, k) => [damageOf(outcomes, k, hp), outcomes.loss[k]!, chance] as const,
  );
  return outcomes.nothing > 0 ? [...ends, [0, 0, outcomes.nothing]] : ends;
}

/**
 * The same battle by plain recursion: every action, every HP, every pair of outcomes, nothing left out and nothing taken
 * together. Gives back the game of the start.
 */
function byRecursion({ pairs, megasA, megasB, hpA, hpB }: DamageBattle): readonly number[] {
  const known = new Map<string, number>();
  const actionsOf = (form: number, megas: readonly number[], attacks: (place: number) => FormAttacks) =>
    (form === 0 ? [...megas.keys()] : [form]).flatMap((place) =>
      attacks(place).flatMap((attack): GridAction[] =>
        attack === undefined ? [] : [{ slot: attack.slot, form: place }],
      ),
    );
  const gameAt = (formA: number, formB: number, a: number, b: number) => {
    const actionsA = actionsOf(formA, megasA, (place) => pairs[place]![0]!.attacksA);
    const actionsB = actionsOf(formB, megasB, (place) => pairs[0]![place]!.attacksB);
    const entries = actionsA.flatMap((actionA) =>
      actionsB.map((actionB) => {
        const { attacksA, attacksB, speedA, speedB } = pairs[actionA.form]![actionB.form]!;
        const [attackA, attackB] = [attacksA[actionA.slot]!, attacksB[actionB.slot]!];
        const order = attackA.priority - attackB.priority || speedA - speedB;
        const firstA = order > 0 ? 1 : order < 0 ? 0 : 0.5;
        let [sum, back] = [0, 0];
        for (const isA of [true, false]) {
          const weight = isA ? firstA : 1 - firstA;
          if (weight === 0) continue;
          const [opening, reply] = isA ? [attackA, attackB] : [attackB, attackA];
          const [own, foe] = isA ? [a, b] : [b, a];
          for (const [taken, lost, chance] of endsOf(opening.first, foe)) {
            if (taken >= foe) sum += isA ? weight * chance : 0;
            else if (lost >= own) sum += isA ? 0 : weight * chance;
            else {
              const [left, foeLeft] = [own - lost, foe - taken];
              for (const [takenBack, lostBack, chanceBack] of endsOf(reply.second, left)) {
                const share = weight * chance * chanceBack;
                if (takenBack >= left) sum += isA ? 0 : share;
                else if (lostBack >= foeLeft) sum += isA ? share : 0;
                else {
                  const [mine, theirs] = [left - takenBack, foeLeft - lostBack];
                  const [leftA, leftB] = isA ? [mine, theirs] : [theirs, mine];
                  const isHere =
                    leftA === a && leftB === b && actionA.form === formA && actionB.form === formB;
                  if (isHere) back += share;
                  else sum += share * valueAt(actionA.form, actionB.form, leftA, leftB);
                }
              }
            }
          }
        }
        return { sum, back };
      }),
    );
    return { entries, nA: actionsA.length, nB: actionsB.length };
  };
  const valueAt = (formA: number, formB: number, a: number, b: number): number => {
    const key = `${formA} ${formB} ${a} ${b}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { entries, nA, nB } = gameAt(formA, formB, a, b);
    let value = 0.5;
    for (let round = 0, change = 1; round < 400 && change > 1e-13; round++) {
      const game = Float64Array.from(entries, ({ sum, back }) => sum + back * value);
      const next = solveMatrixGame(game, nA, nB, new Float64Array(12), new Float64Array(12));
      change = Math.abs(next - value);
      value = next;
    }
    known.set(key, value);
    return value;
  };
  const value = valueAt(0, 0, hpA, hpB);
  return gameAt(0, 0, hpA, hpB).entries.map(({ sum, back }) => sum + back * value);
}

type FormAttacks = readonly (Attack | undefined)[];

function largestDifference(battle: DamageBattle): number {
  const solved = solveGrid(battle)!;
  const { values } = solved.gameAt(0, 0, battle.hpA, battle.hpB);
  const difference = byRecursion(battle).reduce(
    (most, value, m) => Math.max(most, Math.abs(value - values[m]!)),
    0,
  );
  solved.release();
  return difference;
}

function fangUser(sets: Generator<PreparedSet>): PreparedSet {
  for (;;) {
    const one = sets.next().value as PreparedSet;
    if (one.set.moves.some(({ slug }) => slug === "super-fang")) return one;
  }
}

describe("solveGrid", () => {
  it("gives each pair of choices what plain recursion over every HP gives it", () => {
    const sets = randomSets(3, (slug) => PLAIN_ATTACKS.has(slug));
    for (let n = 0; n < 24; n++) {
      const [a, b] = [sets.next().value!, sets.next().value!];
      expect(largestDifference(battleOf(a, b, 30 + (n % 20), 50 - (n % 20)))).toBeLessThan(1e-9);
    }
  });

  it("knows what a needless move with recoil leads to at the start", () => {
    const a = prepared("charmander", ["slash", "dragon-pulse"]);
    const b = prepared("geodude", ["earthquake", "double-edge"]);
    expect(largestDifference(battleOf(a, b, 400, 400))).toBeLessThan(1e-9);
    expect(largestDifference(battleOf(b, a, 400, 400))).toBeLessThan(1e-9);
  });

  it("takes Mega Evolution, halves, sure misses, Sucker Punch and self-destruction", () => {
    const pairs = [
      [prepared("gyarados", ["earthquake", "facade", "surf"]), "gengar"],
      [prepared("raticate", ["super-fang", "sucker-punch", "take-down"]), "golem"],
    ] as const;
    for (const [a, foe] of pairs) {
      const b = prepared(foe, foe === "golem" ? ["explosion", "double-edge", "rock-throw"] : ["night-shade"]);
      expect(largestDifference(battleOf(a, b, 50, 50))).toBeLessThan(1e-9);
    }
  });

  it("halves HP before a price as after it", () => {
    const fang = (form: string, ...others: readonly string[]) => prepared(form, ["super-fang", ...others]);
    const pairs = [
      [fang("raticate"), prepared("rapidash", ["take-down", "double-kick"], { level: 45 })],
      [fang("rattata", "sucker-punch"), prepared("graveler-alola", ["take-down"], { level: 60 })],
      [fang("nidoqueen"), prepared("onix", ["double-edge"], { level: 54 })],
      [fang("raticate", "facade"), prepared("eevee", ["double-edge"], { level: 34 })],
    ] as const;
    for (const [a, b] of pairs) {
      expect(largestDifference(battleOf(a, b, 400, 400))).toBeLessThan(1e-9);
      expect(largestDifference(battleOf(b, a, 400, 400))).toBeLessThan(1e-9);
    }
  });

  it("needs against one form of a foe nothing that it needs against none", () => {
    const pairs = [
      [prepared("persian-alola", ["facade", "feint", "fury-swipes", "swift"]), "pidgeot"],
      [prepared("butterfree", ["dream-eater", "gust", "u-turn", "facade"]), "blastoise"],
    ] as const;
    for (const [a, foe] of pairs) {
      const moves = foe === "pidgeot" ? ["u-turn", "quick-attack", "facade"] : ["seismic-toss", "surf"];
      for (const hp of [40, 400]) {
        expect(largestDifference(battleOf(a, prepared(foe, moves), 60, hp))).toBeLessThan(1e-9);
      }
    }
  });

  it("settles every cell that a battle can come to", () => {
    const sets = randomSets(11, (slug) => PLAIN_ATTACKS.has(slug));
    const withFang = randomSets(12, (slug) => PLAIN_ATTACKS.has(slug));
    for (let n = 0; n < 900; n++) {
      const [a, b] = [n % 3 === 0 ? fangUser(withFang) : sets.next().value!, sets.next().value!];
      const battle = battleOf(a, b, 400, n % 5 === 0 ? 77 : 400);
      const solved = solveGrid(battle)!;
      const { values } = solved.gameAt(0, 0, battle.hpA, battle.hpB);
      expect([a.set.form.slug, b.set.form.slug, values.some(Number.isNaN)]).toContain(false);
      solved.release();
    }
  });

  it("solves one battle as before after another has used its memory again", () => {
    const pair = battleOf(
      prepared("mew", ["surf", "slash"]),
      prepared("onix", ["tackle", "strength"]),
      400,
      400,
    );
    const [first, second] = [solveGrid(pair)!, solveGrid(pair)!];
    const game = first.gameAt(0, 0, pair.hpA, pair.hpB).values;
    first.release();
    second.release();
    largestDifference(battleOf(prepared("mew", ["slash"]), prepared("onix", ["tackle"]), 60, 60));
    expect(solveGrid(pair)!.gameAt(0, 0, pair.hpA, pair.hpB).values).toEqual(game);
  });
});
