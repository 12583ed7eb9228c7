// Plays the same team battles in the engine and in Pokémon Showdown and compares them after every decision.

import { createSeededRandom } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { type CompiledTeamKernel, compiledTeamKernel } from "../../src/engine/compiled-team-kernel.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import { SWITCH_TO, WAIT_CHOICE } from "../../src/engine/kernel/team-choices.ts";
import * as at from "../../src/engine/layout.ts";
import { createEngine, type Engine, type Side } from "../../src/engine/matchup.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { ROW_WORDS } from "../../src/engine/tables.ts";
import { createTeamBattle, type TeamAction, type TeamBattle } from "../../src/engine/team-battle.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { countUses, type MoveUses } from "./lockstep.ts";
import { createSetSampler, type SetSampler, withCelebrate } from "./sample-sets.ts";
import { type ShowdownBattle, showdownChoice, startTeamsInShowdown } from "./showdown.ts";
import { findTeamDifference } from "./team-compare.ts";

/** A team battle that can be played again: teams, rule, Showdown's seed, and both sides' choices. */
export interface TeamCase {
  readonly a: readonly PokemonSet[];
  readonly b: readonly PokemonSet[];
  readonly sleepClause: boolean;
  readonly seed: readonly [number, number, number, number];
  readonly choices: readonly (readonly [number, number])[];
}

/** Where the two engines part. */
export interface TeamMismatch {
  readonly difference: string;
  /** Decision (from 1) after which they differ; 0 at the start. */
  readonly decision: number;
  readonly battle: TeamCase;
}

/** What made a Pokémon come in. */
export const SWITCH_CAUSES = [
  "chosen",
  "fainted",
  "u-turn",
  "teleport",
  "roar",
  "whirlwind",
  "dragon-tail",
] as const;
export type SwitchCause = (typeof SWITCH_CAUSES)[number];

/** Happenings of team battles that a proof should have met. */
export const TEAM_EVENTS = [
  "stealthRockDamage",
  "stealthRockFaint",
  "bothReplaced",
  "bound",
  "binderLeft",
  "tiedReplacements",
  "noTarget",
] as const;
export type TeamEvent = (typeof TEAM_EVENTS)[number];

export interface TeamLockstepOptions {
  readonly battles: number;
  readonly seed: number;
  /** Members of each team, 1–6; drawn from 1 to 6 for each team where left out. */
  readonly teams?: number;
  readonly species?: readonly string[];
  readonly moves?: readonly string[];
  readonly kind?: "legal" | "mixed";
  /** Decisions after which a battle is left; 400 by default. */
  readonly mostDecisions?: number;
  /** Mismatches after which the run stops; 1 by default. */
  readonly mostMismatches?: number;
  /** Whether the compiled kernel plays along; true by default. */
  readonly compiled?: boolean;
  readonly onProgress?: (battles: number, turns: number) => void;
}

export interface TeamLockstepResult {
  readonly battles: number;
  readonly turns: number;
  readonly decisions: number;
  readonly mismatches: readonly TeamMismatch[];
  /** Pokémon that came in, by what made them. */
  readonly switches: Readonly<Record<SwitchCause, number>>;
  readonly events: Readonly<Record<TeamEvent, number>>;
  readonly usesPerMove: Readonly<Record<string, Readonly<MoveUses>>>;
  /** Share of decisions at which both Speeds were equal. */
  readonly tiedSpeedShare: number;
  readonly megaEvolutions: number;
}

/** What a run counts. */
export interface TeamCounts {
  turns: number;
  decisions: number;
  tied: number;
  megas: number;
  readonly switches: Record<SwitchCause, number>;
  readonly events: Record<TeamEvent, number>;
  readonly uses: Map<string, MoveUses>;
}

const PROGRESS_EVERY = 100;
const BLOCKS: Readonly<Record<Side, number>> = { a: at.SIDE_A, b: at.SIDE_B };

/** Plays `battles` random team battles in lockstep; every second with the Sleep Clause. */
export function runTeamLockstep(options: TeamLockstepOptions): TeamLockstepResult {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createEngine(facts);
  const sampler = createSetSampler(facts, options);
  const random = createSeededRandom(options.seed ^ 0x5bd1e995);
  const mismatches: TeamMismatch[] = [];
  const counts = createCounts();
  let battles = 0;
  while (battles < options.battles && mismatches.length < (options.mostMismatches ?? 1)) {
    const size = (): number => options.teams ?? 1 + random.next(6);
    const [sizeA, sizeB] = [size(), size()];
    const word = (): number => random.next(0x10000);
    const start = {
      ...drawTeams(sampler, sizeA, sizeB),
      sleepClause: battles % 2 === 1,
      seed: [word(), word(), word(), word()] as const,
    };
    const choose = (_decision: number, _side: 0 | 1, legal: number): number =>
      drawChoice(legal, (n) => random.next(n));
    const mismatch = playBoth(engine, start, choose, options.mostDecisions ?? 400, options.compiled, counts);
    if (mismatch) mismatches.push(mismatch);
    battles++;
    if (battles % PROGRESS_EVERY === 0) options.onProgress?.(battles, counts.turns);
  }
  return {
    battles,
    turns: counts.turns,
    decisions: counts.decisions,
    mismatches,
    switches: counts.switches,
    events: counts.events,
    usesPerMove: Object.fromEntries([...counts.uses].sort(([left], [right]) => (left < right ? -1 : 1))),
    tiedSpeedShare: counts.decisions === 0 ? 0 : counts.tied / counts.decisions,
    megaEvolutions: counts.megas,
  };
}

