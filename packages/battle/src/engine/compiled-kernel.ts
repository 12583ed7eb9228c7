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

/** Compiled modules by their bytes; one serves all engines. */
const modules = new Map<string, WebAssembly.Module>();

/**
 * The compiled kernel on an engine's tables (tables.ts), or undefined where the surroundings allow no WebAssembly, as a
 * page may by its content security policy.
 */
export function createCompiledKernel(tables: Int32Array): CompiledKernel | undefined {
  const found = instantiateKernel<Omit<CompiledKernel, "memory">>(KERNEL_BYTES, tables, BATTLE_WORDS);
  if (found === undefined) return undefined;
  const { memory, offers } = found;
  const { playTurn, legalChoices, playAtRandom } = offers;
  return { memory, playTurn, legalChoices, playAtRandom };
}

/** A kernel's functions and its memory with the tables in place; undefined where there is no WebAssembly. */
export function instantiateKernel<Offers>(
  bytes: string,
  tables: Int32Array,
  stateWords: number,
): { readonly memory: BattleMemory; readonly offers: Offers } | undefined {
  if (tables.length > MOST_TABLE_WORDS) {
    throw new RangeError(
      `the compiled kernel has room for ${MOST_TABLE_WORDS} table words, not ${tables.length}`,
    );
  }
  const module = moduleOf(bytes);
  if (module === undefined) return undefined;
  const offers = new WebAssembly.Instance(module).exports as unknown as Offers & {
    readonly memory: WebAssembly.Memory;
  };
  const words = new Int32Array(offers.memory.buffer);
  words.set(tables, TABLES_AT);
  const state = words.subarray(STATE_AT, STATE_AT + stateWords);
  return { memory: { state, tables, script: undefined, callMove: performMove }, offers };
}

function moduleOf(bytes: string): WebAssembly.Module | undefined {
  const known = modules.get(bytes);
  if (known !== undefined) return known;
  if (typeof WebAssembly !== "object") return undefined;
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
    modules.set(bytes, module);
    return module;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}
