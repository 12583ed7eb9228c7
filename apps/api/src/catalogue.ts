import { createTypeChart, standardMoves, type TypeChart } from "@predictiondex/battle";
import {
  type Form,
  foldName,
  type GameData,
  type LegalMove,
  type Move,
  type Nature,
  type Species,
  type Type,
  type TypeName,
} from "@predictiondex/core";
import { type CachedBody, createBodyCache } from "./cached-body.ts";
import { createNameLookup, type NameLookup } from "./name-lookup.ts";
import { createSharedRuns, type SharedRuns } from "./prediction/shared-runs.ts";
import type { WrittenAnswer } from "./prediction/tasks.ts";
import { createRecent, type Recent } from "./recent.ts";
import { DataMissingError } from "./request-errors.ts";
import type { Snapshot, SnapshotSource } from "./snapshot.ts";

/** One data version with everything that the routes look up in it. */
export interface Catalogue {
  readonly snapshot: Snapshot;
  readonly data: GameData;
  readonly chart: TypeChart;
  readonly forms: ReadonlyMap<number, Form>;
  readonly formsBySlug: ReadonlyMap<string, Form>;
  readonly moves: ReadonlyMap<number, Move>;
  readonly movesBySlug: ReadonlyMap<string, Move>;
  readonly types: ReadonlyMap<Type, TypeName>;
  readonly natures: ReadonlyMap<string, Nature>;
  readonly species: ReadonlyMap<string, Species>;
  /** Every legal way for a form, by its slug, to have a move. */
  readonly legal: ReadonlyMap<string, readonly LegalMove[]>;
  /** Moves and forms by what people type. */
  readonly names: NameLookup;
  /** The moves assumed where none are chosen. */
  standardMoves(form: Form): readonly Move[];
  /** Every move that a form may have, by id. */
  learnableMoves(form: Form): readonly Move[];
  /** The type of that name, or else the first whose name starts so. */
  findType(name: string): TypeName | undefined;
  /** An answer serialised once; `key` must come from the data, never from a request. */
  body(key: string, make: () => unknown): CachedBody;
  /** Answers to addresses, and to predictions, kept while there is room. */
  readonly recent: Recent<CachedBody>;
  readonly predictions: Recent<WrittenAnswer>;
  /** Predictions that are being made. */
  readonly underWay: SharedRuns<WrittenAnswer>;
}

const RECENT_BYTES = 16 * 1024 * 1024;

/** Reads the catalogue of the current data version, building it once per version. */
export function createCatalogueReader(source: SnapshotSource): () => Catalogue {
  let catalogue: Catalogue | undefined;
  return () => {
    const snapshot = source.current();
    if (snapshot === undefined) throw new DataMissingError();
    if (catalogue?.snapshot !== snapshot) catalogue = createCatalogue(snapshot);
    return catalogue;
  };
}

/** Makes the catalogue of a data version. */
export function createCatalogue(snapshot: Snapshot): Catalogue {
  const { data } = snapshot;
  const chart = createTypeChart(data.effectiveness);
  const movesBySlug = new Map(data.moves.map((move) => [move.slug, move]));
  const legal = new Map(data.forms.map((form) => [form.slug, [] as LegalMove[]]));
  for (const way of data.learnsets) legal.get(way.form)?.push(way);
  const standard = new Map<Form, readonly Move[]>();
  const typeNames = data.types.flatMap((type) =>
    [...Object.values(type.names), type.slug].map((name) => [foldName(name), type] as const),
  );
  const types = new Map(typeNames.toReversed());
  return {
    snapshot,
    data,
    chart,
    forms: new Map(data.forms.map((form) => [form.id, form])),
    formsBySlug: new Map(data.forms.map((form) => [form.slug, form])),
    natures: new Map(data.natures.map((nature) => [nature.slug, nature])),
    moves: new Map(data.moves.map((move) => [move.id, move])),
    movesBySlug,
    types: new Map(data.types.map((type) => [type.slug, type])),
    species: new Map(data.species.map((species) => [species.slug, species])),
    legal,
    names: createNameLookup(data),
    standardMoves(form) {
      const known = standard.get(form);
      if (known !== undefined) return known;
      const made = standardMoves(form, uniqueMoves(legal.get(form.slug) ?? [], movesBySlug), chart);
      standard.set(form, made);
      return made;
    },
    learnableMoves: (form) =>
      uniqueMoves(legal.get(form.slug) ?? [], movesBySlug).toSorted((left, right) => left.id - right.id),
    findType(name) {
      const folded = foldName(name);
      if (folded === "") return undefined;
      return types.get(folded) ?? typeNames.find(([known]) => known.startsWith(folded))?.[1];
    },
    body: createBodyCache(),
    // Compressed forms are made beside the plain one.
    recent: createRecent(RECENT_BYTES, ({ plain }) => 2 * plain.length),
    underWay: createSharedRuns(),
    predictions: createRecent(RECENT_BYTES, ({ json }) => 2 * json.length),
  };
}

function uniqueMoves(ways: readonly LegalMove[], moves: ReadonlyMap<string, Move>): readonly Move[] {
  const slugs = new Set(ways.map((way) => way.move));
  return [...slugs].map((slug) => moves.get(slug)).filter((move) => move !== undefined);
}
