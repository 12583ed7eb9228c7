import { workerData } from "node:worker_threads";
import { type LabelContext, labelForms } from "./label-forms.ts";
import { encodeParquet } from "./parquet.ts";

/** A shard to label: see `labelForms`. */
export interface ShardTask {
  readonly from: number;
  readonly to: number;
}

/** A labelled shard, ready to be written. */
export interface ShardResult {
  readonly nRows: number;
  readonly bytes: Uint8Array;
}

/** Labels one shard; run by piscina, which hands the context over once for each thread. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default function labelShard({ from, to }: ShardTask): ShardResult {
  const rows = labelForms(workerData as LabelContext, from, to);
  return { nRows: rows.length, bytes: encodeParquet(rows) };
}
