// Run by scripts/mutate-battle.ts inside a copy of the package: a short lockstep that prints what it found. Where the
// general battles find nothing, battles about rare meetings of mechanics follow.

import { runLockstep } from "./lockstep.ts";

/** Moves of which each set of a focused run holds at least one. */
const FOCUSES: readonly (readonly string[])[] = [
  ["toxic", "minimize"],
  ["wrap", "leech-seed", "will-o-wisp"],
  ["outrage", "protect"],
  ["bide", "substitute", "rage"],
  ["encore", "disable", "taunt"],
  ["counter", "mirror-coat", "dig", "fly"],
  ["transform", "mimic", "metronome", "mirror-move"],
  ["reflect", "light-screen", "mist", "brick-break"],
];
const FOCUSED_BATTLES = 150;

const [battles, seed] = process.argv.slice(2).map(Number);
let played = 0;
let difference: string | undefined;
for (const moves of [undefined, ...FOCUSES]) {
  const result = runLockstep({
    battles: moves ? FOCUSED_BATTLES : battles!,
    seed: seed!,
    compiled: false,
    ...(moves && { moves }),
  });
  played += result.battles;
  difference = result.mismatches[0]?.difference;
  if (difference !== undefined) break;
}
console.log(JSON.stringify({ battles: played, difference }));
