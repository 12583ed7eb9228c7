// Times the solver on random legal sets, by CPU time, and measures the error of its answers where the truth is known: of
// the search against exact values, of any answer in a budget of 100 CPU milliseconds against long searches.
// `--matchups 100`, `--long 10` (match-ups with long searches), `--nodes 100000`, `--json` for programs.
// `--write-references 10000000` brings the fixture of long references to searches of so many battles (`--at-once 1`: of
// one match-up), and does nothing else.

import type { PreparedSet } from "../packages/battle/src/engine/sets.ts";
import { evaluateMatchup, type MatchupOptions } from "../packages/battle/src/solve/evaluate-matchup.ts";
import {
  givesHp,
  type LayeredClass,
  layeredPairs as pairsByLayers,
  solveByLayers,
} from "../packages/battle/test/solve/layered-play.ts";
import { writeReferences } from "../packages/battle/test/solve/references.ts";
import { ENGINE, PLAIN_ATTACKS, randomSets } from "../packages/battle/test/solve/sets.ts";
import { checkSearch } from "../packages/battle/test/solve/verify-solver.ts";

const MATCHUPS = numberFlag("matchups", 100);
const LONG = numberFlag("long", 10);
const NODES = numberFlag("nodes", 100_000);
const SEED = numberFlag("seed", 1);
const LONG_NODES = 1_000_000;
const LONG_SEEDS = [101, 102];
const BUDGET_MS = 100;
const WARM_UP = 40;
// Half a second: what a server has compiled once it has answered a while.
const GRID_WARM_UP = 300;

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
  damageOnlyExactMs: time(pairs(plain), { method: "exact" }, GRID_WARM_UP),
  fewLayersExactMs: time(layeredPairs("falling"), { method: "exact" }),
  healingExactMs: time(layeredPairs("rising"), { method: "exact" }),
  exactShare: exactShare(),
  anySearchMs: time(pairs(), { method: "search", nodes: NODES }),
  anyAutoMs: time(pairs(), { nodes: NODES }),
  searchAgainstExact: checkSearch(MATCHUPS, NODES, SEED + 1),
  anyInBudget: againstLong(),
};

if (process.argv.includes("--json")) console.log(JSON.stringify(report, undefined, 2));
else {
  const { damageOnlyExactMs, fewLayersExactMs, healingExactMs, anySearchMs, anyAutoMs } = report;
  const { exactShare: share, searchAgainstExact, anyInBudget } = report;
  console.log(`damage only, exact        ${tell(damageOnlyExactMs)} ms`);
  console.log(`few status layers, exact  ${tell(fewLayersExactMs)} ms`);
  console.log(`the same with healing     ${tell(healingExactMs)} ms`);
  console.log(`any, ${NODES} nodes        ${tell(anySearchMs)} ms`);
  console.log(`any, method auto          ${tell(anyAutoMs)} ms`);
  console.log("answered exactly by auto  ", share);
  console.log("search against exact      ", searchAgainstExact);
  console.log("100 ms against long runs  ", anyInBudget);
}

function* pairs(wanted?: (slug: string) => boolean): Generator<readonly [PreparedSet, PreparedSet]> {
  const sets = randomSets(SEED, wanted);
  for (;;) yield [sets.next().value!, sets.next().value!];
}

/** Of random legal match-ups the parts that `auto` answers exactly: of all, and of those in which a move gives HP back. */
function exactShare() {
  let [matchups, exact, healing, healingExact] = [0, 0, 0, 0];
  for (const [a, b] of pairs()) {
    const isExact = evaluateMatchup(ENGINE, a, b, { nodes: NODES }).method === "exact";
    const heals = [...a.set.moves, ...b.set.moves].some(({ slug }) => givesHp(slug));
    exact += isExact ? 1 : 0;
    healing += heals ? 1 : 0;
    healingExact += isExact && heals ? 1 : 0;
    if (++matchups === MATCHUPS) break;
  }
  return { matchups, exact, healing, healingExact };
}

/** Sets of moves that make few layers by themselves, with few layers together as well. */
function* layeredPairs(of: LayeredClass): Generator<readonly [PreparedSet, PreparedSet]> {
  for (const [a, b] of pairsByLayers(SEED, of)) {
    if (a.forms.length + b.forms.length > 2) continue;
    if (solveByLayers(a, b) !== undefined) yield [a, b];
  }
}

/** CPU milliseconds of this process for each match-up, the first ones left out. */
function time(
  matchups: Iterable<readonly [PreparedSet, PreparedSet]>,
  options: MatchupOptions,
  warmUp = WARM_UP,
): Spread {
  const times: number[] = [];
  let n = 0;
  for (const [a, b] of matchups) {
    const before = process.cpuUsage().user;
    evaluateMatchup(ENGINE, a, b, options);
    if (++n > warmUp) times.push((process.cpuUsage().user - before) / 1000);
    if (times.length === MATCHUPS) break;
  }
  return spread(times);
}

/** Errors of answers in a budget, against the mean of long searches; exact answers stand for themselves. */
interface BudgetCheck {
  readonly matchups: number;
  /** Of them answered exactly. */
  readonly exact: number;
  readonly errors: Spread;
  /** The same of those whose value is open (0.03 < p < 0.97). */
  readonly open: number;
  readonly openErrors: Spread;
  readonly openCoverage: number;
  readonly openMeanWidth: number;
}

function againstLong(): BudgetCheck {
  const errors: number[] = [];
  const openErrors: number[] = [];
  let [exact, covered, width] = [0, 0, 0];
  for (const [a, b] of pairs()) {
    if (errors.length === LONG) break;
    const now = (): number => process.cpuUsage().user / 1000;
    const found = evaluateMatchup(ENGINE, a, b, { budgetMs: BUDGET_MS, now });
    if (found.method === "exact") exact++;
    const reference = found.method === "exact" ? found.p : longValue(a, b);
    const error = Math.abs(found.p - reference);
    errors.push(error);
    if (reference < 0.03 || reference > 0.97) continue;
    openErrors.push(error);
    if (reference >= found.low && reference <= found.high) covered++;
    width += found.high - found.low;
  }
  const open = openErrors.length;
  return {
    ...{ matchups: LONG, exact, errors: spread(errors), open, openErrors: spread(openErrors) },
    ...{ openCoverage: covered / open, openMeanWidth: width / open },
  };
}

function longValue(a: PreparedSet, b: PreparedSet): number {
  const long = LONG_SEEDS.map(
    (seed) => evaluateMatchup(ENGINE, a, b, { method: "search", nodes: LONG_NODES, seed }).p,
  );
  return long.reduce((sum, p) => sum + p, 0) / long.length;
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
