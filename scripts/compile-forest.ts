// Compiles the forest's walk and the training's sums to WebAssembly and writes them down: node scripts/compile-forest.ts

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileForest, compileHistogram } from "./compile-forest/compile.ts";
import { ROWS_AT_ONCE } from "./compile-forest/forest-text.ts";

const folder = join(import.meta.dirname, "..", "packages", "ml", "src", "trees", "generated");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
writeFileSync(
  join(folder, "forest-bytes.ts"),
  `// Written by scripts/compile-forest.ts; a test compiles it again and compares.

/** The compiled walk through a forest's trees, in base64. */
export const FOREST_BYTES =
  "${base64(compileForest())}";
/** Rows that it follows at once. */
export const ROWS_AT_ONCE = ${ROWS_AT_ONCE};
`,
);
writeFileSync(
  join(folder, "histogram-bytes.ts"),
  `// Written by scripts/compile-forest.ts; a test compiles it again and compares.

/** The compiled sums of a histogram, in base64. */
export const HISTOGRAM_BYTES =
  "${base64(compileHistogram())}";
`,
);
