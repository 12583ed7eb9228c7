export { loadBundledFacts } from "./load.ts";
export type { Source } from "./sources.ts";
export { loadBundledSources } from "./sources.ts";
export type { BundledTable, TableDigest } from "./tables.ts";
export { BUNDLED_DIRECTORY, BUNDLED_TABLES, digestBundledTables } from "./tables.ts";
