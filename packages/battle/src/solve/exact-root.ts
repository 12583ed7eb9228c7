import type { BattleMemory } from "../engine/battle.ts";
import { FORM, HP, MEGA, MEGA_Y, SIDE_A, SIDE_B } from "../engine/layout.ts";
import { readDamageBattle } from "./damage-class.ts";
import { type CellGame, type SolvedGrid, solveGrid } from "./damage-grid.ts";
import type { GridAction } from "./grid-plan.ts";
import { solveMatrixGame } from "./matrix-game.ts";
import type { RootGame } from "./root-game.ts";
import { spentPpBound } from "./spent-pp.ts";

/** Rounding of the grid's sums. */
const ROUNDING = 1e-9;
const MEGA_CHOICE = 4;
const MEGA_Y_CHOICE = 8;

/** The exact game of the turn to come; undefined where more than HP can change, or it would take `mostWork`. */
export function solveRoot(
  { state, tables }: Pick<BattleMemory, "state" | "tables">,
  mostWork = Number.POSITIVE_INFINITY,
): RootGame | undefined {
  const battle = readDamageBattle(state, tables);
  if (battle === undefined) return undefined;
  const grid = solveGrid(battle, mostWork);
  if (grid === undefined) return undefined;
  const { megasA, megasB, hpA, hpB } = battle;
  const root = grid.gameAt(0, 0, hpA, hpB);
  // What was not settled is NaN: better no exact answer than a wrong one.
  if (root.values.some(Number.isNaN)) {
    grid.release();
    return undefined;
  }
  const error = Math.min(1, spentPpBound(battle, grid) + ROUNDING);
  return {
    method: "exact",
    choicesA: root.actionsA.map((action) => choiceOf(action, 0, megasA)),
    choicesB: root.actionsB.map((action) => choiceOf(action, 0, megasB)),
    values: root.values,
    error,
    errorsA: root.actionsA.map(() => error),
    errorsB: root.actionsB.map(() => error),
    nodes: grid.cells,
    release: grid.release,
    favourites: (at) => {
      const formA = placeOf(at[SIDE_A + FORM]!, state[SIDE_A + FORM]!, megasA);
      const formB = placeOf(at[SIDE_B + FORM]!, state[SIDE_B + FORM]!, megasB);
      return favouritesAt(grid, formA, formB, at[SIDE_A + HP]!, at[SIDE_B + HP]!, megasA, megasB);
    },
  };
}

function favouritesAt(
  grid: SolvedGrid,
  formA: number,
  formB: number,
  hpA: number,
  hpB: number,
  megasA: readonly number[],
  megasB: readonly number[],
): readonly [number, number] {
  const game: CellGame = grid.gameAt(formA, formB, hpA, hpB);
  const rowMix = new Float64Array(game.actionsA.length);
  const columnMix = new Float64Array(game.actionsB.length);
  solveMatrixGame(game.values, rowMix.length, columnMix.length, rowMix, columnMix);
  const actionA = game.actionsA[rowMix.indexOf(Math.max(...rowMix))]!;
  const actionB = game.actionsB[columnMix.indexOf(Math.max(...columnMix))]!;
  return [choiceOf(actionA, formA, megasA), choiceOf(actionB, formB, megasB)];
}

/** The kernel's number of an action taken in form `from`. */
function choiceOf({ slot, form }: GridAction, from: number, megas: readonly number[]): number {
  if (form === from) return slot;
  return slot + (megas[form] === MEGA_Y ? MEGA_Y_CHOICE : MEGA_CHOICE);
}

function placeOf(form: number, formAtStart: number, megas: readonly number[]): number {
  return form === formAtStart ? 0 : megas.indexOf(form === 2 ? MEGA_Y : MEGA);
}
