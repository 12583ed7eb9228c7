// Run by scripts/mutate-battle.ts inside a copy of the package: a short lockstep that prints what it found.

import { runLockstep } from "./lockstep.ts";

const [battles, seed] = process.argv.slice(2).map(Number);
const result = runLockstep({ battles: battles!, seed: seed! });
console.log(JSON.stringify({ battles: result.battles, difference: result.mismatches[0]?.difference }));
