export type { ChoiceValue } from "./choice-values.ts";
export type { MatchupOptions, MatchupValue } from "./evaluate-matchup.ts";
export { evaluateMatchup, evaluateMatchupAsync } from "./evaluate-matchup.ts";
export { solveMatrixGame } from "./matrix-game.ts";
export type { LineTurn } from "./principal-line.ts";
export type { SeenTimers } from "./public-state.ts";
