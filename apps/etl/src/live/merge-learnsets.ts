import { type GameFacts, LEARN_METHODS, type LearnsetEntry } from "@predictiondex/core";
import type { Chooser, Claims } from "./choose.ts";
import { SOURCES, type SourceName } from "./precedence.ts";

/** A form's rows by form, as a live source states them. */
export type LearnsetsByForm = ReadonlyMap<string, readonly LearnsetEntry[]>;

/**
 * The learnsets, chosen move by move: all ways in which a form learns a move are one value, and none is a value too. A
 * source that has no list of a form has no say about it.
 */
export function mergeLearnsets(
  chooser: Chooser,
  bundled: GameFacts,
  live: { readonly pokeapi: LearnsetsByForm | undefined; readonly pokepedia: LearnsetsByForm | undefined },
): readonly LearnsetEntry[] {
  const known = new Set(bundled.moves.map(({ slug }) => slug));
  const bundledLists = Map.groupBy(bundled.learnsets, ({ form }) => form);
  return bundled.forms.flatMap(({ slug: form }) => {
    const lists: Claims<readonly LearnsetEntry[] | undefined> = {
      bundled: bundledLists.get(form),
      pokeapi: live.pokeapi?.get(form),
      pokepedia: live.pokepedia?.get(form),
    };
    const sources = SOURCES.filter((source) => lists[source] !== undefined);
    if (sources.length === 1) return bundledLists.get(form) ?? [];
    const ways = new Map(sources.map((source) => [source, waysByMove(lists[source]!)]));
    const moves = new Set(sources.flatMap((source) => [...ways.get(source)!.keys()]));
    return [...moves].flatMap((move): readonly LearnsetEntry[] => {
      const claims = Object.fromEntries(
        sources.map((source) => [source, ways.get(source)!.get(move) ?? []]),
      ) as Claims<readonly string[]>;
      if (!known.has(move)) {
        chooser.issues.push(unknownMove(form, move, claims));
        return [];
      }
      return chooser.choose("learnset", form, move, claims).map((way) => rowOf(form, move, way));
    });
  });
}

/** `level-up 12`, `machine`, `tutor`: as the report shows them. */
function waysByMove(rows: readonly LearnsetEntry[]): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, string[]>();
  for (const { move, method, level } of rows) {
    const way = level === null ? method : `${method} ${level}`;
    ways.set(move, [...(ways.get(move) ?? []), way]);
  }
  for (const list of ways.values()) list.sort();
  return ways;
}

function rowOf(form: string, move: string, way: string): LearnsetEntry {
  const [name, level] = way.split(" ");
  const method = LEARN_METHODS.find((known) => known === name)!;
  return { form, move, method, level: level === undefined ? null : Number(level) };
}

function unknownMove(
  form: string,
  move: string,
  found: Claims<readonly string[]>,
): Chooser["issues"][number] {
  return {
    severity: "warning",
    subjectTable: "learnset",
    subject: form,
    field: move,
    found,
    chosenSource: "bundled" satisfies SourceName,
    reason: `${move} is none of the game's moves: not loaded`,
  };
}
