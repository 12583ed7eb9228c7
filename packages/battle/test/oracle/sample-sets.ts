import {
  createSeededRandom,
  deriveLegalMoves,
  type Fault,
  type Form,
  type GameFacts,
  InvalidInputError,
  type Move,
  type SeededRandom,
} from "@predictiondex/core";
import { completeSet, type PokemonSet } from "../../src/pokemon-set.ts";

/** Draws pairs of sets for proofs and benchmarks. */
export interface SetSampler {
  pair(): readonly [PokemonSet, PokemonSet];
  readonly random: SeededRandom;
}

export interface SamplerOptions {
  readonly seed: number;
  /** Slugs of the forms to draw from; all by default. */
  readonly species?: readonly string[];
  /** Slugs of moves of which every set holds at least one. */
  readonly moves?: readonly string[];
  /** "legal" keeps to learnsets; "mixed" (default) gives every second set any moves. */
  readonly kind?: "legal" | "mixed";
}

/** Celebrate belongs to an event Chansey and is in no table of the game's data. */
export const CELEBRATE: Move = {
  id: 0,
  slug: "celebrate",
  names: { en: "Celebrate", fr: "Célébration", ja: "おいわい" },
  frenchAlias: "Célébration",
  type: "normal",
  category: "status",
  power: null,
  accuracy: null,
  pp: 40,
  priority: 0,
  description: { en: "", fr: "" },
};

/** Facts with Celebrate, as the proof plays them. */
export function withCelebrate(facts: GameFacts): GameFacts {
  return { ...facts, moves: [...facts.moves, CELEBRATE] };
}

/**
 * A sampler; levels, natures and IVs vary, and one pair in five mirrors its Speeds.
 * @throws {InvalidInputError} naming every unknown slug.
 */
export function createSetSampler(facts: GameFacts, options: SamplerOptions): SetSampler {
  const unknown = (
    field: "species" | "moves",
    known: readonly { readonly slug: string }[],
  ): readonly Fault[] =>
    (options[field] ?? [])
      .filter((slug) => slug === "struggle" || !known.some((item) => item.slug === slug))
      .map((slug) => ({ pointer: `/${field}`, detail: `unknown ${field}: "${slug}"` }));
  const faults = [...unknown("species", facts.forms), ...unknown("moves", facts.moves)];
  if (faults.length > 0) throw new InvalidInputError(faults);
  const random = createSeededRandom(options.seed);
  const bySlug = new Map(facts.moves.map((move) => [move.slug, move]));
  const learnable = new Map<string, Move[]>();
  for (const { form, move } of deriveLegalMoves(facts)) {
    const known = learnable.get(form) ?? [];
    if (move !== "struggle" && !known.includes(bySlug.get(move)!)) known.push(bySlug.get(move)!);
    learnable.set(form, known);
  }
  const forms = facts.forms.filter((form) => options.species?.includes(form.slug) ?? true);
  const all = facts.moves.filter((move) => move.slug !== "struggle");
  const wanted = all.filter((move) => options.moves?.includes(move.slug));
  const one = <T>(items: readonly T[]): T => items[random.next(items.length)]!;

  const moveset = (form: Form): readonly Move[] => {
    const legal = learnable.get(form.slug) ?? [];
    const pool = options.kind !== "legal" && random.next(2) === 0 ? all : legal;
    const chosen = new Set<Move>(wanted.length > 0 ? [one(wanted)] : []);
    const size = Math.min(random.next(8) === 0 ? 1 + random.next(4) : 4, pool.length);
    for (let tries = 0; chosen.size < size && tries < 40; tries++) chosen.add(one(pool));
    return [...chosen];
  };
  const build = (form: Form, level: number): PokemonSet => {
    const iv = (): number => (random.next(2) === 0 ? 31 : random.next(32));
    return completeSet({
      form,
      moves: moveset(form),
      level,
      nature: random.next(2) === 0 ? undefined : one(facts.natures),
      ivs: { hp: iv(), attack: iv(), defense: iv(), specialAttack: iv(), specialDefense: iv(), speed: iv() },
    });
  };
  const levels = (): readonly [number, number] => {
    const kind = random.next(4);
    if (kind < 2) return [50, 50];
    if (kind === 2) return [100, 100];
    const level = 1 + random.next(100);
    return [level, Math.min(100, Math.max(1, level + random.next(21) - 10))];
  };
  return {
    random,
    pair() {
      const [levelA, levelB] = levels();
      const a = build(one(forms), levelA);
      if (random.next(5) > 0) return [a, build(one(forms), levelB)];
      const mirror = build(a.form, levelA);
      return [a, { ...mirror, nature: a.nature, ivs: { ...mirror.ivs, speed: a.ivs.speed } }];
    },
  };
}
