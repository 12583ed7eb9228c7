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
import { createPredictor, loadModel, type Predictor } from "@predictiondex/ml/predict";
import { createNameLookup, type NameLookup } from "./name-lookup.ts";

/** What a data version must tell for answers to be made from it. */
export interface Edition {
  readonly dataVersion: string;
  readonly data: GameData;
  /** The trained model that is served with it, where there is one. */
  readonly model?: EditionModel | undefined;
}

/** A trained model as it travels to a worker. */
export interface EditionModel {
  /** Names it in answers. */
  readonly version: string;
  readonly artefact: Uint8Array;
}

/** One data version with everything that answers look up in it. */
export interface Catalogue {
  readonly snapshot: Edition;
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
  /** Whether a form may have a move. */
  learns(form: Form, move: Move): boolean;
  /** Every move that a form may have, by id. */
  learnableMoves(form: Form): readonly Move[];
  /** The trained model's predictor, read when first asked for; undefined where none is served. */
  predictor(): Predictor | undefined;
  /** The type of that name, or else the first whose name starts so. */
  findType(name: string): TypeName | undefined;
}

/** Makes the catalogue of a data version. */
export function createCatalogue(snapshot: Edition): Catalogue {
  const { data } = snapshot;
  const chart = createTypeChart(data.effectiveness);
  const movesBySlug = new Map(data.moves.map((move) => [move.slug, move]));
  const legal = new Map(data.forms.map((form) => [form.slug, [] as LegalMove[]]));
  for (const way of data.learnsets) legal.get(way.form)?.push(way);
  const learnt = new Map<Form, ReadonlySet<Move>>();
  const standard = new Map<Form, readonly Move[]>();
  const typeNames = data.types.flatMap((type) =>
    [...Object.values(type.names), type.slug].map((name) => [foldName(name), type] as const),
  );
  const types = new Map(typeNames.toReversed());
  let predictor: Predictor | undefined;
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
    predictor() {
      if (snapshot.model === undefined) return undefined;
      predictor ??= createPredictor(data, loadModel(snapshot.model.artefact));
      return predictor;
    },
    learns(form, move) {
      let known = learnt.get(form);
      if (known === undefined) {
        known = new Set(uniqueMoves(legal.get(form.slug) ?? [], movesBySlug));
        learnt.set(form, known);
      }
      return known.has(move);
    },
    learnableMoves: (form) =>
      uniqueMoves(legal.get(form.slug) ?? [], movesBySlug).toSorted((left, right) => left.id - right.id),
    findType(name) {
      const folded = foldName(name);
      if (folded === "") return undefined;
      return types.get(folded) ?? typeNames.find(([known]) => known.startsWith(folded))?.[1];
    },
  };
}

function uniqueMoves(ways: readonly LegalMove[], moves: ReadonlyMap<string, Move>): readonly Move[] {
  const slugs = new Set(ways.map((way) => way.move));
  return [...slugs].map((slug) => moves.get(slug)).filter((move) => move !== undefined);
}
