export type { AccessOptions } from "./access/guard.ts";
export { OPEN_ACCESS } from "./access/guard.ts";
export { hashKey } from "./access/keyring.ts";
export type { ApiOptions } from "./create-api.ts";
export { createApi } from "./create-api.ts";
export type { Api } from "./routes/route-context.ts";
export type { DatasetSummary, Snapshot, SnapshotSource } from "./snapshot.ts";
export type { RunningApi, StartOptions } from "./start-api.ts";
export { startApi } from "./start-api.ts";
