import type { Cell, SetSpec } from "@predictiondex/answers";
import { PREDICTOR_VERSION, setOf } from "@predictiondex/answers";
import { readMatrixPair } from "@predictiondex/battle";
import type { StoredMatrixResponse } from "@predictiondex/contract";
import type { StoredMatrix } from "@predictiondex/db";
import type { Catalogue } from "../catalogue.ts";
import type { SnapshotSource } from "../snapshot.ts";

/** The stored matrix of the data version, where it is of the forms that it is asked for. */
export function storedMatrixOf(
  source: SnapshotSource,
  { snapshot, data }: Catalogue,
): StoredMatrix | undefined {
  const matrix = source.standardMatrix();
  if (matrix === undefined || matrix.dataVersion !== snapshot.version.id) return undefined;
  const isSame =
    matrix.forms.length === data.forms.length && data.forms.every(({ slug }, i) => slug === matrix.forms[i]);
  return isSame ? matrix : undefined;
}

/** The rows of the roster against itself, as they are stored. */
export async function* storedRows(
  catalogue: Catalogue,
  roster: readonly SetSpec[],
  matrix: StoredMatrix,
): AsyncGenerator<readonly Cell[]> {
  const words = wordsOf(matrix);
  const sets = roster.map((spec) => setOf(catalogue, spec));
  for (const [row, own] of sets.entries()) {
    yield sets.map((foe, column): Cell => {
      const { best, answer, ...value } = readMatrixPair(words, sets.length, row, column);
      return { ...value, best: own.moves[best]!.slug, answer: foe.moves[answer]!.slug };
    });
  }
}

/** The stored matrix as it is packed. */
export function tellStoredMatrix(
  catalogue: Catalogue,
  roster: readonly SetSpec[],
  matrix: StoredMatrix,
): StoredMatrixResponse {
  return {
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: PREDICTOR_VERSION,
    nodes: matrix.nodes,
    sets: roster.map((spec) => {
      const { form, level, moves } = setOf(catalogue, spec);
      return { pokemon: form.slug, level, moves: moves.map(({ slug }) => slug) };
    }),
    pairs: Buffer.from(matrix.content).toString("base64"),
  };
}

function wordsOf({ content }: StoredMatrix): Uint16Array {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return Uint16Array.from({ length: content.byteLength / 2 }, (_, i) => view.getUint16(2 * i, true));
}
