import { BUNDLED_DIRECTORY, digestBundledTables, loadBundledFacts } from "@predictiondex/data";
import type { Extractor } from "./extractor.ts";

/** The tables that come with the project: needs no network. */
export function bundledExtractor(directory: string = BUNDLED_DIRECTORY): Extractor {
  return {
    name: "bundled",
    async extract({ onProgress }) {
      const retrievedAt = new Date();
      const tables = digestBundledTables(directory);
      const facts = loadBundledFacts(directory);
      onProgress(tables.length, tables.length, "tables read");
      const sources = tables.map(({ file, bytes, sha256 }) => ({
        source: "bundled",
        url: `data/${file}`,
        digest: sha256,
        bytes,
        retrievedAt,
      }));
      return { facts, sources, issues: [] };
    },
  };
}
