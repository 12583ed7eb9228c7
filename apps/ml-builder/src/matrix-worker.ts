import { workerData } from "node:worker_threads";
import { computeMatrixRow, createJudge } from "@predictiondex/battle";
import type { GameData } from "@predictiondex/core";
import { standardSetsOf } from "./standard-sets-of.ts";

const data = workerData as GameData;
const judge = createJudge(data);
const sets = standardSetsOf(data);

/** Values one row of the matrix; run by piscina. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default function work({ row, nodes }: { row: number; nodes: number }): Uint16Array {
  return computeMatrixRow(judge, sets, row, nodes);
}
