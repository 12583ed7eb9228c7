import { ApiError } from "@predictiondex/contract/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";
import { useDataVersion } from "./get-data-version.ts";

const MODEL_MAY_COME_MS = 30_000;

const modelQuery = queryOptions({
  queryKey: ["model"],
  queryFn: ({ signal }) => unlessMissing(apiClient().model(signal)),
  refetchInterval: ({ state }) => (state.data === null ? MODEL_MAY_COME_MS : false),
});
const cardQuery = queryOptions({
  queryKey: ["model-card"],
  queryFn: ({ signal }) => unlessMissing(apiClient().modelCard(signal)),
  refetchInterval: ({ state }) => (state.data === null ? MODEL_MAY_COME_MS : false),
});
const driftQuery = queryOptions({
  queryKey: ["model-drift"],
  queryFn: ({ signal }) => unlessMissing(apiClient().modelDrift(signal)),
});
const runsQuery = queryOptions({
  queryKey: ["model-runs"],
  queryFn: ({ signal }) => apiClient().modelRuns(signal),
});

/** The trained model in service; null where there is none. */
export function useModel() {
  return useQuery({ ...modelQuery, enabled: useDataVersion().isSuccess });
}

/** Its card; null where there is no model. */
export function useModelCard() {
  return useQuery({ ...cardQuery, enabled: useDataVersion().isSuccess });
}

/** What is asked lately against what it was trained on; null where there is no model. */
export function useModelDrift() {
  return useQuery({ ...driftQuery, enabled: useDataVersion().isSuccess });
}

/** The experiment log and the registry. */
export function useModelRuns() {
  return useQuery(runsQuery);
}

/** Asked once the data are there: "not ready" then means that no model is in service. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 503) return null;
    throw error;
  }
}
