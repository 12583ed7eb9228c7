import type { BattleMemory } from "./battle.ts";
import { instantiateKernel } from "./compiled-kernel.ts";
import { TEAM_KERNEL_BYTES } from "./generated/team-kernel-bytes.ts";
import { TEAM_BATTLE_WORDS } from "./layout.ts";

/** The kernel for team battles as WebAssembly, from the same sources as the one for one against one. */
export interface CompiledTeamKernel {
  /** Its state with the engine's tables. The engine's other functions can work on it between choices. */
  readonly memory: BattleMemory;
  /** As playTeamChoices of kernel/team-turn.ts. */
  readonly playTeamChoices: (choiceA: number, choiceB: number, struggle: number) => void;
  /** As legalTeamChoices of kernel/team-choices.ts. */
  readonly legalTeamChoices: (side: number) => number;
  /** As playTeamsAtRandom of kernel/team-playout.ts. */
  readonly playTeamsAtRandom: (struggle: number) => void;
}

const kernels = new WeakMap<Int32Array, CompiledTeamKernel | "none">();

/**
 * The compiled kernel for team battles on an engine's tables (tables.ts), shared by all battles on them; undefined where
 * the surroundings allow no WebAssembly.
 */
export function compiledTeamKernel(tables: Int32Array): CompiledTeamKernel | undefined {
  let known = kernels.get(tables);
  if (known === undefined) {
    known = create(tables) ?? "none";
    kernels.set(tables, known);
  }
  return known === "none" ? undefined : known;
}

function create(tables: Int32Array): CompiledTeamKernel | undefined {
  const found = instantiateKernel<Omit<CompiledTeamKernel, "memory">>(
    TEAM_KERNEL_BYTES,
    tables,
    TEAM_BATTLE_WORDS,
  );
  if (found === undefined) return undefined;
  const { memory, offers } = found;
  const { playTeamChoices, legalTeamChoices, playTeamsAtRandom } = offers;
  return { memory, playTeamChoices, legalTeamChoices, playTeamsAtRandom };
}
