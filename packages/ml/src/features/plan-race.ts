// The race of two plans, turn by turn, in closed form: how likely each side has knocked the other out by the end of a
// turn, given what both openings have brought, and who acts first. An approximation that the trees correct.

import type { TypeChart } from "@predictiondex/battle";
import type { Fighter } from "./fighter.ts";
import { usesReach } from "./knock-out.ts";
import { STATUS_INDEX } from "./move-traits.ts";
import { changeBetween, type Option, type Plan, speedAfter } from "./plan.ts";
import { type KnockOutCurve, type RaceRoom, reachOf, TURNS, takeCurve } from "./race-room.ts";
import { NO_CHANGE, type Strike, strikeOf } from "./strike.ts";

const SELF_HIT = 0.33;
/** The chance to be frozen still after n turns. */
const FROZEN = Float64Array.from({ length: TURNS + 1 }, (_, n) => 0.8 ** n);
/** HP bars a turn that even a side without attacks takes in the end: by Struggle, luck, spent PP. */
const LEAST_PACE = 0.02;

/** A's chance to win when both follow their plans; a tie and an endless race count ½. */
export function racePlans(
  fighterA: Fighter,
  fighterB: Fighter,
  planA: Plan,
  planB: Plan,
  chart: TypeChart,
  room: RaceRoom,
): number {
  const { opening: openA } = planA;
  const { opening: openB } = planB;
  const now = actsFirst(openA, openB, fighterA.speed, fighterB.speed);
  // Who faints by its own move loses, and of two such the first.
  if (openA.move.selfDestructs) return openB.move.selfDestructs ? 1 - now : 0;
  if (openB.move.selfDestructs) return 1;
  const speedA = speedAfter(fighterA, planA, planB);
  const speedB = speedAfter(fighterB, planB, planA);
  const later = actsFirst(planA.attack ?? openA, planB.attack ?? openB, speedA, speedB);
  const { chances: curveA, pace: paceA } = curveOf(fighterA, fighterB, planA, planB, now, later, chart, room);
  const { chances: curveB, pace: paceB } = curveOf(
    fighterB,
    fighterA,
    planB,
    planA,
    1 - now,
    1 - later,
    chart,
    room,
  );
  let win = 0;
  for (let turn = 1; turn <= TURNS; turn++) {
    const newA = curveA[turn]!;
    const newB = curveB[turn]!;
    const doneA = curveA[turn - 1]!;
    const doneB = curveB[turn - 1]!;
    win += (newA - doneA) * (1 - newB + (newB - doneB) * (turn === 1 ? now : later));
  }
  const open = (1 - curveA[TURNS]!) * (1 - curveB[TURNS]!);
  if (open < 1e-9) return win;
  const weightA = (paceA + LEAST_PACE) ** 3;
  const weightB = (paceB + LEAST_PACE) ** 3;
  return win + (open * weightA) / (weightA + weightB);
}

/** 1 where the first option acts first, ½ for a tie, else 0. */
export function actsFirst(left: Option, right: Option, leftSpeed: number, rightSpeed: number): number {
  const difference = left.move.priority - right.move.priority || leftSpeed - rightSpeed;
  return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
}

/** The curve of `user` against `target`; worked out once for all quiet openings of the foe. */
function curveOf(
  user: Fighter,
  target: Fighter,
  own: Plan,
  foe: Plan,
  firstNow: number,
  firstLater: number,
  chart: TypeChart,
  room: RaceRoom,
): KnockOutCurve {
  const work = (): KnockOutCurve => {
    const curve = takeCurve(room);
    curve.pace = fillKnockOuts(user, target, own, foe, firstNow, firstLater, chart, room, curve.chances);
    return curve;
  };
  const { opening, attack, mode } = foe;
  if (!opening.isQuiet) return work();
  const later = attack !== undefined && attack.effects.flinch > 0 ? firstLater : 0;
  let meetings = room.quiet.get(own);
  if (meetings === undefined) {
    meetings = [];
    room.quiet.set(own, meetings);
  }
  for (const one of meetings) {
    if (one.attack === attack && one.mode === mode && one.firstLater === later) return one.curve;
  }
  const curve = work();
  meetings.push({ attack, mode, firstLater: later, curve });
  return curve;
}

