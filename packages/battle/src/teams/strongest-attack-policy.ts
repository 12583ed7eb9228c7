import { SWITCH_TO, WAIT_CHOICE } from "../engine/kernel/team-choices.ts";
import { GREEDY_POLICY } from "../engine/policy.ts";
import type { TeamPolicy } from "../engine/team-policy.ts";

const MOVES = (1 << SWITCH_TO) - 1;

/**
 * Uses the attack that is strongest by power, accuracy, type and stats (as GREEDY_POLICY does in one against one), never
 * switches of its own will, and sends the first member out that can come.
 */
export const STRONGEST_ATTACK_POLICY: TeamPolicy = {
  selfContained: true,
  choose(battle, side, legal) {
    if ((legal & MOVES) !== 0) return GREEDY_POLICY.choose(battle, side, legal & MOVES);
    return (legal >> WAIT_CHOICE) & 1 ? WAIT_CHOICE : firstOf(legal);
  },
};

function firstOf(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}
