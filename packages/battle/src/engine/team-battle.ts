import { type Fault, InvalidInputError } from "@predictiondex/core";
import type { BattleMemory, RandomScript } from "./battle.ts";
import { type CompiledTeamKernel, compiledTeamKernel } from "./compiled-team-kernel.ts";
import { memberAt, memberInPlace } from "./kernel/bench.ts";
import { performMove } from "./kernel/perform-move.ts";
import { ARRIVE, DRAG, KIND_BITS, MEGA_EVOLVE, MOVE, REPLACE, RESIDUAL, SWITCH } from "./kernel/queue.ts";
import { legalTeamChoices, SWITCH_TO, WAIT_CHOICE } from "./kernel/team-choices.ts";
import { playTeamChoices, stepTeamTurn, takeTeamChoices } from "./kernel/team-turn.ts";
import {
  AWAITS_SWITCHES,
  HP,
  LEAVING,
  MAX_HP,
  MEMBER,
  NO_MEMBER,
  ONGOING,
  QUEUE,
  REQUEST,
  RESULT,
  type Result,
  SIDE_A,
  SIDE_B,
  STATUS,
  TEAM_BATTLE_WORDS,
  TEAM_SIZE,
  TURN,
} from "./layout.ts";
import type { Engine, Side } from "./matchup.ts";
import { type RandomSource, seedFast, seedRandom } from "./random.ts";
import { STATUS_NAMES, type StatusName } from "./rules/move-rule.ts";
import type { PreparedSet } from "./sets.ts";
import type { Tables } from "./tables.ts";
import { RANDOM_TEAM_POLICY, type TeamPolicy } from "./team-policy.ts";
import { faultsOfTeams, type TeamRules, type Teams, writeTeams } from "./teams.ts";

/**
 * What a side has to choose next: a move or a switch at the start of a turn, a replacement for a Pokémon that has fainted
 * or made way, or nothing while the foe replaces.
 */
export type TeamRequest = "move" | "switch" | "wait";

/** A member as a spectator sees it. */
export interface TeamMember {
  readonly set: PreparedSet;
  /** Its number in the team as given, from 0. */
  readonly member: number;
  readonly hp: number;
  readonly maxHp: number;
  readonly status: StatusName;
  readonly isActive: boolean;
}

/** What the kernel does in one step of a team battle. */
export type TeamActionKind =
  | "turn"
  | "brace"
  | "switch"
  | "replace"
  | "arrive"
  | "drag"
  | "mega"
  | "move"
  | "residual";

/**
 * A step: `switch` (chosen), `replace` (after fainting, U-turn, Teleport) and `drag` (Roar, Whirlwind, Dragon Tail) bring
 * the member in; `arrive` lets it meet Stealth Rock (`drag` does both). One `arrive` may stand for both sides.
 */
export interface TeamAction {
  readonly kind: TeamActionKind;
  /** Undefined where the step is both sides' (turn, residual). A turn of two moves has no step "turn". */
  readonly side: Side | undefined;
}

/**
 * A battle between teams of one to six, played from choice to choice. A choice is a number: 0–11 as in one against one
 * (the slot of the active Pokémon's move, +4 with Mega or Mega X, +8 with Mega Y), SWITCH_TO + m to switch to member m,
 * WAIT_CHOICE for a side that has nothing to choose.
 */
export interface TeamBattle {
  /** The whole battle; layout.ts says where things lie. */
  readonly state: Int32Array;
  /** What the kernel works on. */
  readonly memory: BattleMemory;
  readonly tables: Tables;
  /** Row of Struggle. */
  readonly struggle: number;
  /** The teams as given: member m of a side is `teams[side][m]`, wherever it stands. */
  readonly teams: Teams<PreparedSet>;
  /**
   * Plays on with both sides' choices to where the next are needed and gives back the result so far.
   * @throws {InvalidInputError} where a choice is not legal; the battle stays as it was.
   */
  choose(choiceA: number, choiceB: number): Result;
  /**
   * As `choose`, step by step: `afterStep` is called after each with the state before it (valid during the call only).
   * @throws {InvalidInputError} where a choice is not legal; the battle stays as it was.
   */
  chooseStepwise(
    choiceA: number,
    choiceB: number,
    afterStep: (action: TeamAction, before: Int32Array) => void,
  ): Result;
  /** What a side has to choose next; "wait" for both once the battle is over. */
  request(side: Side): TeamRequest;
  /** Legal choices as a mask: bit n stands for choice n; 0 once the battle is over. */
  legalMask(side: Side): number;
  /** Legal choices in ascending order; none once the battle is over. */
  legalChoices(side: Side): readonly number[];
  /** Number of the member that is on the field. */
  active(side: Side): number;
  /** A side's members in its present order, the active one first. */
  members(side: Side): readonly TeamMember[];
  /** Copies the battle into `into`, or into a new array. */
  snapshot(into?: Int32Array): Int32Array;
  /** Takes a snapshot back. */
  restore(snapshot: Int32Array): void;
  /** Starts the battle anew. */
  reset(random?: RandomSource): void;
  /** Puts another generator in place. */
  reseed(source: RandomSource): void;
  /** Plays to the end from here with the fast generator, side A by `policyA` and side B by `policyB` (as A where left out). */
  playout(seed: number, policyA: TeamPolicy, policyB?: TeamPolicy): Result;
}

