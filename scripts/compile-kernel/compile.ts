import binaryen from "binaryen";
import { compileFunction } from "./compile-function.ts";
import { type KernelFunction, readKernel } from "./read-modules.ts";

/** The two compiled kernels: what each offers, and what it knows of the battles it plays. */
const KERNELS = {
  matchup: {
    exports: ["kernel/turn.ts#playTurn", "kernel/choices.ts#legalChoices", "kernel/playout.ts#playAtRandom"],
    inTeams: 0,
  },
  teams: {
    exports: [
      "kernel/team-turn.ts#playTeamChoices",
      "kernel/team-choices.ts#legalTeamChoices",
      "kernel/team-playout.ts#playTeamsAtRandom",
    ],
    inTeams: 1,
  },
} as const;
/** Asked all over the rules; a kernel that knows the answer has no code for the other one. */
const IN_TEAMS = "kernel/effects.ts#inTeams";

// One page of memory: the state with room for teams, the modules' own arrays, the tables.
const PAGE = 65_536;
const STATE_AT = 0;
const ARRAYS_AT = 6144;
const TABLES_AT = 8192;

/** The compiled kernel and where its memory holds state and tables. */
export interface CompiledModule {
  readonly bytes: Uint8Array;
  /** Word offsets. */
  readonly stateAt: number;
  readonly tablesAt: number;
}

/**
 * Compiles the kernel's modules under `engine` to WebAssembly, for one against one or for teams; equal sources give equal
 * bytes.
 */
export async function compileKernel(engine: string, kind: keyof typeof KERNELS): Promise<CompiledModule> {
  const { exports, inTeams } = KERNELS[kind];
  const functions = await readKernel(engine);
  const module = new binaryen.Module();
  const arrays = placeArrays(functions);
  const places = { state: STATE_AT, tables: TABLES_AT, array: (words: Int32Array) => arrays.get(words)! };
  const segments = [...arrays].map(([words, at]) => ({
    offset: module.i32.const(at),
    data: new Uint8Array(words.buffer, words.byteOffset, words.byteLength),
  }));
  module.setMemory(1, 1, "memory", segments);
  const wanted = new Set<string>(exports);
  const find = (id: string): KernelFunction => {
    const found = functions.get(id);
    if (!found) throw new Error(`the kernel has no function ${id}`);
    return found;
  };
  // The set grows while it is gone through.
  const known = new Map([[IN_TEAMS, inTeams]]);
  for (const id of wanted)
    compileFunction(module, find(id), places, { find, want: (next) => wanted.add(next), known });
  for (const id of exports) module.addFunctionExport(id, id.slice(id.indexOf("#") + 1));
  if (!module.validate()) throw new Error("the compiled kernel is not valid");
  optimize(module);
  return { bytes: module.emitBinary(), stateAt: STATE_AT / 4, tablesAt: TABLES_AT / 4 };
}

/** Sizes of functions to inline were found by measuring. */
function optimize(module: binaryen.Module): void {
  binaryen.setOptimizeLevel(4);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(300);
  binaryen.setFlexibleInlineMaxSize(1000);
  binaryen.setOneCallerInlineMaxSize(100_000);
  module.optimize();
  module.optimize();
}

function placeArrays(functions: ReadonlyMap<string, KernelFunction>): Map<Int32Array, number> {
  const arrays = new Map<Int32Array, number>();
  let at = ARRAYS_AT;
  for (const { names } of functions.values()) {
    for (const value of names.values()) {
      if (value.kind !== "array" || arrays.has(value.words)) continue;
      arrays.set(value.words, at);
      at += value.words.byteLength;
    }
  }
  if (at > TABLES_AT)
    throw new Error(`the kernel's own arrays take ${at - ARRAYS_AT} bytes, more than there are`);
  return arrays;
}

/** Words that the tables may take. */
export const MOST_TABLE_WORDS = (PAGE - TABLES_AT) / 4;
