// A battle inside Pokémon Showdown with the kernel beside it: Showdown decides what happens, the kernel, held to it after
// every turn, tells the public state that a strategy is asked for.

import type { SeededRandom } from "@predictiondex/core";
import { HP, SIDE_A, SIDE_B, TIE_SPEED } from "../../src/engine/layout.ts";
import type { Battle } from "../../src/engine/matchup.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { followTimers, timersOf } from "../../src/solve/public-state.ts";
import { type ShowdownBattle, showdownChoice, startShowdown } from "../oracle/showdown.ts";
import { ENGINE } from "./sets.ts";

const REST = ENGINE.tables.rows.get("rest")!;

/** A battle in Showdown that can be asked for its public state. */
export class ShadowedBattle {
  readonly showdown: ShowdownBattle;
  readonly shadow: Battle;
  readonly timers: Int32Array;

  constructor(a: PreparedSet, b: PreparedSet, random: SeededRandom) {
    const seed = Array.from({ length: 4 }, () => random.next(0x1_0000));
    this.showdown = startShowdown(a.set, b.set, seed);
    this.shadow = ENGINE.createMatchup(a, b, {
      kind: "gen5",
      seed: this.showdown.prng.getSeed().split(",").map(Number) as [number, number, number, number],
    });
    const { state } = this.shadow;
    state[SIDE_A + TIE_SPEED] = this.showdown.sides[0]!.pokemon[0]!.speed;
    state[SIDE_B + TIE_SPEED] = this.showdown.sides[1]!.pokemon[0]!.speed;
    this.timers = timersOf(state, undefined, undefined);
  }

  get isOver(): boolean {
    return this.showdown.ended;
  }

  /** A's result: 1 for a win, ½ for a tie. */
  get result(): number {
    return this.showdown.winner === "a" ? 1 : this.showdown.winner === "b" ? 0 : 0.5;
  }

  /** Plays a turn in Showdown. @throws where the kernel comes to other HP */
  turn(choiceA: number, choiceB: number): void {
    const { showdown, shadow, timers } = this;
    const twoA = shadow.legalMask("a") >> 8 !== 0;
    const twoB = shadow.legalMask("b") >> 8 !== 0;
    showdown.makeChoices(showdownChoice(choiceA, twoA), showdownChoice(choiceB, twoB));
    shadow.turn(choiceA, choiceB);
    followTimers(shadow.state, timers, REST);
    const [hpA, hpB] = [showdown.sides[0]!.pokemon[0]!.hp, showdown.sides[1]!.pokemon[0]!.hp];
    const { state } = shadow;
    if (hpA !== Math.max(0, state[SIDE_A + HP]!) || hpB !== Math.max(0, state[SIDE_B + HP]!)) {
      throw new Error(`the kernel and Showdown part: ${hpA}, ${hpB} HP in Showdown`);
    }
  }
}
