// Times the solver on random legal sets, by CPU time, and measures the search's error where the truth is known: against
// exact values, and against the mean of long searches. `--matchups 100`, `--long 10` (match-ups with long searches),
// `--nodes 100000`, `--json` for programs. `--write-references 10000000` brings the fixture of long references to searches
// of so many battles (`--at-once 1`: of one match-up), and does nothing else.

import type { PreparedSet } from "../packages/battle/src/engine/sets.ts";
import { evaluateMatchup, type MatchupOptions } from "../packages/battle/src/solve/evaluate-matchup.ts";
import { FEW_LAYERS, solveByLayers } from "../packages/battle/test/solve/layered-play.ts";
import { writeReferences } from "../packages/battle/test/solve/references.ts";
import { ENGINE, PLAIN_ATTACKS, randomSets } from "../packages/battle/test/solve/sets.ts";
import { checkSearch } from "../packages/battle/test/solve/verify-solver.ts";

const MATCHUPS = numberFlag("matchups", 100);
const LONG = numberFlag("long", 10);
const NODES = numberFlag("nodes", 100_000);
const SEED = numberFlag("seed", 1);
const LONG_NODES = 1_000_000;
const LONG_SEEDS = [101, 102, 103];
const WARM_UP = 40;

interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

const references = numberFlag("write-references", 0);
if (references > 0) {
  const most = numberFlag("at-once", Number.POSITIVE_INFINITY);
  writeReferences(references, most, (done) => console.error(done));
  process.exit();
}

const plain = (slug: string): boolean => PLAIN_ATTACKS.has(slug);
const report = {
  damageOnlyExactMs: time(pairs(plain), { method: "exact" }),
  fewLayersExactMs: time(layeredPairs(), { method: "exact" }),
  anySearchMs: time(pairs(), { method: "search", nodes: NODES }),
  anyAutoMs: time(pairs(), { nodes: NODES }),
  searchAgainstExact: checkSearch(MATCHUPS, NODES, SEED + 1),
  searchAgainstLong: againstLong(),
};

if (process.argv.includes("--json")) console.log(JSON.stringify(report, undefined, 2));
else {
  const {
    damageOnlyExactMs,
    fewLayersExactMs,
    anySearchMs,
    anyAutoMs,
    searchAgainstExact,
    searchAgainstLong,
  } = report;
  console.log(`damage only, exact        ${tell(damageOnlyExactMs)} ms`);
  console.log(`few status layers, exact  ${tell(fewLayersExactMs)} ms`);
  console.log(`any, ${NODES} nodes        ${tell(anySearchMs)} ms`);
  console.log(`any, method auto          ${tell(anyAutoMs)} ms`);
  console.log("search against exact      ", searchAgainstExact);
  console.log("search against long runs  ", searchAgainstLong);
}

function* pairs(wanted?: (slug: string) => boolean): Generator<readonly [PreparedSet, PreparedSet]> {
  const sets = randomSets(SEED, wanted);
  for (;;) yield [sets.next().value!, sets.next().value!];
}

/** Sets of moves that make few layers by themselves, some beyond plain attacks, with 24 layers at most together. */
function* layeredPairs(): Generator<readonly [PreparedSet, PreparedSet]> {
  const isPlain = ({ set }: PreparedSet): boolean => set.moves.every(({ slug }) => plain(slug));
  for (const [a, b] of pairs((slug) => FEW_LAYERS.has(slug))) {
    if (a.forms.length + b.forms.length > 2 || (isPlain(a) && isPlain(b))) continue;
    if (solveByLayers(a, b) !== undefined) yield [a, b];
  }
}

/** CPU milliseconds of this process for each match-up, the first ones left out. */
function time(matchups: Iterable<readonly [PreparedSet, PreparedSet]>, options: MatchupOptions): Spread {
  const times: number[] = [];
  let n = 0;
  for (const [a, b] of matchups) {
    const before = process.cpuUsage().user;
    evaluateMatchup(ENGINE, a, b, options);
    if (++n > WARM_UP) times.push((process.cpuUsage().user - before) / 1000);
    if (times.length === MATCHUPS) break;
  }
  return spread(times);
}

/** Errors on any sets whose value is open (0.03 < p < 0.97), against the mean of long searches. */
function againstLong(): {
  readonly matchups: number;
  readonly errors: Spread;
  readonly coverage: number;
  readonly meanWidth: number;
} {
  const errors: number[] = [];
  let covered = 0;
  let width = 0;
  for (const [a, b] of pairs()) {
    if (errors.length === LONG) break;
    const found = evaluateMatchup(ENGINE, a, b, { method: "search", nodes: NODES });
    if (found.p < 0.03 || found.p > 0.97) continue;
    const long = LONG_SEEDS.map(
      (seed) => evaluateMatchup(ENGINE, a, b, { method: "search", nodes: LONG_NODES, seed }).p,
    );
    const reference = long.reduce((sum, p) => sum + p, 0) / long.length;
    errors.push(Math.abs(found.p - reference));
    if (reference >= found.low && reference <= found.high) covered++;
    width += found.high - found.low;
  }
  return { matchups: LONG, errors: spread(errors), coverage: covered / LONG, meanWidth: width / LONG };
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), p90: at(0.9), max: at(1) };
}

function tell({ median, p90, max }: Spread): string {
  return `median ${median.toFixed(1)}, p90 ${p90.toFixed(1)}, max ${max.toFixed(1)}`;
}

function numberFlag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
