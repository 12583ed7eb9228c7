import type { RandomScript } from "./battle.ts";
import { canonicalize, stateKey } from "./canonical.ts";
import { beginTurn, stepTurn } from "./kernel/turn.ts";
import { QUEUE_COUNT, RANDOM_KIND } from "./layout.ts";
import type { Battle } from "./matchup.ts";
import { SCRIPTED } from "./random.ts";

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

/**
 * Every way the turn can end under these choices, equal states merged; the probabilities sum to 1. It runs the kernel
 * itself action by action, once for each path through its chances. The battle stays as it was.
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
      const next = explore(state, script, open, () => stepTurn(memory));
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

/** Runs one step from each state along every path through its chances. */
function explore(
  state: Int32Array,
  script: BranchScript,
  from: readonly Outcome[],
  step: () => unknown,
): Outcome[] {
  const reached = new Map<string, Outcome>();
  for (const { state: start, probability } of from) {
    script.begin();
    do {
      state.set(start);
      step();
      canonicalize(state);
      merge(reached, state, probability * script.probability);
    } while (script.advance());
  }
  return [...reached.values()];
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

/** Walks all paths through a step's branch points, depth first. */
class BranchScript implements RandomScript {
  /** Chosen branch and probabilities of the branches at each point of the path. */
  readonly #chosen: number[] = [];
  readonly #weights: (readonly number[])[] = [];
  #depth = 0;
  #paths = 0;
  readonly #mostPaths: number;

  constructor(mostPaths: number) {
    this.#mostPaths = mostPaths;
  }

  get probability(): number {
    let product = 1;
    for (let i = 0; i < this.#depth; i++) product *= this.#weights[i]![this.#chosen[i]!]!;
    return product;
  }

  begin(): void {
    this.#chosen.length = 0;
    this.#weights.length = 0;
    this.#depth = 0;
  }

  /** Goes on to the next path; false after the last. */
  advance(): boolean {
    if (++this.#paths > this.#mostPaths) {
      throw new RangeError(`the turn has more than ${this.#mostPaths} paths through its chances`);
    }
    this.#depth = 0;
    while (this.#chosen.length > 0) {
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
    return n === 1 ? 0 : this.#branch(() => new Array<number>(n).fill(1 / n));
  }

  roll(damage: number): number {
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
