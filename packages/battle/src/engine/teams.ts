import { type Fault, type GameData, InvalidInputError } from "@predictiondex/core";
import type { PokemonSet } from "../pokemon-set.ts";
import { computeStats } from "../stats.ts";
import { memberAt } from "./kernel/bench.ts";
import {
  FORM_WORDS,
  FORMS,
  FRIENDSHIP,
  HP,
  MEGAS_OPEN,
  MEMBER_FORMS,
  MEMBER_FRIENDSHIP,
  MEMBER_MEGAS_OPEN,
  MEMBER_TRANSFORM_SPEEDS,
  MEMBERS_LEFT,
  NO_MEMBER,
  SIDE_A,
  SIDE_B,
  SLEEP_CLAUSE,
  STAGES,
  TEAM_ORDER,
  TEAM_PLAY,
  TEAM_RULES,
  TEAM_SIZE,
  TIE_SPEED,
} from "./layout.ts";
import type { Side } from "./matchup.ts";
import { type Clauses, parseTeam, type SetInput } from "./set-input.ts";
import { type PreparedSet, writeTransformSpeeds } from "./sets.ts";

/** Nobody in the places behind the sixth, which an order has room for. */
const NOBODY_BEHIND = -1 << (4 * TEAM_SIZE);

/** Both sides' teams, one to six sets each; the first member of each begins. */
export type Teams<T> = Readonly<Record<Side, readonly T[]>>;

/** Rules of a team battle beyond the game's own. */
export interface TeamRules {
  /** Whether nobody may put a second Pokémon of a side to sleep while another sleeps; false by default. */
  readonly sleepClause?: boolean;
}

/**
 * Checks both teams against the game.
 * @throws {InvalidInputError} naming every fault at once, at pointers such as /a/2/moves/1.
 */
export function parseTeams(
  inputs: Teams<SetInput>,
  data: GameData,
  clauses: Clauses = {},
): Teams<PokemonSet> {
  const faults: Fault[] = [];
  const read = (side: Side): readonly PokemonSet[] => {
    try {
      return parseTeam(inputs[side], data, clauses);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      for (const { pointer, detail } of error.faults) faults.push({ pointer: `/${side}${pointer}`, detail });
      return [];
    }
  };
  const teams = { a: read("a"), b: read("b") };
  if (faults.length > 0) throw new InvalidInputError(faults);
  return teams;
}

/** Sizes and Mega forms that no team may have. */
export function faultsOfTeams(teams: Teams<PreparedSet>): readonly Fault[] {
  return (["a", "b"] as const).flatMap((side) => {
    const team = teams[side];
    const megas = team.filter(({ set }) => set.form.kind === "mega").map(({ set }) => set.form.slug);
    return [
      ...(team.length < 1 || team.length > TEAM_SIZE
        ? [{ pointer: `/${side}`, detail: `a team has 1–${TEAM_SIZE} Pokémon, got ${team.length}` }]
        : []),
      ...(megas.length > 1
        ? [{ pointer: `/${side}`, detail: `a team has at most one Mega, got ${megas.join(" and ")}` }]
        : []),
    ];
  });
}

/** Lays a team battle out at its start, all but the generator. */
export function writeTeams(state: Int32Array, teams: Teams<PreparedSet>, rules: TeamRules): void {
  state.fill(0);
  state[TEAM_RULES] = TEAM_PLAY | (rules.sleepClause === true ? SLEEP_CLAUSE : 0);
  for (const [side, at] of [
    ["a", SIDE_A],
    ["b", SIDE_B],
  ] as const) {
    const team = teams[side];
    const foes = teams[side === "a" ? "b" : "a"];
    team.forEach((own, member) => {
      writeMember(state, memberAt(at, member), own, foes);
    });
    const first = team[0]!;
    state.set(first.words, at);
    state[at + MEMBERS_LEFT] = team.length;
    state[at + TEAM_ORDER] = Array.from({ length: TEAM_SIZE }, (_, place) =>
      place < team.length ? place : NO_MEMBER,
    ).reduce((order, member, place) => order | (member << (4 * place)), NOBODY_BEHIND);
    writeTransformSpeeds(state, at, first, foes[0]!);
  }
}

function writeMember(state: Int32Array, at: number, own: PreparedSet, foes: readonly PreparedSet[]): void {
  const { words } = own;
  state.set(words.subarray(HP, MEMBER_FORMS), at);
  state.fill(0, at + TIE_SPEED, at + STAGES);
  state.set(words.subarray(FORMS, FORMS + 3 * FORM_WORDS), at + MEMBER_FORMS);
  state[at + MEMBER_FRIENDSHIP] = words[FRIENDSHIP]!;
  state[at + MEMBER_MEGAS_OPEN] = words[MEGAS_OPEN]!;
  if (!own.transforms) return;
  foes.forEach((foe, i) => {
    foe.forms.forEach((form, j) => {
      state[at + MEMBER_TRANSFORM_SPEEDS + 3 * i + j] = computeStats({ ...own.set, form }).speed;
    });
  });
}
