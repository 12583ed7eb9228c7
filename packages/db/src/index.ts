export type { ApiKey, ApiKeyScope } from "./api-keys.ts";
export {
  API_KEY_SCOPES,
  activeApiKeys,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  touchApiKeys,
} from "./api-keys.ts";
export type { VersionWatch, WatchOptions } from "./channel-watch.ts";
export { isConnectionError } from "./connection-errors.ts";
export { contentDigest } from "./content-digest.ts";
export type { DataIssue } from "./data-issues.ts";
export { listDataIssues, recordDataIssues } from "./data-issues.ts";
export type { DataVersion } from "./data-versions.ts";
export { currentDataVersion, listDataVersions } from "./data-versions.ts";
export type { Dataset, DatasetFile, NewDataset } from "./datasets.ts";
export { latestDataset, recordDataset } from "./datasets.ts";
export type { DirectoryLock, LockOwner } from "./directory-lock.ts";
export { acquireDirectoryLock, readDirectoryLock } from "./directory-lock.ts";
export type { EtlRun } from "./etl-runs.ts";
export {
  discardEtlRun,
  failEtlRun,
  finishEtlRun,
  lastSucceededEtlRun,
  listEtlRuns,
  markInterruptedEtlRuns,
  startEtlRun,
} from "./etl-runs.ts";
export type { Publication, PublishedGameData, PublishOptions } from "./game-data.ts";
export { countRows, gameDataDigest, loadGameData, publishGameData } from "./game-data.ts";
export { inCanonicalOrder } from "./game-data-order.ts";
export type { LabelRun, LabelShard } from "./label-runs.ts";
export {
  closeLabelRun,
  discardLabelShards,
  findLabelRun,
  listLabelShards,
  loadLabelShard,
  openLabelRun,
  storeLabelShard,
} from "./label-runs.ts";
export { listDatasets } from "./list-datasets.ts";
export type { Migration } from "./migrate.ts";
export { bundledMigrations, migrate, pendingMigrations } from "./migrate.ts";
export type { ModelMatrix } from "./model-matrices.ts";
export { loadModelMatrix, storeModelMatrix } from "./model-matrices.ts";
export type { ModelWatch } from "./model-watch.ts";
export { watchModel } from "./model-watch.ts";
export type { Model, ModelStatus, NewModel, ServedModel } from "./models.ts";
export {
  currentModel,
  findModel,
  listModels,
  listPromotions,
  promotedModel,
  promoteModel,
  recordModel,
  rollbackModel,
} from "./models.ts";
export type { Database, Listener, LockOptions, Queryable, SqlRow } from "./open-database.ts";
export { openDatabase } from "./open-database.ts";
export type { LoggedPrediction, StoredPrediction } from "./prediction-log.ts";
export { forgetPredictions, listPredictions, recordPredictions } from "./prediction-log.ts";
export type { Liveness } from "./process-identity.ts";
export type { RunStatus, Tables } from "./schema.ts";
export type {
  DatabaseSettings,
  EmbeddedSettings,
  EnvironmentRecord,
  MemorySettings,
  ServerSettings,
} from "./settings.ts";
export { databaseSettingsFromEnv, describeDatabase } from "./settings.ts";
export type { SourceRecord } from "./source-records.ts";
export { listSources, recordSources } from "./source-records.ts";
export type { StoredMatrix } from "./standard-matrix.ts";
export { loadStandardMatrix, standardMatrixProgress, storeStandardMatrix } from "./standard-matrix.ts";
export type { TrainingRun } from "./training-runs.ts";
export {
  finishTrainingRun,
  listTrainingRuns,
  markInterruptedTrainingRuns,
  startTrainingRun,
} from "./training-runs.ts";
export { watchDataVersion } from "./version-watch.ts";
export type { WaitOptions } from "./wait-for-database.ts";
export { waitForDatabase } from "./wait-for-database.ts";
