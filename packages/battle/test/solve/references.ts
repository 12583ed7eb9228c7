// Complex match-ups with values from long searches, kept as a fixture; and how much a searched best
// response takes from the solver's own strategy in them.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createSeededRandom } from "@predictiondex/core";
import { legalChoices } from "../../src/engine/kernel/choices.ts";
import { A_WINS, ONGOING, RESULT, SIDE_A, SIDE_B, TIE } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { bitAt, countBits } from "../../src/solve/node-table.ts";
import { followTimers, timersOf } from "../../src/solve/public-state.ts";
import { createSearchMemory, type SearchMemory } from "../../src/solve/search-memory.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { searchRoot } from "../../src/solve/search-root.ts";
import { FREE, TreeSearch } from "../../src/solve/tree-search.ts";
import { ENGINE, prepared } from "./sets.ts";
import { drawFrom } from "./strategies.ts";

/** Battles of the short search that tells how long a battle lasts. */
const SHORT_BATTLES = 5000;
const FIXTURE = new URL("./fixtures/long-references.json", import.meta.url);

/** A match-up with the value that a long search found. */
export interface LongReference {
  readonly a: readonly [form: string, moves: readonly string[]];
  readonly b: readonly [form: string, moves: readonly string[]];
  /** Battles played, and turns in them. */
  readonly battles: number;
  readonly turns: number;
  readonly p: number;
}

/** Open match-ups of healing, boosting, sleep, screens, trapping, substitutes and protecting. */
export const COMPLEX: readonly Pick<LongReference, "a" | "b">[] = [
  {
    a: ["fearow", ["roost", "growl", "fly", "peck"]],
    b: ["nidoqueen", ["reflect", "superpower", "surf", "rest"]],
  },
  {
    a: ["gloom", ["headbutt", "protect", "substitute", "sleep-powder"]],
    b: ["rattata", ["crunch", "u-turn", "rest", "super-fang"]],
  },
  {
    a: ["ninetales", ["confuse-ray", "nasty-plot", "toxic", "dig"]],
    b: ["arbok", ["bite", "wrap", "glare", "hyper-beam"]],
  },
  {
    a: ["ivysaur", ["rest", "protect", "light-screen", "double-edge"]],
    b: ["tentacool", ["blizzard", "barrier", "wrap", "poison-sting"]],
  },
  {
    a: ["sandshrew-alola", ["ice-shard", "headbutt", "toxic", "iron-tail"]],
    b: ["primeape", ["seismic-toss", "rest", "pay-day", "bulk-up"]],
  },
  {
    a: ["magnemite", ["facade", "teleport", "toxic", "light-screen"]],
    b: ["venomoth", ["quiver-dance", "facade", "toxic", "supersonic"]],
  },
];

/** The references as they are kept. */
export function readReferences(): readonly LongReference[] {
  return existsSync(FIXTURE) ? (JSON.parse(readFileSync(FIXTURE, "utf8")) as readonly LongReference[]) : [];
}

/**
 * Searches the complex match-ups for `battles` battles each, and keeps what is found; those that are kept from as many
 * battles stay. Each is written as it comes, so that a run which was stopped is gone on with; at most `most` are searched.
 */
export function writeReferences(battles: number, most: number, onProgress: (done: string) => void): void {
  const memory = createSearchMemory(1 << 24, 1 << 20);
  let searched = 0;
  for (const matchup of COMPLEX) {
    const known = readReferences();
    const isSame = (other: LongReference): boolean =>
      JSON.stringify([other.a, other.b]) === JSON.stringify([matchup.a, matchup.b]);
    if (searched >= most || known.some((one) => isSame(one) && one.battles >= battles)) continue;
    const found = searchLong(matchup, battles, memory);
    searched++;
    const place = ({ a }: LongReference): number => COMPLEX.findIndex((one) => one.a[0] === a[0]);
    const all = [...known.filter((one) => !isSame(one)), found].sort((x, y) => place(x) - place(y));
    writeFileSync(FIXTURE, `${JSON.stringify(all, undefined, 2)}\n`);
    onProgress(`${matchup.a[0]} against ${matchup.b[0]}`);
  }
}

