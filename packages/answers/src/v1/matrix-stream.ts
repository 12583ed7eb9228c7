import type { MatrixResponse } from "@predictiondex/contract";
import { predictorVersionOf } from "../best-move.ts";
import type { Catalogue } from "../catalogue.ts";
import type { PredictOptions } from "../prediction/predict.ts";
import type { SetSpec } from "../prediction/set-spec.ts";
import { setOf } from "../prediction/set-spec.ts";
import type { Cell } from "../prediction/tasks.ts";

/** A matrix as JSON text, row by row; `cells` come in pieces of a row, found by `method`. */
export async function* writeMatrix(
  catalogue: Catalogue,
  rows: readonly SetSpec[],
  columns: readonly SetSpec[],
  method: PredictOptions["method"],
  cells: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  const head = {
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: predictorVersionOf({ method }, catalogue),
    columns: columns.map((spec) => matrixSide(catalogue, spec)),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let row: Cell[] = [];
  let done = 0;
  for await (const piece of cells) {
    row.push(...piece);
    for (; row.length >= columns.length; done++) {
      const whole = matrixRow(catalogue, rows[done]!, row.slice(0, columns.length));
      yield `${done > 0 ? "," : ""}${JSON.stringify(whole)}\n`;
      row = row.slice(columns.length);
    }
  }
  yield "]}";
}

function matrixRow(
  catalogue: Catalogue,
  spec: SetSpec,
  row: readonly Cell[],
): MatrixResponse["rows"][number] {
  return {
    ...matrixSide(catalogue, spec),
    p: row.map(({ p }) => p),
    low: row.map(({ low }) => low),
    high: row.map(({ high }) => high),
    best: row.map(({ best }) => best),
    methods: row.map(({ method }) => method),
  };
}

function matrixSide(catalogue: Catalogue, spec: SetSpec): MatrixResponse["columns"][number] {
  const { form, level, moves } = setOf(catalogue, spec);
  return { pokemon: form.slug, level, moves: moves.map(({ slug }) => slug) };
}
