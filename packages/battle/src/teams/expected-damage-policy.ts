import type { BattleMemory } from "../engine/battle.ts";
import { loadMember, swapPlaces } from "../engine/kernel/bench.ts";
import { foeOf } from "../engine/kernel/effects.ts";
import { performMove } from "../engine/kernel/perform-move.ts";
import { SWITCH_TO, WAIT_CHOICE } from "../engine/kernel/team-choices.ts";
import { HP, MOVES, PP, TEAM_BATTLE_WORDS } from "../engine/layout.ts";
import { seedFast } from "../engine/random.ts";
import type { TeamPolicy } from "../engine/team-policy.ts";
import { expectedDamage } from "./expected-damage.ts";

const MOVE_CHOICES = 12;

/**
 * A policy that looks one attack ahead: it uses the attack that takes the largest part of the foe's HP on average, Mega
 * Evolves as soon as it can, switches only where no attack takes anything, and sends out the member whose best attack
 * takes most less what the foe's best attack takes from it. Equal battles are played equally.
 */
export function createExpectedDamagePolicy(): TeamPolicy {
  const copy: BattleMemory = {
    state: new Int32Array(TEAM_BATTLE_WORDS),
    tables: new Int32Array(0),
    script: undefined,
    callMove: performMove,
  };
  return {
    choose(battle, side, legal) {
      if ((legal >> WAIT_CHOICE) & 1) return WAIT_CHOICE;
      const scratch = { ...copy, tables: battle.tables };
      const takeCopy = (): void => {
        scratch.state.set(battle.state);
        seedFast(scratch.state, 1);
      };
      let best = -1;
      let most = 0;
      takeCopy();
      const parts = [0, 1, 2, 3].map((slot) => partTaken(scratch, side, battle.state[side + MOVES + slot]!));
      for (let choice = 0; choice < MOVE_CHOICES; choice++) {
        if (((legal >> choice) & 1) === 0) continue;
        const part = parts[choice & 3]!;
        if (best < 0 || part > most || (part === most && choice >> 2 > best >> 2)) {
          best = choice;
          most = part;
        }
      }
      if (best >= 0 && (most > 0 || legal >> SWITCH_TO === 0)) return best;
      let bestMember = -1;
      let worth = Number.NEGATIVE_INFINITY;
      for (let member = 0; member < 6; member++) {
        if (((legal >> (SWITCH_TO + member)) & 1) === 0) continue;
        takeCopy();
        swapPlaces(scratch.state, side, member);
        loadMember(scratch.state, side, member);
        const gain = bestPart(scratch, side) - bestPart(scratch, foeOf(side));
        if (gain > worth) {
          worth = gain;
          bestMember = member;
        }
      }
      return SWITCH_TO + bestMember;
    },
  };
}

/** The part of the foe's present HP that a side's best attack takes on average. */
export function bestPart(battle: BattleMemory, side: number): number {
  let most = 0;
  for (let slot = 0; slot < 4; slot++) {
    if (battle.state[side + PP + slot]! <= 0) continue;
    most = Math.max(most, partTaken(battle, side, battle.state[side + MOVES + slot]!));
  }
  return most;
}

function partTaken(battle: BattleMemory, side: number, move: number): number {
  const foe = foeOf(side);
  const hp = battle.state[foe + HP]!;
  return hp <= 0 ? 0 : expectedDamage(battle, side, foe, move) / hp;
}