/** Teams out of pairs of sets, with one Mega from the start at most. */
export function drawTeams(sampler: SetSampler, sizeA: number, sizeB: number): Pick<TeamCase, "a" | "b"> {
  const a: PokemonSet[] = [];
  const b: PokemonSet[] = [];
  const join = (team: PokemonSet[], size: number, set: PokemonSet): void => {
    const megas = [...team, set].filter(({ form }) => form.kind === "mega").length;
    if (team.length < size && megas <= 1) team.push(set);
  };
  while (a.length < sizeA || b.length < sizeB) {
    const [left, right] = sampler.pair();
    join(a, sizeA, left);
    join(b, sizeB, right);
  }
  return { a, b };
}

/** Plays a stored case again; undefined where both engines agree to its end. */
export function replayTeamCase(
  engine: Engine,
  battle: TeamCase,
  options: Pick<TeamLockstepOptions, "compiled"> = {},
): TeamMismatch | undefined {
  const choose = (decision: number, side: 0 | 1, legal: number): number => {
    const choice = battle.choices[decision]![side];
    return ((legal >> choice) & 1) !== 0 ? choice : nthChoice(legal, 0);
  };
  return playBoth(engine, battle, choose, battle.choices.length, options.compiled, createCounts());
}

/** A switch once in five where a move can be chosen as well. */
export function drawChoice(legal: number, next: (n: number) => number): number {
  const moves = legal & ((1 << SWITCH_TO) - 1);
  const others = legal & ~moves;
  const from = moves === 0 ? others : others === 0 || next(5) > 0 ? moves : others;
  let count = 0;
  for (let rest = from; rest !== 0; rest &= rest - 1) count++;
  return nthChoice(from, next(count));
}

function createCounts(): TeamCounts {
  return {
    turns: 0,
    decisions: 0,
    tied: 0,
    megas: 0,
    switches: { chosen: 0, fainted: 0, "u-turn": 0, teleport: 0, roar: 0, whirlwind: 0, "dragon-tail": 0 },
    events: {
      stealthRockDamage: 0,
      stealthRockFaint: 0,
      bothReplaced: 0,
      bound: 0,
      binderLeft: 0,
      tiedReplacements: 0,
      noTarget: 0,
    },
    uses: new Map(),
  };
}

function playBoth(
  engine: Engine,
  start: Omit<TeamCase, "choices">,
  choose: (decision: number, side: 0 | 1, legal: number) => number,
  mostDecisions: number,
  withCompiled: boolean | undefined,
  counts: TeamCounts,
): TeamMismatch | undefined {
  const { a, b, sleepClause, seed } = start;
  const theirs = startTeamsInShowdown(a, b, seed, sleepClause);
  const prepare = (team: readonly PokemonSet[]): readonly PreparedSet[] =>
    team.map((set) => engine.prepare(set));
  const ours = createTeamBattle(
    engine,
    prepare(a),
    prepare(b),
    { kind: "gen5", seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number] },
    { sleepClause },
  );
  const compiled = withCompiled === false ? undefined : compiledTeamKernel(engine.tables.words);
  ours.state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.active[0]!.speed;
  ours.state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.active[0]!.speed;
  const choices: (readonly [number, number])[] = [];
  const found = (difference: string): TeamMismatch => ({
    difference,
    decision: choices.length,
    battle: { a, b, sleepClause, seed, choices },
  });
  const atStart = findTeamDifference(ours, theirs);
  if (atStart) return found(atStart);
  while (!theirs.ended && choices.length < mostDecisions) {
    const legal = [ours.legalMask("a"), ours.legalMask("b")] as const;
    const pair = [choose(choices.length, 0, legal[0]), choose(choices.length, 1, legal[1])] as const;
    choices.push(pair);
    const turn = ours.state[at.TURN]!;
    for (const side of ["a", "b"] as const) if (isBound(ours, side)) counts.events.bound++;
    compiled?.memory.state.set(ours.state);
    try {
      theirs.makeChoices(
        showdownTeamChoice(theirs, 0, pair[0], legal[0]),
        showdownTeamChoice(theirs, 1, pair[1], legal[1]),
      );
      compiled?.playTeamChoices(pair[0], pair[1], ours.struggle);
      const bothReplaced = ours.request("a") === "switch" && ours.request("b") === "switch";
      if (bothReplaced) {
        counts.events.bothReplaced++;
        const [speedA, speedB] = [ours.state[at.SIDE_A + at.TIE_SPEED], ours.state[at.SIDE_B + at.TIE_SPEED]];
        if (speedA === speedB) counts.events.tiedReplacements++;
      }
      const replacing = ours.request("a") !== "move" || ours.request("b") !== "move";
      ours.chooseStepwise(pair[0], pair[1], (action, before) => countStep(ours, action, before, counts));
      if (!replacing) {
        if ((pair[0] >= 4 && pair[0] < 12) || (pair[1] >= 4 && pair[1] < 12)) counts.megas++;
        countUses(ours, counts.uses);
      }
    } catch (error) {
      return found(`threw ${error instanceof Error ? error.stack : error}`);
    }
    counts.decisions++;
    counts.turns += ours.state[at.TURN]! - turn;
    if (ours.state[at.SIDE_A + at.TIE_SPEED] === ours.state[at.SIDE_B + at.TIE_SPEED]) counts.tied++;
    const difference =
      findTeamDifference(ours, theirs) ?? (compiled && findCompiledDifference(ours, compiled));
    if (difference) return found(difference);
  }
  return undefined;
}

