export type { PokemonSet } from "./pokemon-set.ts";
export { completeSet, everyStat, SET_DEFAULTS } from "./pokemon-set.ts";
export { computeStats } from "./stats.ts";
export type { TypeChart } from "./type-chart.ts";
export { createTypeChart, typeMultiplier } from "./type-chart.ts";