function searchLong(
  matchup: Pick<LongReference, "a" | "b">,
  battles: number,
  memory: SearchMemory,
): LongReference {
  const [a, b] = [prepared(...matchup.a), prepared(...matchup.b)];
  const { state } = ENGINE.createMatchup(a, b);
  const problem = readProblem(ENGINE.tables, state, timersOf(state, undefined, undefined));
  const settings = { hpSteps: { fine: 64, coarse: 12 }, memory };
  // How many turns so many battles come to is not known before; a short search tells.
  const search = new TreeSearch(problem, 1, settings);
  for (let n = 0; n < SHORT_BATTLES; n++) search.learn();
  const turns = Math.ceil((search.turns / SHORT_BATTLES) * battles);
  const steps = searchRoot(problem, 1, { nodes: turns }, settings);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const { values, choicesA, choicesB } = step.value;
    const [mixA, mixB] = [new Float64Array(choicesA.length), new Float64Array(choicesB.length)];
    return { ...matchup, battles, turns, p: solveMatrixGame(values, mixA.length, mixB.length, mixA, mixB) };
  }
}

/** The search at its default effort against the long references. */
export interface ReferenceCheck {
  readonly matchups: number;
  readonly errorMean: number;
  readonly errorMax: number;
  /** The part of references between `low` and `high`. */
  readonly coverage: number;
  readonly meanWidth: number;
  /**
   * What a searched best response gains over the reference, mean over both sides and the match-ups: the solver's strategy
   * loses at least so much to a foe that knows it.
   */
  readonly exploitability: number;
  readonly exploitabilityMax: number;
}

/** Compares, and plays `battles` battles of each side's strategy against a best response of `nodes` turns. */
export function checkReferences(
  references: readonly LongReference[],
  nodes: number,
  battles: number,
  seed: number,
): ReferenceCheck {
  const errors: number[] = [];
  const gains: number[] = [];
  let covered = 0;
  let width = 0;
  for (const reference of references) {
    const [a, b] = [prepared(...reference.a), prepared(...reference.b)];
    const { p, low, high } = evaluateMatchup(ENGINE, a, b, { method: "search", nodes, seed });
    errors.push(Math.abs(p - reference.p));
    if (reference.p >= low && reference.p <= high) covered++;
    width += high - low;
    const [shareA, shareB] = [true, false].map((isA) =>
      shareAgainstBestResponse(a, b, isA, nodes, battles, seed),
    );
    gains.push(Math.max(0, reference.p - shareA!), Math.max(0, 1 - reference.p - shareB!));
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  return {
    matchups: references.length,
    errorMean: mean(errors),
    errorMax: Math.max(...errors),
    coverage: covered / references.length,
    meanWidth: width / references.length,
    exploitability: mean(gains),
    exploitabilityMax: Math.max(...gains),
  };
}

/**
 * The share that the strategy which a search of `nodes` turns has learnt for one side wins against the best response that
 * a search of five times as many turns finds to it.
 */
function shareAgainstBestResponse(
  a: PreparedSet,
  b: PreparedSet,
  isA: boolean,
  nodes: number,
  battles: number,
  seed: number,
): number {
  const random = createSeededRandom(seed);
  const battle = ENGINE.createMatchup(a, b);
  const start = battle.snapshot();
  const none = timersOf(start, undefined, undefined);
  const problem = readProblem(ENGINE.tables, start, none);
  const own = new TreeSearch(problem, seed, { memory: createSearchMemory() });
  while (own.turns < nodes) own.learn();
  const mix = new Float64Array(12);
  const choose =
    (from: TreeSearch, side: boolean, best: boolean) => (state: Int32Array, timers: Int32Array) => {
      const mask = from.policyAt(state, timers, side, mix);
      const legal = mask >= 0 ? mask : legalChoices(state, battle.memory.tables, side ? SIDE_A : SIDE_B);
      const shares = mix.slice(0, countBits(legal));
      if (mask < 0) shares.fill(1);
      const total = shares.reduce((sum, share) => sum + share, 0);
      const place = best
        ? shares.indexOf(Math.max(...shares))
        : drawFrom(
            shares.map((x) => x / total),
            random,
          );
      return bitAt(legal, place);
    };
  const fixed = { isA, choose: choose(own, isA, false) };
  const reply = new TreeSearch(problem, seed + 1, { memory: createSearchMemory(), fixed });
  while (reply.turns < 5 * nodes) reply.learn(FREE, FREE);
  const answer = choose(reply, !isA, true);
  const rest = ENGINE.tables.rows.get("rest")!;
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    battle.restore(start);
    battle.reseed({ kind: "fast", seed: random.next(2 ** 32) });
    const timers = none.slice();
    const { state } = battle;
    while (state[RESULT] === ONGOING) {
      const kept = fixed.choose(state, timers);
      const best = answer(state, timers);
      battle.turn(isA ? kept : best, isA ? best : kept);
      followTimers(state, timers, rest);
    }
    const won = state[RESULT] === A_WINS ? 1 : state[RESULT] === TIE ? 0.5 : 0;
    wins += isA ? won : 1 - won;
  }
  return wins / battles;
}
