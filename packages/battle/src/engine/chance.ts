import type { RandomScript } from "./battle.ts";
import { canonicalize, stateKey } from "./canonical.ts";
import { KIND_BITS, MOVE } from "./kernel/queue.ts";
import { beginTurn, stepTurn } from "./kernel/turn.ts";
import {
  BIDE,
  CHOSEN_MOVE,
  CONFUSION,
  EFFECT_BITS,
  ENCORE,
  HP,
  QUEUE,
  QUEUE_COUNT,
  RANDOM_KIND,
} from "./layout.ts";
import type { Battle } from "./matchup.ts";
import { SCRIPTED } from "./random.ts";
import { MOVE_HITS, MOVE_ONLY_DAMAGES, MOVE_RECOIL } from "./tables.ts";

/** One way a turn can end. */
export interface Outcome {
  /** The battle after the turn, canonical and without generator state. */
  readonly state: Int32Array;
  readonly probability: number;
}

export interface EnumerateOptions {
  /** Paths through chance after which it gives up; a million by default. */
  readonly mostPaths?: number;
}

const MOST_PATHS = 1_000_000;
/** Only the count of two to five hits is drawn from twenty: 35 : 35 : 15 : 15. Its draws come to four branches. */
const HIT_COUNT_DRAWS = 20;
const FIRST_DRAWS = [0, 7, 14, 17] as const;
const HIT_COUNT_WEIGHTS = [0.35, 0.35, 0.15, 0.15] as const;
const NO_WORD = -1;
/** Effects by which a Pokémon's action may be another than its move, or hurt it. */
const TOUCHES_OWN_HP = (1 << CONFUSION) | (1 << BIDE) | (1 << ENCORE);

/**
 * Every way the turn can end under these choices, equal states merged; the probabilities sum to 1. It runs the kernel
 * itself action by action and hit by hit, once for each path through the chances that do not come to the same. The battle stays as it was.
 * @throws {RangeError} past `mostPaths` paths.
 */
export function enumerateTurn(
  battle: Battle,
  choiceA: number,
  choiceB: number,
  options: EnumerateOptions = {},
): readonly Outcome[] {
  const { memory, state } = battle;
  const kept = battle.snapshot();
  const keptScript = memory.script;
  const script = new BranchScript(options.mostPaths ?? MOST_PATHS);
  memory.script = script;
  try {
    const start = battle.snapshot();
    start[RANDOM_KIND] = SCRIPTED;
    canonicalize(start);
    let open = explore(state, script, [{ state: start, probability: 1 }], () =>
      beginTurn(memory, choiceA, choiceB, battle.struggle),
    );
    const done = new Map<string, Outcome>();
    while (open.length > 0) {
      const next = [...groupByOwnHp(open, memory.tables)].flatMap(([word, group]) => {
        if (word === NO_WORD) return explore(state, script, group, () => stepTurn(memory));
        const { state: first } = group[0]!;
        const ends = explore(state, script, [{ state: first, probability: 1 }], () => stepTurn(memory));
        return withOwnHp(ends, word, group);
      });
      open = [];
      for (const outcome of next) {
        if (outcome.state[QUEUE_COUNT] === 0 || isOver(outcome.state))
          merge(done, outcome.state, outcome.probability);
        else open.push(outcome);
      }
    }
    return [...done.values()];
  } finally {
    memory.script = keptScript;
    battle.restore(kept);
  }
}

/**
 * Groups of states from which the next action runs alike: those that differ in the user's HP alone, where its move
 * hits more than once and neither reads nor changes them. Each with the word of these HP.
 */
function groupByOwnHp(
  open: readonly Outcome[],
  tables: Int32Array,
): readonly (readonly [word: number, group: readonly Outcome[]])[] {
  const groups = new Map<string, [number, Outcome[]]>();
  for (const outcome of open) {
    const word = ownHpWord(outcome.state, tables);
    let key = "";
    if (word !== NO_WORD) {
      const alike = outcome.state.slice();
      alike[word] = 0;
      key = stateKey(alike);
    }
    const known = groups.get(key);
    if (known) known[1].push(outcome);
    else groups.set(key, [word, [outcome]]);
  }
  return [...groups.values()];
}

function ownHpWord(state: Int32Array, tables: Int32Array): number {
  const action = state[QUEUE]!;
  if ((action & KIND_BITS) !== MOVE) return NO_WORD;
  const user = action & ~KIND_BITS;
  const move = state[user + CHOSEN_MOVE]!;
  const onlyHits =
    tables[move + MOVE_HITS]! > 1 &&
    tables[move + MOVE_ONLY_DAMAGES] === 1 &&
    tables[move + MOVE_RECOIL] === 0;
  return onlyHits && (state[user + EFFECT_BITS]! & TOUCHES_OWN_HP) === 0 ? user + HP : NO_WORD;
}

function withOwnHp(ends: readonly Outcome[], word: number, group: readonly Outcome[]): readonly Outcome[] {
  return group.flatMap(({ state: { [word]: hp }, probability: before }) =>
    ends.map(({ state, probability }) => ({
      state: state.with(word, hp!),
      probability: probability * before,
    })),
  );
}

/**
 * Runs one step from each state along every path through its chances. Where a move hits more than once, paths that come
 * to the same position before a hit's roll go on as one.
 */
