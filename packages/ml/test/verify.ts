// The check against real battles, as `predictiondex evaluate --showdown` runs it. Showdown is a development dependency:
// this face is not part of what the product ships.

export type { BattleMetrics, RealBattleOptions, RealBattleReport } from "./real-battles.ts";
export { measureAgainstBattles } from "./real-battles.ts";
