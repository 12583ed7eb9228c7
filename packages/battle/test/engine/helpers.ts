import * as at from "../../src/engine/layout.ts";
import type { Battle } from "../../src/engine/matchup.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { type DrawScript, type ScriptedDraw, scriptDraws } from "../../src/engine/scripted-random.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { FACTS } from "../helpers.ts";

export const ENGINE = createEngine(FACTS);

/** A battle whose next draws are set by `draws`. */
export interface ScriptedBattle {
  readonly battle: Battle;
  /** Plays a turn with exactly these draws; fails where one is left. */
  play(choiceA: number, choiceB: number, draws: readonly ScriptedDraw[]): void;
  /** HP of side A and side B. */
  hp(): readonly [number, number];
  word(side: "a" | "b", offset: number): number;
  isUnder(side: "a" | "b", effect: number): boolean;
}

export function scripted(a: PokemonSet, b: PokemonSet): ScriptedBattle {
  const battle = ENGINE.createMatchup(ENGINE.prepare(a), ENGINE.prepare(b), { kind: "scripted" });
  const block = (side: "a" | "b"): number => (side === "a" ? at.SIDE_A : at.SIDE_B);
  return {
    battle,
    play(choiceA, choiceB, draws) {
      const script: DrawScript = scriptDraws(draws);
      battle.memory.script = script;
      battle.turn(choiceA, choiceB);
      if (script.left.length > 0) throw new Error(`draws left: ${script.left.join()}`);
    },
    hp: () => [battle.state[at.SIDE_A + at.HP]!, battle.state[at.SIDE_B + at.HP]!],
    word: (side, offset) => battle.state[block(side) + offset]!,
    isUnder: (side, effect) => ((battle.state[block(side) + at.EFFECT_BITS]! >> effect) & 1) !== 0,
  };
}
