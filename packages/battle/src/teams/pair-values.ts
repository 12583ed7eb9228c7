import {
  FAINTED,
  HP,
  MAX_HP,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STATUS,
  STATUS_TIME,
  TEAM_SIZE,
} from "../engine/layout.ts";
import type { Engine } from "../engine/matchup.ts";
import type { PreparedSet } from "../engine/sets.ts";
import type { Teams } from "../engine/teams.ts";
import { evaluateMatchup } from "../solve/evaluate-matchup.ts";

/** HP in halves: a pair is solved at one and both of them for each side, and read between. */
const STEPS = 2;
const STATUSES = 7;
const PAIR_STATES = STATUSES * STATUSES * STEPS * STEPS;
/** Turns of sleep assumed where a value is asked for. */
const SLEEP_LEFT = 2;

/** The solver's one-against-one values of every pair of two teams' members, found as they are asked for and kept. */
export class PairValues {
  /** Pairs solved so far. */
  solved = 0;
  readonly #engine: Engine;
  readonly #teams: Teams<PreparedSet>;
  readonly #nodes: number;
  readonly #known = new Float64Array(TEAM_SIZE * TEAM_SIZE * PAIR_STATES).fill(-1);

  /** `nodes` are the turns that the search of one pair may play. */
  constructor(engine: Engine, teams: Teams<PreparedSet>, nodes: number) {
    this.#engine = engine;
    this.#teams = teams;
    this.#nodes = nodes;
  }

  /**
   * The chance that A's member beats B's, one against one, each with a part of its HP (above 0 to 1) and a status by its
   * number; stages, volatile effects and PP as at the start.
   */
  value(a: number, b: number, partA: number, partB: number, statusA: number, statusB: number): number {
    const [highA, highB] = [Math.max(1, Math.ceil(partA * STEPS)), Math.max(1, Math.ceil(partB * STEPS))];
    const [restA, restB] = [highA - partA * STEPS, highB - partB * STEPS];
    const at = (i: number, j: number): number => {
      if (i === 0) return j === 0 ? 0.5 : 0;
      return j === 0 ? 1 : this.#cell(a, b, i, j, statusA, statusB);
    };
    const low = restB * at(highA - 1, highB - 1) + (1 - restB) * at(highA - 1, highB);
    const high = restB * at(highA, highB - 1) + (1 - restB) * at(highA, highB);
    return restA * low + (1 - restA) * high;
  }

  #cell(a: number, b: number, stepA: number, stepB: number, statusA: number, statusB: number): number {
    const state = (statusA * STATUSES + statusB) * STEPS * STEPS + (stepA - 1) * STEPS + stepB - 1;
    const at = (a * TEAM_SIZE + b) * PAIR_STATES + state;
    const known = this.#known[at]!;
    if (known >= 0) return known;
    this.solved++;
    const [left, right] = [this.#teams.a[a]!, this.#teams.b[b]!];
    const battle = this.#engine.createMatchup(left, right);
    setUp(battle.state, SIDE_A, stepA, statusA);
    setUp(battle.state, SIDE_B, stepB, statusB);
    const value = evaluateMatchup(this.#engine, left, right, { state: battle.state, nodes: this.#nodes }).p;
    this.#known[at] = value;
    return value;
  }
}

function setUp(state: Int32Array, side: number, step: number, status: number): void {
  state[side + HP] = Math.max(1, Math.round((state[side + MAX_HP]! * step) / STEPS));
  state[side + STATUS] = status;
  state[side + FAINTED] = 0;
  if (status === SLEEP) state[side + STATUS_TIME] = SLEEP_LEFT;
}
