import type { Evolution, Form, GameFacts, LearnsetEntry, LegalMove } from "./game-data.ts";
import type { MoveOrigin } from "./vocabulary.ts";

/**
 * Every legal way for each form to have a move: its own list, then those of its pre-evolutions in the same regional
 * line. A Mega uses its own list, and its base form's only where it has none; either way it keeps the base form's
 * pre-evolutions. A pre-evolution's row is left out where the form learns the move itself.
 */
export function deriveLegalMoves(
  facts: Pick<GameFacts, "forms" | "evolutions" | "learnsets">,
): readonly LegalMove[] {
  const own = groupBy(facts.learnsets, (entry) => entry.form);
  const previous = new Map(facts.evolutions.map((step: Evolution) => [step.to, step.from]));
  const bases = new Map(facts.forms.filter((f) => f.kind === "base").map((f) => [f.species, f.slug]));
  return facts.forms.flatMap((form) => legalMovesOf(form, own, previous, bases));
}

function legalMovesOf(
  form: Form,
  own: ReadonlyMap<string, readonly LearnsetEntry[]>,
  previous: ReadonlyMap<string, string>,
  bases: ReadonlyMap<string, string>,
): LegalMove[] {
  const legal: LegalMove[] = [];
  const known = new Set<string>();
  const take = (from: string, origin: MoveOrigin): void => {
    const fresh = (own.get(from) ?? []).filter((entry) => !known.has(entry.move));
    for (const entry of fresh) {
      legal.push({ ...entry, form: form.slug, origin, from });
    }
    for (const entry of fresh) known.add(entry.move);
  };
  take(form.slug, "own");
  const base = form.kind === "mega" ? bases.get(form.species) : form.slug;
  if (base === undefined) return legal;
  if (form.kind === "mega" && legal.length === 0) take(base, "base-form");
  for (let from = previous.get(base); from !== undefined; from = previous.get(from))
    take(from, "pre-evolution");
  return legal;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