/** Fills `curve`, of zeros, with the chance that `user` has knocked out `target` by turn t; gives back its pace. */
function fillKnockOuts(
  user: Fighter,
  target: Fighter,
  own: Plan,
  foe: Plan,
  firstNow: number,
  firstLater: number,
  chart: TypeChart,
  room: RaceRoom,
  curve: Float64Array,
): number {
  const { attack: then } = own;
  const change = changeBetween(own, foe);
  const sleeps = own.opening.effects.sleep > 0;
  const strike =
    then === undefined || (change === NO_CHANGE && !(sleeps && then.move.needsSleep))
      ? then?.strike
      : strikeOf(user, target, then.move, chart, change, sleeps || target.status === STATUS_INDEX.sleep);
  const burn = then?.move.isPhysical && !then.move.isFacade ? foe.opening.effects.burn : 0;
  const used = burn === 0 || strike === undefined ? strike : weaker(strike, 1 - 0.5 * burn);
  fillActs(user, target, own, foe, firstNow, firstLater, 0, room.act);
  const pace = fillLosses(user, target, own, foe, used, room.lost);
  const asleep = foe.mode === "sleep-again" ? 0 : foe.opening.effects.sleep;
  if (asleep > 0) {
    fillCurve(target, own, used, room, curve, 1 - asleep);
    fillActs(user, target, own, foe, firstNow, firstLater, 1, room.act);
    fillCurve(target, own, used, room, curve, asleep);
  } else fillCurve(target, own, used, room, curve, 1);
  for (let turn = 1; turn <= TURNS; turn++) {
    if (curve[turn]! < curve[turn - 1]!) curve[turn] = curve[turn - 1]!;
    else if (curve[turn]! > 1) curve[turn] = 1;
  }
  const perTurn = used === undefined ? 0 : meanPerTurn(used, then!);
  return Math.max(0, perTurn * room.act[TURNS]! + pace) / target.maxHp;
}

function meanPerTurn(strike: Strike, { move }: Option): number {
  return (strike.mean * strike.hits * strike.accuracy) / (move.hitsOn > 0 ? 2 : 1);
}

function weaker(strike: Strike, factor: number): Strike {
  return {
    ...strike,
    min: strike.min * factor,
    max: strike.max * factor,
    criticalMin: strike.criticalMin * factor,
    criticalMax: strike.criticalMax * factor,
    mean: strike.mean * factor,
  };
}

/** The chance that the user attacks in turn t, hindered by what it has and by what the foe brings. */
function fillActs(
  user: Fighter,
  target: Fighter,
  own: Plan,
  foe: Plan,
  firstNow: number,
  firstLater: number,
  isPutToSleep: number,
  act: Float64Array,
): void {
  const isFirst = firstNow >= 0.5;
  const paralysed = user.status === STATUS_INDEX.paralysis;
  const brought = foe.opening.effects;
  const answer = foe.attack?.effects;
  const share = attackShare(user, target, own, foe) * (1 - guardShare(foe));
  for (let turn = 1; turn <= TURNS; turn++) {
    let chance = 1;
    if (user.status === STATUS_INDEX.sleep) chance *= wakes(turn + user.asleepFor - 1);
    else if (user.status === STATUS_INDEX.freeze) chance *= 1 - FROZEN[turn]!;
    else if (paralysed) chance *= 0.75;
    if (user.isConfused) chance *= 1 - SELF_HIT * stillConfused(turn);
    const since = turn - (isFirst ? 1 : 0);
    if (since >= 1) {
      if (isPutToSleep > 0) chance *= wakes(since - 1);
      if (!paralysed) chance *= 1 - 0.25 * brought.paralysis;
      if (brought.confusion > 0) chance *= 1 - SELF_HIT * brought.confusion * stillConfused(since);
      chance *= 1 - brought.freeze * FROZEN[since]!;
    }
    if (turn === 1) {
      chance *= 1 - brought.flinch * (1 - firstNow);
      if (foe.opening.move.effect === "protect") chance = 0;
    } else if (answer !== undefined) {
      chance *= 1 - answer.flinch * (1 - firstLater);
      const times = turn - 1;
      if (answer.paralysis > 0 && !paralysed) chance *= 1 - 0.25 * (1 - (1 - answer.paralysis) ** times);
      if (answer.freeze > 0) chance *= 1 - 0.75 * (1 - (1 - answer.freeze) ** times);
      if (answer.confusion > 0) chance *= 1 - SELF_HIT * 0.8 * (1 - (1 - answer.confusion) ** times);
    }
    act[turn] = turn > 1 ? chance * share : chance;
  }
}

