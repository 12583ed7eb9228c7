import type { MoveRule } from "./move-rule.ts";
import { PHYSICAL_MOVES } from "./physical-moves.ts";
import { SPECIAL_MOVES } from "./special-moves.ts";
import { STATUS_MOVES } from "./status-moves.ts";

/** The rule of every move that the engine plays, by slug. */
export const MOVE_RULES: Readonly<Record<string, MoveRule>> = {
  ...PHYSICAL_MOVES,
  ...SPECIAL_MOVES,
  ...STATUS_MOVES,
};
