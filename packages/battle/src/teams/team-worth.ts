import { memberAt, memberInPlace } from "../engine/kernel/bench.ts";
import {
  A_WINS,
  HP,
  MAX_HP,
  NO_MEMBER,
  ONGOING,
  RESULT,
  SIDE_A,
  SIDE_B,
  STATUS,
  TEAM_SIZE,
  TIE,
} from "../engine/layout.ts";
import type { PairValues } from "./pair-values.ts";

/** Weight of the pair in battle beside what both teams have left. */
const ACTIVE_WEIGHT = 0.05;

interface Standing {
  readonly member: number;
  readonly part: number;
  readonly status: number;
}

/**
 * A guess of A's chance to win from a state of a team battle. A member counts by the part of its HP and by the part of the
 * foe's team that it beats one against one, those that are down included; both sides' sums are squared, so that a lead
 * counts. The pair that is in battle adds its own value; where a side is to send one out, its best counts.
 */
export function teamWorth(state: Int32Array, pairs: PairValues): number {
  const result = state[RESULT];
  if (result !== ONGOING) return result === TIE ? 0.5 : result === A_WINS ? 1 : 0;
  const a = standing(state, SIDE_A);
  const b = standing(state, SIDE_B);
  const values = a.map((own) =>
    b.map((foe) => pairs.value(own.member, foe.member, own.part, foe.part, own.status, foe.status)),
  );
  const sizeA = countMembers(state, SIDE_A);
  const sizeB = countMembers(state, SIDE_B);
  const wins = values.reduce((sum, row) => sum + sumOf(row), 0);
  const beatenByA = wins + a.length * (sizeB - b.length);
  const beatenByB = a.length * b.length - wins + b.length * (sizeA - a.length);
  const forA = beatenByA / sizeB + sumOf(a.map(({ part }) => part));
  const forB = beatenByB / sizeA + sumOf(b.map(({ part }) => part));
  const whole = forA ** 2 / (forA ** 2 + forB ** 2);
  return (1 - ACTIVE_WEIGHT) * whole + ACTIVE_WEIGHT * inBattle(state, values);
}

/** The value of the pair in battle; the best of those that can come in for a side whose Pokémon is down. */
function inBattle(state: Int32Array, values: readonly (readonly number[])[]): number {
  const isUpA = state[SIDE_A + HP]! > 0;
  const isUpB = state[SIDE_B + HP]! > 0;
  if (isUpA && isUpB) return values[0]![0]!;
  if (isUpA) return Math.min(...values[0]!);
  if (isUpB) return Math.max(...values.map((row) => row[0]!));
  return 0.5;
}

/** A side's members that are up, the one in battle first if it is. */
function standing(state: Int32Array, side: number): readonly Standing[] {
  const found: Standing[] = [];
  for (let place = 0; place < TEAM_SIZE; place++) {
    const member = memberInPlace(state, side, place);
    if (member === NO_MEMBER) break;
    const at = place === 0 ? side : memberAt(side, member);
    const hp = state[at + HP]!;
    if (hp > 0) found.push({ member, part: hp / state[at + MAX_HP]!, status: state[at + STATUS]! });
  }
  return found;
}

function countMembers(state: Int32Array, side: number): number {
  let count = 0;
  while (count < TEAM_SIZE && memberInPlace(state, side, count) !== NO_MEMBER) count++;
  return count;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
