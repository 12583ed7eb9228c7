// Compiles the battle kernel to WebAssembly and writes it down: node scripts/compile-kernel.ts

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileKernel, MOST_TABLE_WORDS } from "./compile-kernel/compile.ts";

const engine = join(import.meta.dirname, "..", "packages", "battle", "src", "engine");
const { bytes, stateAt, tablesAt } = await compileKernel(engine);
writeFileSync(
  join(engine, "generated", "kernel-bytes.ts"),
  `// Written by scripts/compile-kernel.ts from kernel/*.ts; a test compiles it again and compares.

/** The compiled kernel, in base64. */
export const KERNEL_BYTES =
  "${Buffer.from(bytes).toString("base64")}";
/** Words of its memory at which state and tables begin, and those that the tables may take. */
export const STATE_AT = ${stateAt};
export const TABLES_AT = ${tablesAt};
export const MOST_TABLE_WORDS = ${MOST_TABLE_WORDS};
`,
);
console.log(`${bytes.length} bytes of WebAssembly`);
