import { createSeededRandom } from "@predictiondex/core";
import { createEngine } from "../../src/engine/index.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { completeSet, type PokemonSet } from "../../src/index.ts";
import { readDamageBattle } from "../../src/solve/damage-class.ts";
import { FACTS, legalMoves, set } from "../helpers.ts";

/** An engine on the bundled facts. */
export const ENGINE = createEngine(FACTS);

/** A prepared set by slugs. */
export function prepared(
  form: string,
  moves: readonly string[],
  rest: Partial<PokemonSet> = {},
): PreparedSet {
  return ENGINE.prepare(set(form, moves, rest));
}

/** An endless row of random legal sets of up to four moves out of those that `wanted` lets through. */
export function* randomSets(
  seed: number,
  wanted: (slug: string) => boolean = () => true,
): Generator<PreparedSet> {
  const random = createSeededRandom(seed);
  const pools = FACTS.forms.map((form) => ({
    form,
    moves: legalMoves(form.slug).filter(({ slug }) => wanted(slug)),
  }));
  for (;;) {
    const { form, moves } = pools[random.next(pools.length)]!;
    const left = [...moves];
    const chosen = [];
    while (chosen.length < 4 && left.length > 0) chosen.push(left.splice(random.next(left.length), 1)[0]!);
    if (chosen.length > 0) yield ENGINE.prepare(completeSet({ form, moves: chosen }));
  }
}

/** Whether a move takes HP and does nothing else, as the solver reads it. */
export function isPlainAttack(slug: string): boolean {
  const user = prepared("mew", [slug]);
  const target = prepared("mew", ["tackle"]);
  return readDamageBattle(ENGINE.createMatchup(user, target).state, ENGINE.tables.words) !== undefined;
}

/** The names of `isPlainAttack`, worked out once. */
export const PLAIN_ATTACKS: ReadonlySet<string> = new Set(
  FACTS.moves.map(({ slug }) => slug).filter((slug) => ENGINE.tables.rows.has(slug) && isPlainAttack(slug)),
);
