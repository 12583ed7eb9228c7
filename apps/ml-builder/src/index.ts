export type { BuildProgress } from "./build-dataset.ts";
export type { BuildMatrixOptions, MatrixSummary } from "./build-matrix.ts";
export { buildMatrix } from "./build-matrix.ts";
export { decodeShard, readSamples, readShards } from "./read-samples.ts";
export type { BuilderSummary, RunBuilderOptions } from "./run-builder.ts";
export { runBuilder } from "./run-builder.ts";