const DEFAULT_RANDOM: RandomSource = { kind: "fast", seed: 1 };
const CHOICES = WAIT_CHOICE + 1;
const KINDS: Readonly<Record<number, TeamActionKind>> = {
  1: "turn",
  2: "brace",
  [MEGA_EVOLVE]: "mega",
  [MOVE]: "move",
  [RESIDUAL]: "residual",
  [SWITCH]: "switch",
  [REPLACE]: "replace",
  [ARRIVE]: "arrive",
  [DRAG]: "drag",
};

/**
 * A team battle at its start: the first member of each team is on the field.
 * @throws {InvalidInputError} naming every fault of the teams.
 */
export function createTeamBattle(
  engine: Engine,
  a: readonly PreparedSet[],
  b: readonly PreparedSet[],
  random: RandomSource = DEFAULT_RANDOM,
  rules: TeamRules = {},
  script?: RandomScript,
): TeamBattle {
  const teams = { a, b };
  const faults = faultsOfTeams(teams);
  if (faults.length > 0) throw new InvalidInputError(faults);
  const battle = new KernelTeamBattle(engine, teams, rules, script);
  battle.reset(random);
  return battle;
}

class KernelTeamBattle implements TeamBattle {
  readonly state = new Int32Array(TEAM_BATTLE_WORDS);
  readonly memory: BattleMemory;
  readonly tables: Tables;
  readonly struggle: number;
  readonly teams: Teams<PreparedSet>;
  readonly #start = new Int32Array(TEAM_BATTLE_WORDS);
  readonly #before = new Int32Array(TEAM_BATTLE_WORDS);

