import { calculateDamage, createCombatant, type TypeChart } from "@predictiondex/battle";
import type { Move } from "@predictiondex/core";
import { type LabelledSample, mirrorSample } from "@predictiondex/ml";
import { parquetWriteBuffer } from "hyparquet-writer";
import { COLUMNS, type RowSource } from "./dataset-schema.ts";

/** What rows are completed with. */
export interface RowFacts {
  readonly chart: TypeChart;
  readonly moves: ReadonlyMap<string, Move>;
}

/** A shard as the file it becomes. */
export interface EncodedShard {
  readonly nRows: number;
  readonly bytes: Uint8Array;
}

const ROWS_PER_GROUP = 100_000;

/**
 * Writes match-ups as one Parquet file with statistics: a row for each move of each seat. `facts` say where the rows
 * come from and are kept in the file's metadata. Equal arguments give equal bytes.
 */
export function encodeShard(
  labelled: readonly LabelledSample[],
  facts: RowFacts,
  metadata: Readonly<Record<string, string>>,
): EncodedShard {
  const rows = labelled.flatMap((one) => [
    ...rowsOf(one, "a", facts),
    ...rowsOf(mirrorSample(one), "b", facts),
  ]);
  const buffer = parquetWriteBuffer({
    columnData: COLUMNS.map(({ name, type, nullable, cell }) => ({
      name,
      type,
      nullable,
      data: rows.map(cell),
    })),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key: `predictiondex.${key}`, value })),
    rowGroupSize: ROWS_PER_GROUP,
    createdBy: "predictiondex",
  });
  return { nRows: rows.length, bytes: new Uint8Array(buffer) };
}

function rowsOf(one: LabelledSample, seat: "a" | "b", { chart, moves }: RowFacts): readonly RowSource[] {
  const a = createCombatant(one.sample.a);
  const b = createCombatant(one.sample.b);
  return one.label.a.map((value) => {
    const move = moves.get(value.move)!;
    const damage = calculateDamage(a, b, move, chart);
    return { ...one, seat, move, value, damage, statsA: a.stats, statsB: b.stats };
  });
}
