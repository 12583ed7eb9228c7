// Writes which values of Let's Go's moves differ in the game before it and in today's, for the page of a move:
//   node scripts/build-move-changes.ts [--out apps/web/src/features/moves/move-changes.json]
// Ours are the committed tables; the others are Pokémon Showdown's, by @pkmn/dex. The same input gives the same bytes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Dex } from "@pkmn/dex";
import { loadBundledFacts } from "../data/src/index.ts";

const ULTRA_SUN_AND_MOON = Dex.forGen(7);
const TODAY = Dex.forGen(9);

const { values } = parseArgs({
  options: {
    out: {
      type: "string",
      default: join(import.meta.dirname, "../apps/web/src/features/moves/move-changes.json"),
    },
  },
});
const changes = loadBundledFacts().moves.flatMap(({ slug, names, power, accuracy, pp }) => {
  const before = ULTRA_SUN_AND_MOON.moves.get(names.en);
  const now = TODAY.moves.get(names.en);
  // The partners' moves came with Let's Go; Showdown knows them in its later values only.
  const hadThem = before.exists && before.gen < 7 ? before : undefined;
  return [
    { field: "power", here: power ?? 0, before: hadThem?.basePower, now: now.basePower },
    { field: "accuracy", here: accuracy ?? 0, before: percentOf(hadThem), now: percentOf(now) },
    { field: "pp", here: pp, before: hadThem?.pp, now: now.pp },
  ]
    .filter(({ here, before: then, now: later }) => (then ?? here) !== here || later !== here)
    .map((change) => ({ move: slug, ...change, before: change.before ?? null }));
});
writeFileSync(values.out, `${JSON.stringify(changes, undefined, 2)}\n`);
console.log(`${changes.length} values of ${new Set(changes.map(({ move }) => move)).size} moves`);

/** 0 for a move that makes no accuracy check, as in our tables' empty cell. */
function percentOf(move: { readonly accuracy: number | true } | undefined): number | undefined {
  if (move === undefined) return undefined;
  return move.accuracy === true ? 0 : move.accuracy;
}