function explore(
  state: Int32Array,
  script: BranchScript,
  from: readonly Outcome[],
  step: () => unknown,
): Outcome[] {
  const reached = new Map<string, Outcome>();
  for (const { state: start, probability } of from) {
    let open: Iterable<OpenPath> = [{ chosen: [], weights: [], probability }];
    for (let rolls = 1, count = 1; count > 0; rolls++) {
      const before = new Map<string, OpenPath>();
      for (const path of open) {
        script.begin(path, rolls);
        do {
          state.set(start);
          const ends = endsWithin(script, step);
          canonicalize(state);
          if (ends) merge(reached, state, script.probability);
          else mergePath(before, `${script.position}:${stateKey(state)}`, script);
        } while (script.advance());
      }
      open = before.values();
      count = before.size;
    }
  }
  return [...reached.values()];
}

/** Runs a step from its beginning; false where it comes to a roll that the script may not give yet. */
function endsWithin(script: BranchScript, step: () => unknown): boolean {
  script.rewind();
  try {
    step();
    return true;
  } catch (signal) {
    if (signal !== TOO_MANY_ROLLS) throw signal;
    return false;
  }
}

function merge(outcomes: Map<string, Outcome>, state: Int32Array, probability: number): void {
  const key = stateKey(state);
  const known = outcomes.get(key);
  outcomes.set(key, {
    state: known?.state ?? state.slice(),
    probability: (known?.probability ?? 0) + probability,
  });
}

function isOver(state: Int32Array): boolean {
  return state[0] !== 0;
}

function mergePath(paths: Map<string, OpenPath>, key: string, script: BranchScript): void {
  const known = paths.get(key);
  if (known) known.probability += script.probability;
  else paths.set(key, script.path());
}

/** The first choices of a path, and how likely it is to come there. */
interface OpenPath {
  /** Chosen branch and probabilities of the branches at each point. */
  readonly chosen: readonly number[];
  readonly weights: readonly (readonly number[])[];
  probability: number;
}

/** Thrown at a roll past those that a script may give. */
const TOO_MANY_ROLLS = Symbol("too many rolls");

/** Walks all paths through a step's branch points, depth first. */
class BranchScript implements RandomScript {
  #chosen: number[] = [];
  #weights: (readonly number[])[] = [];
  #depth = 0;
  #paths = 0;
  /** Branch points that the walk does not change, and the probability of coming to their end. */
  #kept = 0;
  #keptProbability = 1;
  #rolls = 0;
  #mostRolls = 1;
  /** Branch points before the first roll. */
  #beforeRolls = 0;
  #damage = 0;
  readonly #mostPaths: number;

  constructor(mostPaths: number) {
    this.#mostPaths = mostPaths;
  }

  get probability(): number {
    let product = this.#keptProbability;
    for (let i = this.#kept; i < this.#depth; i++) product *= this.#weights[i]![this.#chosen[i]!]!;
    return product;
  }

  /** What the rest of a step depends on before a roll, beyond the state: the damage, its draws so far that may matter. */
  get position(): string {
    return [this.#damage, this.#chosen[this.#depth - 1], ...this.#chosen.slice(0, this.#beforeRolls)].join();
  }

  /** The path so far. */
  path(): OpenPath {
    return {
      chosen: this.#chosen.slice(0, this.#depth),
      weights: this.#weights.slice(0, this.#depth),
      probability: this.probability,
    };
  }

  /** Walks the paths that begin with `path`, up to `mostRolls` damage rolls. */
  begin(path: OpenPath, mostRolls: number): void {
    this.#chosen = [...path.chosen];
    this.#weights = [...path.weights];
    this.#kept = path.chosen.length;
    this.#keptProbability = path.probability;
    this.#mostRolls = mostRolls;
  }

  /** Starts the step again. */
  rewind(): void {
    this.#depth = 0;
    this.#rolls = 0;
    this.#beforeRolls = 0;
  }

  /** Goes on to the next path; false after the last. */
  advance(): boolean {
    if (++this.#paths > this.#mostPaths) {
      throw new RangeError(`the turn has more than ${this.#mostPaths} paths through its chances`);
    }
    while (this.#chosen.length > this.#kept) {
      const last = this.#chosen.length - 1;
      const next = this.#chosen[last]! + 1;
      if (next < this.#weights[last]!.length) {
        this.#chosen[last] = next;
        return true;
      }
      this.#chosen.pop();
      this.#weights.pop();
    }
    return false;
  }

  chance(numerator: number, denominator: number): boolean {
    if (numerator >= denominator) return true;
    if (numerator <= 0) return false;
    const yes = numerator / denominator;
    return this.#branch(() => [yes, 1 - yes]) === 0;
  }

  pick(n: number): number {
    if (n === 1) return 0;
    if (n === HIT_COUNT_DRAWS) return FIRST_DRAWS[this.#branch(() => HIT_COUNT_WEIGHTS)]!;
    return this.#branch(() => new Array<number>(n).fill(1 / n));
  }

  roll(damage: number): number {
    if (this.#rolls === 0) this.#beforeRolls = this.#depth;
    if (this.#rolls === this.#mostRolls) {
      this.#damage = damage;
      throw TOO_MANY_ROLLS;
    }
    this.#rolls++;
    // Rolls that come to the same damage are one branch.
    const firstRolls: number[] = [];
    const weights: number[] = [];
    let before = -1;
    for (let roll = 0; roll < 16; roll++) {
      const value = Math.floor((damage * (100 - roll)) / 100);
      if (value === before) weights[weights.length - 1]! += 1 / 16;
      else {
        firstRolls.push(roll);
        weights.push(1 / 16);
      }
      before = value;
    }
    return firstRolls[this.#branch(() => weights)]!;
  }

  #branch(weights: () => readonly number[]): number {
    const at = this.#depth++;
    if (at === this.#chosen.length) {
      this.#chosen.push(0);
      this.#weights.push(weights());
    }
    return this.#chosen[at]!;
  }
}
