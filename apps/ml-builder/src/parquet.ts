import { parquetWriteBuffer } from "hyparquet-writer";
import { COLUMNS, type DatasetRow } from "./dataset-schema.ts";

/** The rows as one Parquet file with statistics; the same rows give the same bytes. */
export function encodeParquet(rows: readonly DatasetRow[]): Uint8Array {
  const buffer = parquetWriteBuffer({
    columnData: COLUMNS.map(({ name, type, nullable }) => ({
      name,
      type,
      nullable,
      data: rows.map((row) => row[name]),
    })),
    createdBy: "predictiondex",
  });
  return new Uint8Array(buffer);
}
