import {
  type GameData,
  LEARN_METHODS,
  type LegalMove,
  MOVE_ORIGINS,
  TYPES,
  type TypeEffectiveness,
} from "@predictiondex/core";

/**
 * The same data in the one order that the database gives back: by id or number, learnsets by form, origin, method,
 * level and move, the type chart by the game's order of types. Natures and trainers keep theirs, which means something.
 */
export function inCanonicalOrder(data: GameData): GameData {
  const formIds = new Map(data.forms.map((form) => [form.slug, form.id]));
  const moveIds = new Map(data.moves.map((move) => [move.slug, move.id]));
  const form = (slug: string): number => formIds.get(slug) ?? 0;
  const move = (slug: string): number => moveIds.get(slug) ?? 0;
  return {
    types: sortBy(data.types, (type) => [type.id]),
    effectiveness: sortBy(data.effectiveness, (cell: TypeEffectiveness) => [
      TYPES.indexOf(cell.attacking),
      TYPES.indexOf(cell.defending),
    ]),
    species: sortBy(data.species, (species) => [species.pokedexNumber]),
    forms: sortBy(data.forms, ({ id }) => [id]),
    evolutions: sortBy(data.evolutions, (step) => [form(step.from), form(step.to)]),
    moves: sortBy(data.moves, ({ id }) => [id]),
    machines: sortBy(data.machines, (machine) => [machine.number]),
    learnsets: sortBy(data.learnsets, (row: LegalMove) => [
      form(row.form),
      MOVE_ORIGINS.indexOf(row.origin),
      form(row.from),
      LEARN_METHODS.indexOf(row.method),
      row.level ?? -1,
      move(row.move),
    ]),
    natures: data.natures,
    trainers: data.trainers.map((trainer) => ({
      ...trainer,
      team: sortBy(trainer.team, ({ slot }) => [slot]),
    })),
  };
}

function sortBy<T>(rows: readonly T[], keys: (row: T) => readonly number[]): readonly T[] {
  const keyed = rows.map((row) => ({ row, keys: keys(row) }));
  keyed.sort((left, right) => {
    const i = left.keys.findIndex((key, index) => key !== right.keys[index]);
    return i < 0 ? 0 : left.keys[i]! - right.keys[i]!;
  });
  return keyed.map(({ row }) => row);
}
