import type { ByType, Type, TypeEffectiveness } from "@predictiondex/core";

/** Multiplier of an attacking type (first) on a defending type (second). */
export type TypeChart = ByType<ByType<number>>;

/** Builds the chart from its rows. */
export function createTypeChart(rows: readonly TypeEffectiveness[]): TypeChart {
  const chart: Record<string, Record<string, number>> = {};
  for (const { attacking, defending, multiplier } of rows) {
    chart[attacking] ??= {};
    chart[attacking][defending] = multiplier;
  }
  return chart as TypeChart;
}

/** The multiplier of an attacking type on a Pokémon of one or two types: 0, ¼, ½, 1, 2 or 4. */
export function typeMultiplier(chart: TypeChart, attacking: Type, defending: readonly Type[]): number {
  return defending.reduce((product, type) => product * chart[attacking][type], 1);
}