/** The part of its turns after the first in which a side attacks, by its plan. */
function attackShare(user: Fighter, target: Fighter, own: Plan, foe: Plan): number {
  switch (own.mode) {
    case "heal":
      if (foe.opening.move.effect === "taunt") return 1;
      return Math.max(0, 1 - healCost(own) * suffered(user, target, own, foe));
    case "stall":
      return foe.opening.move.effect === "taunt" ? 1 : 0.5;
    case "sleep-again":
      // Two attacks to each sleep, which may take several uses; see guardShare.
      return 2 / (2 + 1 / own.opening.success);
    default:
      return 1;
  }
}

/** The part of turns in which a plan keeps the foe from hitting. */
function guardShare({ mode, opening }: Plan): number {
  if (mode === "stall") return 0.5;
  return mode === "sleep-again" ? 2 / (2 + 1 / opening.success) : 0;
}

/** Turns that give one bar of HP back: Recover two, Rest three; somewhat more, since no one heals at the right moment always. */
function healCost({ healing }: Plan): number {
  return healing?.heal === 1 ? 3.5 : 2.3;
}

/** HP bars that a side loses in a turn to the foe's attack and to residual damage. */
function suffered(user: Fighter, target: Fighter, own: Plan, foe: Plan): number {
  const { attack: then, opening } = foe;
  const { leechSeed, burn, poison, badPoison } = opening.effects;
  const residual = leechSeed / 8 + burn / 16 + poison / 8 + badPoison / 4;
  if (then === undefined) return residual;
  const change = changeBetween(foe, own);
  const factor =
    change === NO_CHANGE
      ? 1
      : then.move.isPhysical
        ? stageFactor(change.attack - change.defense) * change.physical
        : stageFactor(change.specialAttack - change.specialDefense) * change.special;
  const hit = Math.min(then.strike.mean * then.strike.hits * factor, target === user ? 0 : user.maxHp);
  return residual + (hit * then.strike.accuracy) / (then.move.hitsOn > 0 ? 2 : 1) / user.maxHp;
}

function stageFactor(stage: number): number {
  return stage >= 0 ? (2 + stage) / 2 : 2 / (2 - stage);
}

/** The chance to act at attempt `attempts + 1` of a sleep that takes one to three of them. */
function wakes(attempts: number): number {
  return attempts <= 0 ? 0 : attempts >= 3 ? 1 : attempts / 3;
}

/** The chance to be confused still in turn n of a confusion of one to four turns. */
function stillConfused(n: number): number {
  return n >= 5 ? 0 : (5 - n) / 4;
}

/**
 * Fills `lost` with the HP that the target has lost by turn t beyond the user's hits (less than 0 where it heals), and
 * gives back what it loses in a late turn.
 */
