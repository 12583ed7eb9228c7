// A team battle inside Pokémon Showdown with the kernel beside it: Showdown decides what happens, the kernel, held to it
// after every decision, tells the state that a policy is asked for.

import { FAINTED, HP, SIDE_A, SIDE_B, TIE_SPEED } from "../../src/engine/layout.ts";
import type { Engine } from "../../src/engine/matchup.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { createTeamBattle, type TeamBattle } from "../../src/engine/team-battle.ts";
import type { Teams } from "../../src/engine/teams.ts";
import { type ShowdownBattle, startTeamsInShowdown } from "../oracle/showdown.ts";
import { showdownTeamChoice } from "../oracle/team-lockstep.ts";

/** A team battle in Showdown that a policy of ours can be asked about. */
export class ShadowedTeams {
  readonly showdown: ShowdownBattle;
  readonly shadow: TeamBattle;

  constructor(engine: Engine, teams: Teams<PreparedSet>, seed: readonly number[]) {
    const [a, b] = [teams.a.map(({ set }) => set), teams.b.map(({ set }) => set)];
    this.showdown = startTeamsInShowdown(a, b, seed, false);
    this.shadow = createTeamBattle(engine, teams.a, teams.b, {
      kind: "gen5",
      seed: this.showdown.prng.getSeed().split(",").map(Number) as [number, number, number, number],
    });
    const { state } = this.shadow;
    state[SIDE_A + TIE_SPEED] = this.showdown.sides[0]!.active[0]!.speed;
    state[SIDE_B + TIE_SPEED] = this.showdown.sides[1]!.active[0]!.speed;
  }

  get isOver(): boolean {
    return this.showdown.ended;
  }

  /** A's result: 1 for a win, ½ for a tie. */
  get result(): number {
    return this.showdown.winner === "a" ? 1 : this.showdown.winner === "b" ? 0 : 0.5;
  }

  /** Takes both sides' choices in Showdown. @throws where the kernel comes to other HP */
  choose(choiceA: number, choiceB: number): void {
    const { showdown, shadow } = this;
    showdown.makeChoices(
      showdownTeamChoice(showdown, 0, choiceA, shadow.legalMask("a")),
      showdownTeamChoice(showdown, 1, choiceB, shadow.legalMask("b")),
    );
    shadow.choose(choiceA, choiceB);
    for (const [i, side] of [SIDE_A, SIDE_B].entries()) {
      const told = showdown.sides[i]!.active[0]!.hp;
      const own = shadow.state[side + FAINTED] !== 0 ? 0 : shadow.state[side + HP]!;
      if (told !== own) throw new Error(`the kernel and Showdown part: ${own} and ${told} HP`);
    }
  }
}