/** Where the compiled kernel's state is not the kernel's, to the last word. */
function findCompiledDifference(ours: TeamBattle, compiled: CompiledTeamKernel): string | undefined {
  const { state } = compiled.memory;
  const word = ours.state.findIndex((value, i) => value !== state[i]);
  if (word >= 0) return `compiled kernel: word ${word} is ${state[word]}, not ${ours.state[word]}`;
  const legal = [compiled.legalTeamChoices(at.SIDE_A), compiled.legalTeamChoices(at.SIDE_B)].join(" ");
  const own = `${ours.legalMask("a")} ${ours.legalMask("b")}`;
  return legal === own ? undefined : `compiled kernel: legal choices are ${legal}, not ${own}`;
}

/** Whether a binding move keeps a Pokémon in that has a bench. */
function isBound(battle: TeamBattle, side: Side): boolean {
  const trapped = ((battle.state[BLOCKS[side] + at.EFFECT_BITS]! >> at.TRAPPED) & 1) !== 0;
  const hasBench = battle.members(side).some(({ isActive, hp }) => !isActive && hp > 0);
  return trapped && hasBench && battle.request(side) === "move" && battle.legalMask(side) >> SWITCH_TO === 0;
}

/** A choice of ours in Showdown's words; empty for a side that waits. */
export function showdownTeamChoice(
  battle: ShowdownBattle,
  side: 0 | 1,
  choice: number,
  legal: number,
): string {
  if (choice === WAIT_CHOICE) return "";
  if (choice < SWITCH_TO) return showdownChoice(choice, ((legal >> 8) & 15) !== 0);
  const member = String(choice - SWITCH_TO);
  return `switch ${battle.sides[side]!.pokemon.findIndex(({ name }) => name === member) + 1}`;
}

function countStep(
  { state, tables }: TeamBattle,
  { kind, side }: TeamAction,
  before: Int32Array,
  { switches, events }: TeamCounts,
): void {
  if (side === undefined) {
    for (const block of [at.SIDE_A, at.SIDE_B]) {
      const wasBound = ((before[block + at.EFFECT_BITS]! >> at.TRAPPED) & 1) !== 0;
      if (kind === "residual" && wasBound && before[block + at.BINDER_GONE] !== 0) events.binderLeft++;
    }
    return;
  }
  const block = BLOCKS[side];
  const foe = at.BOTH_SIDES - block;
  const lastMove = (one: number): string => tables.slugs[before[one + at.TRACE_MOVE]! / ROW_WORDS]!;
  const cause =
    kind === "switch"
      ? "chosen"
      : kind === "replace"
        ? before[block + at.FAINTED] !== 0
          ? "fainted"
          : lastMove(block)
        : kind === "drag" && before[block + at.MEMBER] !== state[block + at.MEMBER]
          ? lastMove(foe)
          : undefined;
  if (cause !== undefined) switches[cause as SwitchCause]++;
  if (kind === "arrive" || kind === "drag") {
    for (const one of [block, foe]) {
      const hurt =
        kind === "drag"
          ? state[one + at.HP]! < state[one + at.MAX_HP]!
          : state[one + at.HP]! < before[one + at.HP]!;
      if (before[one + at.STEALTH_ROCK] === 0 || !hurt) continue;
      events.stealthRockDamage++;
      if (state[one + at.HP] === 0) events.stealthRockFaint++;
    }
  }
  if (kind === "move" && before[foe + at.FAINTED] !== 0 && before[block + at.FAINTED] === 0)
    events.noTarget++;
}