function fillLosses(
  user: Fighter,
  target: Fighter,
  own: Plan,
  foe: Plan,
  strike: Strike | undefined,
  lost: Float64Array,
): number {
  const { maxHp, status } = target;
  const { effects } = own.opening;
  let flat = effects.leechSeed / 8 + effects.burn / 16 + effects.poison / 8;
  if (status === STATUS_INDEX.burn) flat += 1 / 16;
  else if (status === STATUS_INDEX.poison) flat += 1 / 8;
  const growing = status === STATUS_INDEX["bad-poison"] ? 1 : effects.badPoison;
  const started = status === STATUS_INDEX["bad-poison"] ? target.poisonedFor : 0;
  // What the target's own moves give it or cost it.
  let gains = (foe.opening.effects.leechSeed * user.maxHp) / 8;
  if (foe.attack !== undefined) {
    const { move, strike: answer } = foe.attack;
    const dealt = Math.min(answer.mean * answer.hits, user.hp) * answer.accuracy;
    gains += dealt * (move.drain - move.recoil);
    if (move.crashes) gains -= ((1 - answer.accuracy) * maxHp) / 2;
  }
  if (foe.mode === "heal" && own.opening.move.effect !== "taunt") {
    const hit = strike === undefined ? 0 : Math.min(1, meanPerTurn(strike, own.attack!) / maxHp);
    gains += Math.min(1 / healCost(foe), hit + flat + (growing > 0 ? 0.25 : 0)) * maxHp;
  }
  const poison = own.attack?.effects.poison ?? 0;
  const burn = own.attack?.effects.burn ?? 0;
  let total = 0;
  for (let turn = 1; turn <= TURNS; turn++) {
    lost[turn] = total - (turn > 1 ? gains : 0);
    total += flat * maxHp;
    if (growing > 0) total += (growing * maxHp * Math.min(15, turn + started)) / 16;
    if (effects.trap > 0 && turn <= 4) total += (effects.trap * maxHp) / 8;
    if (poison > 0) total += ((1 - (1 - poison) ** (turn - 1)) * maxHp) / 8;
    if (burn > 0) total += ((1 - (1 - burn) ** (turn - 1)) * maxHp) / 16;
    if (turn > 1) total -= gains;
  }
  return (flat + growing * 0.4) * maxHp - gains;
}

/** Adds `weight` times the curve for the acts and losses that stand in the room. */
function fillCurve(
  target: Fighter,
  plan: Plan,
  strike: Strike | undefined,
  room: RaceRoom,
  curve: Float64Array,
  weight: number,
): void {
  const { opening: own, attack: then } = plan;
  const { act, landed, lost } = room;
  const { hp } = target;
  const { move } = own;
  const isOne = then === own;
  const opens = !isOne && !move.isStatus && own.success > 0 && own.strike.mean > 0;
  const openingTurns = move.hitsOn > 0 || plan.mode === "twice" ? 2 : 1;
  const opensOn = move.hitsOn > 0 ? move.hitsOn : 1;
  const opening = opens ? own.strike.mean * own.strike.hits : 0;
  const hits = opens ? act[opensOn]! * own.strike.accuracy : 0;
  let reach = reachOf(strike, hp, room);
  let reachAfter = opens ? reachOf(strike, hp - opening, room) : reach;
  let most = Math.max(reach.sure, reachAfter.sure);
  landed.fill(0);
  landed[0] = 1;
  let lossFilled = 0;
  const startsAfter = isOne ? 0 : openingTurns;
  for (let turn = 1; turn <= TURNS; turn++) {
    const turnOfThen = turn - startsAfter;
    if (turnOfThen >= 1 && strike !== undefined && then !== undefined) {
      const rhythm = then.move.hitsOn;
      const isHit = rhythm === 0 || (rhythm === 1 ? turnOfThen % 2 === 1 : turnOfThen % 2 === 0);
      if (isHit) {
        const chance = act[turn]! * strike.accuracy;
        for (let k = most; k > 0; k--)
          landed[k] = landed[k]! * (k === most ? 1 : 1 - chance) + landed[k - 1]! * chance;
        landed[0]! *= 1 - chance;
      }
    }
    const loss = lost[turn]!;
    if (Math.abs(loss - lossFilled) > 0.5) {
      lossFilled = loss;
      reach = reachOf(strike, hp - loss, room);
      reachAfter = opens ? reachOf(strike, hp - loss - opening, room) : reach;
      most = Math.max(most, reach.sure, reachAfter.sure);
    }
    let plain = 0;
    for (let k = 0; k <= most; k++) plain += landed[k]! * reach.chances[k]!;
    let chance = plain;
    if (opens && turn >= opensOn) {
      let after = 0;
      if (turn === opensOn) after = usesReach(own.strike, 1, hp - loss);
      else for (let k = 0; k <= most; k++) after += landed[k]! * reachAfter.chances[k]!;
      chance = (1 - hits) * plain + hits * after;
    }
    curve[turn]! += weight * chance;
  }
}
