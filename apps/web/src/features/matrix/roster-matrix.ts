import { type MatrixPair, readMatrixPair } from "@predictiondex/battle";
import type { PokemonResource, StoredMatrixResponse } from "@predictiondex/contract";
import type { Forms } from "../../api/get-forms.ts";

/** The ways to put the forms in order. */
export const SORTS = ["strength", "similarity", "type", "number"] as const;
export type Sort = (typeof SORTS)[number];

/** The roster against itself. Places are those of `forms`, whatever the order on the screen. */
export interface RosterMatrix {
  readonly forms: readonly PokemonResource[];
  /** Chance of each row against each column, row by row; 0.5 on the diagonal. */
  readonly p: Float64Array;
  /** Mean chance of each form against all others. */
  readonly strength: Float64Array;
  /** How many of the others each form is ahead of. */
  readonly ahead: Uint16Array;
  readonly pair: (row: number, column: number) => MatrixPair;
  /** Slugs of each form's moves, by the slots that a pair names. */
  readonly moves: readonly (readonly string[])[];
  /** Places by slug. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** Unpacks the stored matrix; forms that the page does not know are left out. */
export function unpackMatrix({ sets, pairs }: StoredMatrixResponse, { bySlug }: Forms): RosterMatrix {
  const bytes = Uint8Array.from(atob(pairs), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const words = Uint16Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true));
  const known = sets.flatMap(({ pokemon }, at) => {
    const form = bySlug.get(pokemon);
    return form === undefined ? [] : [{ form, at }];
  });
  const n = known.length;
  const pair = (row: number, column: number): MatrixPair =>
    readMatrixPair(words, sets.length, known[row]!.at, known[column]!.at);
  const p = new Float64Array(n * n);
  const strength = new Float64Array(n);
  const ahead = new Uint16Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let column = 0; column < n; column++) {
      const chance = row === column ? 0.5 : pair(row, column).p;
      p[row * n + column] = chance;
      if (row === column) continue;
      sum += chance;
      if (chance > 0.5) ahead[row]!++;
    }
    strength[row] = sum / Math.max(1, n - 1);
  }
  const forms = known.map(({ form }) => form);
  const moves = known.map(({ at }) => sets[at]!.moves);
  return {
    forms,
    p,
    strength,
    ahead,
    pair,
    moves,
    placeOf: new Map(forms.map(({ slug }, place) => [slug, place])),
  };
}

/** The places in an order: by strength, by likeness of their rows, by type, by number. */
export function orderPlaces(matrix: RosterMatrix, sort: Sort): readonly number[] {
  const { forms, strength } = matrix;
  const places = forms.map((_, place) => place);
  const stronger = (left: number, right: number): number =>
    strength[right]! - strength[left]! || left - right;
  switch (sort) {
    case "strength":
      return places.toSorted(stronger);
    case "type":
      return places.toSorted(
        (left, right) =>
          forms[left]!.types[0]!.localeCompare(forms[right]!.types[0]!) || stronger(left, right),
      );
    case "number":
      return places.toSorted(
        (left, right) =>
          forms[left]!.species.pokedexNumber - forms[right]!.species.pokedexNumber || left - right,
      );
    case "similarity":
      return orderByLikeness(matrix, places.toSorted(stronger)[0] ?? 0);
  }
}

/** A walk from the strongest form to the one most like the last, then shortened where turning a stretch round shortens it. */
function orderByLikeness({ p, forms }: RosterMatrix, start: number): readonly number[] {
  const n = forms.length;
  const distance = new Float64Array(n * n);
  for (let left = 0; left < n; left++) {
    for (let right = left + 1; right < n; right++) {
      let sum = 0;
      for (let column = 0; column < n; column++) {
        const difference = p[left * n + column]! - p[right * n + column]!;
        sum += difference * difference;
      }
      distance[left * n + right] = sum;
      distance[right * n + left] = sum;
    }
  }
  const order = [start];
  const left = new Set(forms.map((_, place) => place));
  left.delete(start);
  while (left.size > 0) {
    const last = order.at(-1)!;
    let nearest = -1;
    for (const place of left) {
      if (nearest < 0 || distance[last * n + place]! < distance[last * n + nearest]!) nearest = place;
    }
    order.push(nearest);
    left.delete(nearest);
  }
  for (let from = 1; from < n - 1; from++) {
    for (let to = from + 1; to < n; to++) {
      const before = order[from - 1]!;
      const after = order[to + 1];
      const now =
        distance[before * n + order[from]!]! + (after === undefined ? 0 : distance[order[to]! * n + after]!);
      const turned =
        distance[before * n + order[to]!]! + (after === undefined ? 0 : distance[order[from]! * n + after]!);
      if (turned < now) order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
    }
  }
  return order;
}

/** The whole matrix as a table for spreadsheets: whole per cents, in an order. */
export function matrixCsv(
  matrix: RosterMatrix,
  order: readonly number[],
  nameOf: (form: PokemonResource) => string,
): string {
  const n = matrix.forms.length;
  const names = order.map((place) => `"${nameOf(matrix.forms[place]!).replaceAll('"', '""')}"`);
  const rows = order.map((row, i) => {
    const cells = order.map((column) =>
      row === column ? "" : Math.round(matrix.p[row * n + column]! * 100),
    );
    return [names[i], ...cells].join(",");
  });
  return `${[["", ...names].join(","), ...rows].join("\n")}\n`;
}
