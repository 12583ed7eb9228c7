// Compiles the battle kernels to WebAssembly and writes them down: node scripts/compile-kernel.ts

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileKernel, MOST_TABLE_WORDS } from "./compile-kernel/compile.ts";

const engine = join(import.meta.dirname, "..", "packages", "battle", "src", "engine");
const generated = join(engine, "generated");
const { bytes, stateAt, tablesAt } = await compileKernel(engine, "matchup");
const teams = await compileKernel(engine, "teams");
writeFileSync(
  join(generated, "kernel-bytes.ts"),
  `// Written by scripts/compile-kernel.ts from kernel/*.ts; a test compiles it again and compares.

/** The compiled kernel for one against one, in base64. */
export const KERNEL_BYTES =
  "${Buffer.from(bytes).toString("base64")}";
/** Words of its memory at which state and tables begin, and those that the tables may take. */
export const STATE_AT = ${stateAt};
export const TABLES_AT = ${tablesAt};
export const MOST_TABLE_WORDS = ${MOST_TABLE_WORDS};
`,
);
writeFileSync(
  join(generated, "team-kernel-bytes.ts"),
  `// Written by scripts/compile-kernel.ts from kernel/*.ts; a test compiles it again and compares.

/** The compiled kernel for teams, in base64; its memory is laid out as that of the one for one against one. */
export const TEAM_KERNEL_BYTES =
  "${Buffer.from(teams.bytes).toString("base64")}";
`,
);
console.log(`${bytes.length} and ${teams.bytes.length} bytes of WebAssembly`);
