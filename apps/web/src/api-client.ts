import { createApiClient } from "@predictiondex/contract/client";

/** The API, on the page's own origin. */
export const apiClient = createApiClient("/api");
