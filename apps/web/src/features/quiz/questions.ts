import type { PokemonResource } from "@predictiondex/contract";
import { createSeededRandom, type SeededRandom, TYPES, type Type } from "@predictiondex/core";
import type { Forms } from "../../api/get-forms.ts";
import { type Chart, multiplierOf } from "../../api/get-type-chart.ts";

/** What an attack may do, as answers to choose from. */
export const MULTIPLIERS = [0, 0.25, 0.5, 1, 2, 4] as const;

/** How well does a type hit a Pokémon of one or two types? */
export interface TypeQuestion {
  readonly attacking: Type;
  readonly defending: readonly Type[];
  readonly answer: number;
}

/** Who wins, at level 50 with the standard sets? */
export interface BattleQuestion {
  readonly a: PokemonResource;
  readonly b: PokemonResource;
}

/** The question of a number: the same number, the same question. Rare answers come about as often as common ones. */
export function typeQuestion(seed: number, chart: Chart): TypeQuestion {
  const random = createSeededRandom(seed);
  const wanted = pick(random, MULTIPLIERS);
  const all: TypeQuestion[] = [];
  for (const attacking of TYPES) {
    for (const [i, first] of TYPES.entries()) {
      for (const second of [undefined, ...TYPES.slice(i + 1)]) {
        const defending = second === undefined ? [first] : [first, second];
        const answer = multiplierOf(chart, attacking, defending);
        if (answer === wanted) all.push({ attacking, defending, answer });
      }
    }
  }
  return pick(random, all);
}

/** The pair of a number, for its `attempt`-th try: pairs whose battle is open are passed over by the caller. */
export function battleQuestion(seed: number, attempt: number, forms: Forms): BattleQuestion {
  const random = createSeededRandom(seed * 31 + attempt);
  // A fair fight on paper: fully evolved, no Mega, base stats within a tenth.
  const fighters = forms.all.filter(({ kind, evolvesTo }) => kind !== "mega" && evolvesTo.length === 0);
  const a = pick(random, fighters);
  const near = fighters.filter(
    (form) => form.species.slug !== a.species.slug && Math.abs(total(form) / total(a) - 1) <= 0.1,
  );
  return { a, b: pick(random, near.length > 0 ? near : fighters.filter((form) => form !== a)) };
}

/** Whether a battle is clear enough to be asked about. */
export function isClear(p: number): boolean {
  return p <= 0.25 || p >= 0.75;
}

function total({ baseStats }: PokemonResource): number {
  return Object.values(baseStats).reduce((sum, stat) => sum + stat, 0);
}

function pick<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.next(list.length)]!;
}

/** The number of the question after another. */
export function nextSeed(seed: number): number {
  return 1 + createSeededRandom(seed).next(HIGHEST_SEED);
}

/** Questions have numbers from 1 to this one. */
export const HIGHEST_SEED = 999_999;