  constructor(engine: Engine, teams: Teams<PreparedSet>, rules: TeamRules, script: RandomScript | undefined) {
    this.tables = engine.tables;
    this.struggle = engine.tables.rows.get("struggle")!;
    this.teams = teams;
    this.memory = { state: this.state, tables: engine.tables.words, script, callMove: performMove };
    writeTeams(this.#start, teams, rules);
  }

  choose(choiceA: number, choiceB: number): Result {
    this.#check(choiceA, choiceB);
    playTeamChoices(this.memory, choiceA, choiceB, this.struggle);
    return this.state[RESULT] as Result;
  }

  chooseStepwise(
    choiceA: number,
    choiceB: number,
    afterStep: (action: TeamAction, before: Int32Array) => void,
  ): Result {
    this.#check(choiceA, choiceB);
    const { state } = this;
    takeTeamChoices(this.memory, choiceA, choiceB, this.struggle);
    for (let goesOn = true; goesOn; ) {
      const next = state[QUEUE]!;
      const before = this.snapshot(this.#before);
      goesOn = stepTeamTurn(this.memory);
      const at = next & ~KIND_BITS;
      afterStep(
        { kind: KINDS[next & KIND_BITS]!, side: at === SIDE_A ? "a" : at === SIDE_B ? "b" : undefined },
        before,
      );
    }
    return state[RESULT] as Result;
  }

  request(side: Side): TeamRequest {
    if (this.state[RESULT] !== ONGOING) return "wait";
    if (this.state[REQUEST] !== AWAITS_SWITCHES) return "move";
    return this.state[blockOf(side) + LEAVING] !== 0 ? "switch" : "wait";
  }

  legalMask(side: Side): number {
    return legalTeamChoices(this.state, this.memory.tables, blockOf(side));
  }

  legalChoices(side: Side): readonly number[] {
    const mask = this.legalMask(side);
    return Array.from({ length: CHOICES }, (_, choice) => choice).filter(
      (choice) => ((mask >> choice) & 1) !== 0,
    );
  }

  active(side: Side): number {
    return this.state[blockOf(side) + MEMBER]!;
  }

  members(side: Side): readonly TeamMember[] {
    const { state } = this;
    const block = blockOf(side);
    const places = Array.from({ length: TEAM_SIZE }, (_, place) => memberInPlace(state, block, place));
    return places
      .filter((member) => member !== NO_MEMBER)
      .map((member, place) => {
        const at = place === 0 ? block : memberAt(block, member);
        return {
          set: this.teams[side][member]!,
          member,
          hp: state[at + HP]!,
          maxHp: state[at + MAX_HP]!,
          status: STATUS_NAMES[state[at + STATUS]!]!,
          isActive: place === 0,
        };
      });
  }

  snapshot(into: Int32Array = new Int32Array(TEAM_BATTLE_WORDS)): Int32Array {
    into.set(this.state);
    return into;
  }

  restore(snapshot: Int32Array): void {
    this.state.set(snapshot);
  }

  reset(random: RandomSource = DEFAULT_RANDOM): void {
    this.state.set(this.#start);
    seedRandom(this.state, random);
  }

  reseed(source: RandomSource): void {
    seedRandom(this.state, source);
  }

  playout(seed: number, policyA: TeamPolicy, policyB: TeamPolicy = policyA): Result {
    const { state, memory, struggle } = this;
    seedFast(state, seed);
    const compiled =
      policyA.selfContained && policyB.selfContained ? compiledTeamKernel(memory.tables) : undefined;
    if (compiled) {
      compiled.memory.state.set(state);
      playOutCompiled(compiled, policyA, policyB, struggle);
      state.set(compiled.memory.state);
      return state[RESULT] as Result;
    }
    while (state[RESULT] === ONGOING) {
      const a = policyA.choose(memory, SIDE_A, legalTeamChoices(state, memory.tables, SIDE_A));
      const b = policyB.choose(memory, SIDE_B, legalTeamChoices(state, memory.tables, SIDE_B));
      playTeamChoices(memory, a, b, struggle);
    }
    return state[RESULT] as Result;
  }

  #check(choiceA: number, choiceB: number): void {
    if (this.#isLegal("a", choiceA) && this.#isLegal("b", choiceB)) return;
    throw new InvalidInputError([...this.#faultsOf("a", choiceA), ...this.#faultsOf("b", choiceB)]);
  }

  #isLegal(side: Side, choice: number): boolean {
    return (
      Number.isInteger(choice) &&
      choice >= 0 &&
      choice < CHOICES &&
      ((this.legalMask(side) >> choice) & 1) !== 0
    );
  }

  #faultsOf(side: Side, choice: number): readonly Fault[] {
    if (this.#isLegal(side, choice)) return [];
    const legal = this.legalChoices(side).map((one) =>
      one >= SWITCH_TO && one < WAIT_CHOICE ? `${one} (switch to member ${one - SWITCH_TO})` : String(one),
    );
    const detail =
      this.state[RESULT] === ONGOING
        ? `side ${side} can't choose ${choice}: legal choices are ${legal.join(", ")} (turn ${this.state[TURN]! + 1}, ${this.request(side)})`
        : `side ${side} can't choose ${choice}: the battle is over`;
    return [{ pointer: `/choices/${side}`, detail }];
  }
}

function playOutCompiled(
  { memory, playTeamChoices: play, legalTeamChoices: legal, playTeamsAtRandom }: CompiledTeamKernel,
  policyA: TeamPolicy,
  policyB: TeamPolicy,
  struggle: number,
): void {
  if (policyA === RANDOM_TEAM_POLICY && policyB === RANDOM_TEAM_POLICY) {
    playTeamsAtRandom(struggle);
    return;
  }
  const { state } = memory;
  while (state[RESULT] === ONGOING) {
    const a = policyA.choose(memory, SIDE_A, legal(SIDE_A));
    const b = policyB.choose(memory, SIDE_B, legal(SIDE_B));
    play(a, b, struggle);
  }
}

function blockOf(side: Side): number {
  return side === "a" ? SIDE_A : SIDE_B;
}
