import type { MoveResource, PokemonResource } from "@predictiondex/contract";
import type { Type } from "@predictiondex/core";
import type { MoveFacts } from "../../api/get-move-facts.ts";
import { type Chart, isType, multiplierOf } from "../../api/get-type-chart.ts";
import type { PageUrl } from "../../page-url.ts";

/** The page's state in the URL: cell of the chart (`fire,grass`), types looked at (`water,ice`), attacks (slugs). */
export const TYPES_KEYS = ["at", "on", "set"] as const;
export type TypesUrl = PageUrl<(typeof TYPES_KEYS)[number]>;

/** The most attacks in a set. */
export const SET_SIZE = 4;

/** The types named by a value of the URL, two at most and each once. */
export function readTypes(value: string | undefined): readonly Type[] {
  return [...new Set((value ?? "").split(",").filter(isType))].slice(0, 2);
}

/** The cell in the URL as [attacking, defending]; a type may stand against itself. */
export function readCell(value: string | undefined): readonly [Type, Type] | undefined {
  const [attacking, defending] = (value ?? "").split(",");
  return isType(attacking) && isType(defending) ? [attacking, defending] : undefined;
}

/** The attacks in the URL, in its order; what is unknown or does no damage by type is left out. */
export function readSet(value: string | undefined, moves: MoveFacts): readonly MoveResource[] {
  const slugs = [...new Set((value ?? "").split(","))];
  return slugs
    .map((slug) => moves.bySlug.get(slug))
    .filter((move) => move !== undefined && move.category !== "status")
    .slice(0, SET_SIZE) as MoveResource[];
}

/** The best multiplier of a set of attacks against a Pokémon's types. */
export function bestMultiplier(
  chart: Chart,
  attacks: readonly MoveResource[],
  defending: readonly Type[],
): number {
  return Math.max(0, ...attacks.map(({ type }) => multiplierOf(chart, type, defending)));
}

/** How a set of attacks fares: the four groups of forms. */
export const COVERAGE_GROUPS = ["hard", "normal", "weak", "nothing"] as const;
export type CoverageGroup = (typeof COVERAGE_GROUPS)[number];

/** The forms by the best of the attacks against them. */
export function coverageOf(
  chart: Chart,
  attacks: readonly MoveResource[],
  forms: readonly PokemonResource[],
): Readonly<Record<CoverageGroup, readonly PokemonResource[]>> {
  const groups: Record<CoverageGroup, PokemonResource[]> = { hard: [], normal: [], weak: [], nothing: [] };
  for (const form of forms) {
    const best = bestMultiplier(chart, attacks, form.types);
    groups[best >= 2 ? "hard" : best === 1 ? "normal" : best > 0 ? "weak" : "nothing"].push(form);
  }
  return groups;
}
