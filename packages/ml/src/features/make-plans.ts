import type { TypeChart } from "@predictiondex/battle";
import type { Fighter } from "./fighter.ts";
import { STATUS_INDEX } from "./move-traits.ts";
import { changeBetween, expectedTurns, type Option, type Plan, type PlanMode } from "./plan.ts";
import { NO_CHANGE, strikeOf } from "./strike.ts";

/** Every plan of a side: each move as the opening, the attack that then is expected to finish first, each mode that fits. */
export function makePlans(
  fighter: Fighter,
  target: Fighter,
  options: readonly Option[],
  chart: TypeChart,
): readonly Plan[] {
  const attacks = options.filter((option) => option.perTurn > 0);
  const usable = (option: Option): boolean => option.success > 0;
  const healing = options.find((option) => option.move.heal > 0 && usable(option))?.move;
  const guards = options.some((option) => /protect|substitute/.test(option.move.effect) && usable(option));
  const poisoned = target.status === STATUS_INDEX.poison || target.status === STATUS_INDEX["bad-poison"];
  return options.flatMap((opening) => {
    const plan = (mode: PlanMode): Plan => {
      const attack = followUp(fighter, target, opening, mode, attacks, chart);
      return { opening, attack, mode, healing };
    };
    const { move, effects } = opening;
    const plans = [plan("attack")];
    if (healing !== undefined && !move.selfDestructs) plans.push(plan("heal"));
    if (guards && (poisoned || effects.badPoison + effects.leechSeed + effects.poison + effects.burn > 0))
      plans.push(plan("stall"));
    if (effects.sleep > 0 && move.isStatus) plans.push(plan("sleep-again"));
    if (move.isStatus && move.selfStages.some((stage) => stage > 0)) plans.push(plan("twice"));
    return plans;
  });
}

function followUp(
  fighter: Fighter,
  target: Fighter,
  opening: Option,
  mode: PlanMode,
  attacks: readonly Option[],
  chart: TypeChart,
): Option | undefined {
  const { move, strike: first } = opening;
  const dealt = move.isStatus ? 0 : first.mean * first.hits * opening.success;
  const left = Math.max(1, target.hp - dealt);
  const change = changeBetween({ opening, attack: undefined, mode, healing: undefined }, undefined);
  const sleeps = opening.effects.sleep > 0;
  let best: Option | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const attack of attacks) {
    let { strike } = attack;
    if (change !== NO_CHANGE || (sleeps && attack.move.needsSleep)) {
      strike = strikeOf(fighter, target, attack.move, chart, change, sleeps);
    }
    const perTurn = (strike.mean * strike.hits * strike.accuracy) / (attack.move.hitsOn > 0 ? 2 : 1);
    const turns = expectedTurns(strike, attack.move, left, perTurn) - 0.02 * attack.move.priority;
    if (turns < fewest) {
      best = attack;
      fewest = turns;
    }
  }
  return best;
}
