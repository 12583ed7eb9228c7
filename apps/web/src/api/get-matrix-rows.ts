import type { MatrixResponse, SetInputJson } from "@predictiondex/contract";
import { queryOptions, type UseQueryResult, useQueries } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";
import { inTurn } from "./in-turn.ts";

/** One set against several, by their places. */
export type MatrixRow = MatrixResponse["rows"][number];

const matrixRowQuery = (row: SetInputJson, columns: readonly SetInputJson[]) =>
  queryOptions({
    queryKey: ["matrix-row", row, columns],
    queryFn: async ({ signal }): Promise<MatrixRow> =>
      (await inTurn(() => apiClient().matrix({ rows: [row], columns: [...columns] }, signal), signal))
        .rows[0]!,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Each of some sets against all of some others: a request for each row, one after the other, so that rows come as they are computed. */
export function useMatrixRows(
  rows: readonly SetInputJson[],
  columns: readonly SetInputJson[],
): readonly UseQueryResult<MatrixRow>[] {
  return useQueries({ queries: rows.map((row) => matrixRowQuery(row, columns)) });
}
