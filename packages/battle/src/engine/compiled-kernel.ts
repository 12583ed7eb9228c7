import type { BattleMemory } from "./battle.ts";
import { KERNEL_BYTES, MOST_TABLE_WORDS, STATE_AT, TABLES_AT } from "./generated/kernel-bytes.ts";
import { performMove } from "./kernel/perform-move.ts";
import { BATTLE_WORDS } from "./layout.ts";

/**
 * The kernel as WebAssembly, compiled from kernel/*.ts: the same turns from the same states, several times as fast. It
 * plays on one state of its own; battles with scripted numbers are not for it (they trap).
 */
export interface CompiledKernel {
  /** Its state with the engine's tables. The engine's other functions can work on it between turns. */
  readonly memory: BattleMemory;
  /** As playTurn of kernel/turn.ts. */
  readonly playTurn: (choiceA: number, choiceB: number, struggle: number) => void;
  /** As legalChoices of kernel/choices.ts. */
  readonly legalChoices: (side: number) => number;
  /** As playAtRandom of kernel/playout.ts. */
  readonly playAtRandom: (struggle: number) => void;
}

let compiled: WebAssembly.Module | undefined;

/**
 * The compiled kernel on an engine's tables (tables.ts), or undefined where the surroundings allow no WebAssembly, as a
 * page may by its content security policy.
 */
export function createCompiledKernel(tables: Int32Array): CompiledKernel | undefined {
  if (tables.length > MOST_TABLE_WORDS) {
    throw new RangeError(
      `the compiled kernel has room for ${MOST_TABLE_WORDS} table words, not ${tables.length}`,
    );
  }
  if (typeof WebAssembly !== "object") return undefined;
  try {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(KERNEL_BYTES), (letter) => letter.charCodeAt(0)),
    );
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
  const { memory, playTurn, legalChoices, playAtRandom } = new WebAssembly.Instance(compiled)
    .exports as unknown as Pick<CompiledKernel, "playTurn" | "legalChoices" | "playAtRandom"> & {
    readonly memory: WebAssembly.Memory;
  };
  const words = new Int32Array(memory.buffer);
  words.set(tables, TABLES_AT);
  const state = words.subarray(STATE_AT, STATE_AT + BATTLE_WORDS);
  return {
    memory: { state, tables, script: undefined, callMove: performMove },
    playTurn,
    legalChoices,
    playAtRandom,
  };
}
