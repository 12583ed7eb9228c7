import type { BattleMemory, RandomScript } from "../engine/battle.ts";
import { runResidual } from "../engine/kernel/residual.ts";
import { B_WINS, HP, MAX_HP, RESULT, SIDE_A, SIDE_B } from "../engine/layout.ts";

/** The end of a turn in which Leech Seed drains: what both sides have left, 0 for fainted. */
export interface SeededEnding {
  /** By HP before, while the other side stands. */
  readonly leftA: Int16Array;
  readonly leftB: Int16Array;
  /** Whether A faints first where both would. */
  firstIsA(hpA: number, hpB: number): boolean;
}

/** The numbers of one run, given out again. */
class Replay implements RandomScript {
  readonly #path: readonly number[];
  #at = 0;

  constructor(path: readonly number[]) {
    this.#path = path;
  }

  rewind(): void {
    this.#at = 0;
  }

  pick(): number {
    return this.#path[this.#at++]!;
  }

  roll(): number {
    return this.#path[this.#at++]!;
  }

  chance(numerator: number, denominator: number): boolean {
    if (numerator >= denominator) return true;
    return numerator > 0 && this.#path[this.#at++] === 0;
  }
}

/** Reads it off the kernel's own end of turn, run for all HP along one path through chance. */
export function readSeededEnding(
  memory: BattleMemory,
  layer: Int32Array,
  path: readonly number[],
): SeededEnding {
  const { state } = memory;
  const replay = new Replay(path);
  const [mostA, mostB] = [layer[SIDE_A + MAX_HP]!, layer[SIDE_B + MAX_HP]!];
  const run = (hpA: number, hpB: number): void => {
    memory.script = replay;
    replay.rewind();
    state.set(layer);
    state[SIDE_A + HP] = hpA;
    state[SIDE_B + HP] = hpB;
    runResidual(memory);
  };
  // Far more than can be taken, so that the other side stands.
  const plenty = 30_000;
  const leftA = Int16Array.from({ length: mostA + 1 }, (_, hp) => {
    if (hp > 0) run(hp, plenty);
    return hp > 0 ? Math.max(0, state[SIDE_A + HP]!) : 0;
  });
  const leftB = Int16Array.from({ length: mostB + 1 }, (_, hp) => {
    if (hp > 0) run(plenty, hp);
    return hp > 0 ? Math.max(0, state[SIDE_B + HP]!) : 0;
  });
  const known = new Map<number, boolean>();
  return {
    leftA,
    leftB,
    firstIsA(hpA, hpB) {
      const key = hpA * 1024 + hpB;
      let first = known.get(key);
      if (first === undefined) {
        run(hpA, hpB);
        first = state[RESULT] === B_WINS;
        known.set(key, first);
      }
      return first;
    },
  };
}
