export { bundledExtractor } from "./bundled-extractor.ts";
export type { ExtractContext, Extraction, Extractor } from "./extractor.ts";
export { formatSummary } from "./format-summary.ts";
export type { EtlOptions, EtlProgress, EtlSummary } from "./run-etl.ts";
export { runEtl } from "./run-etl.ts";
export type { Transformation } from "./transform.ts";
export { transform } from "./transform.ts";
