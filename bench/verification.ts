// Measures how far the engine and the solver agree with Pokémon Showdown and with themselves, and writes the figures that
// the page "How sure are we?" shows: `node bench/verification.ts --out apps/web/src/features/sure/verification.json`.
// `--scale 1` sets the amount of work (1 takes minutes), `--seed 1` the battles.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runLockstep } from "../packages/battle/test/oracle/lockstep.ts";
import {
  chiSquarePerMatchup,
  playExactInShowdown,
  reliability,
} from "../packages/battle/test/solve/play-in-showdown.ts";
import { checkAgainstKernel, checkSearch } from "../packages/battle/test/solve/verify-solver.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    scale: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
});
const scale = positive("scale", values.scale);
const seed = positive("seed", values.seed);
const sized = (size: number): number => Math.max(1, Math.round(size * scale));

const lockstep = runLockstep({ battles: sized(4000), seed });
console.error(`lockstep: ${lockstep.turns} turns, ${lockstep.mismatches.length} mismatches`);
const played = playExactInShowdown(sized(40), 400, seed);
console.error(`exact values in Showdown: ${played.length} match-ups`);
const kernel = checkAgainstKernel(sized(60), 2000, seed);
console.error(`exact values on the kernel: ${kernel.matchups} match-ups`);
const search = checkSearch(sized(120), 100_000, seed);
const figures = {
  command: `node bench/verification.ts --scale ${scale} --seed ${seed}`,
  measuredAt: new Date().toISOString().slice(0, 10),
  lockstep: {
    battles: lockstep.battles,
    turns: lockstep.turns,
    mismatches: lockstep.mismatches.length,
    movesUsed: Object.keys(lockstep.usesPerMove).length,
  },
  showdown: {
    matchups: played.length,
    battles: played.reduce((sum, { battles }) => sum + battles, 0),
    chiSquarePerMatchup: rounded(chiSquarePerMatchup(played)),
    bands: reliability(played).map((band) => ({
      ...band,
      predicted: rounded(band.predicted),
      observed: rounded(band.observed),
    })),
  },
  kernel: {
    matchups: kernel.matchups,
    battles: kernel.matchups * kernel.battles,
    chiSquarePerMatchup: rounded(kernel.chiSquarePerMatchup),
    worstZ: rounded(kernel.worstZ),
  },
  search: {
    matchups: search.matchups,
    nodes: search.nodes,
    errorMedian: rounded(search.errorMedian),
    errorP90: rounded(search.errorP90),
    errorMax: rounded(search.errorMax),
    coverage: rounded(search.coverage),
    soundAdvice: rounded(search.soundAdvice),
  },
};
const text = `${JSON.stringify(figures, undefined, 2)}\n`;
if (values.out === undefined) process.stdout.write(text);
else writeFileSync(values.out, text);

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, got "${value}"`);
  return number;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
