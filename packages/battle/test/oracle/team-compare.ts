// Both engines' team battles as lists of named numbers, so that a difference names itself.

import { memberAt } from "../../src/engine/kernel/bench.ts";
import { SWITCH_TO, WAIT_CHOICE } from "../../src/engine/kernel/team-choices.ts";
import * as at from "../../src/engine/layout.ts";
import type { Side } from "../../src/engine/matchup.ts";
import { ROW_WORDS } from "../../src/engine/tables.ts";
import type { TeamBattle } from "../../src/engine/team-battle.ts";
import {
  readHeader,
  readShowdownHeader,
  readShowdownSide,
  readSide,
  type State,
  showdownLegalMask,
} from "./compare.ts";
import { type ShowdownBattle, type ShowdownPokemon, showdownId } from "./showdown.ts";

const STATUSES = ["", "brn", "par", "slp", "frz", "psn", "tox"];
/** What a fainted Pokémon still has a part in. */
const FAINTED_KEYS = ["speed", "spe", "reflect", "lightscreen", "mist", "screenOrder", "stealthRock"];

/** The first difference between the two engines, or undefined. */
export function findTeamDifference(ours: TeamBattle, theirs: ShowdownBattle): string | undefined {
  const header = firstDifference("", readHeader(ours), readShowdownHeader(theirs));
  if (header) return header;
  for (const side of ["a", "b"] as const) {
    const difference = firstDifference(
      `${side}.`,
      readTeam(ours, side),
      readShowdownTeam(theirs, side, ours),
    );
    if (difference) return difference;
  }
  return undefined;
}

function firstDifference(prefix: string, ours: State, theirs: State): string | undefined {
  for (const key of Object.keys({ ...ours, ...theirs })) {
    if (ours[key] !== theirs[key]) return `${prefix}${key}: ours ${ours[key]}, Showdown ${theirs[key]}`;
  }
  return undefined;
}

function readTeam(battle: TeamBattle, side: Side): State {
  const { state } = battle;
  const block = side === "a" ? at.SIDE_A : at.SIDE_B;
  const out: Record<string, number | string> = {
    order: battle
      .members(side)
      .map(({ member }) => member)
      .join(),
    hp: battle
      .members(side)
      .map(({ hp }) => hp)
      .join(),
    left: state[block + at.MEMBERS_LEFT]!,
    legal: battle.legalMask(side),
  };
  if (state[at.RESULT] !== at.ONGOING) return out;
  keepActive(out, readSide(battle, side), state[block + at.FAINTED] !== 0);
  if (state[block + at.FAINTED] === 0) out.justIn = state[block + at.JUST_IN]!;
  for (const { member, isActive, hp } of battle.members(side)) {
    if (isActive || hp === 0) continue;
    const from = memberAt(block, member);
    const word = (offset: number): number => state[from + offset]!;
    const status = word(at.STATUS);
    out[`member ${member}`] = [
      word(at.MAX_HP),
      STATUSES[status],
      status === at.SLEEP ? word(at.STATUS_TIME) : 0,
      ...(status === at.SLEEP ? [word(at.RESTED)] : []),
      ...[0, 1, 2, 3].map((i) =>
        word(at.MOVES + i) === 0
          ? ""
          : `${showdownId(battle.tables.slugs[word(at.MOVES + i) / ROW_WORDS]!)} ${word(at.PP + i)}`,
      ),
      word(at.MEMBER_FORMS + word(at.MEMBER_FORM) * at.FORM_WORDS + 4),
      battle.teams[side][member]!.set.form.kind === "mega" ? 0 : word(at.MEMBER_MEGAS_OPEN),
    ].join(" ");
  }
  return out;
}

function readShowdownTeam(battle: ShowdownBattle, name: Side, ours: TeamBattle): State {
  const side = battle.sides[name === "a" ? 0 : 1]!;
  const isMega = ({ name: member }: ShowdownPokemon): boolean =>
    ours.teams[name][Number(member)]!.set.form.kind === "mega";
  const active = side.pokemon[0]!;
  const out: Record<string, number | string> = {
    order: side.pokemon.map((pokemon) => pokemon.name).join(),
    hp: side.pokemon.map((pokemon) => pokemon.hp).join(),
    left: side.pokemonLeft,
    legal: showdownTeamMask(battle, name, isMega(active)),
  };
  if (battle.ended) return out;
  keepActive(out, readShowdownSide(battle, name, isMega(active)), active.fainted);
  if (!active.fainted) out.justIn = active.activeTurns === 0 ? 1 : 0;
  for (const pokemon of side.pokemon.slice(1)) {
    if (pokemon.hp === 0) continue;
    const { status } = pokemon;
    const source = pokemon.statusState.source as ShowdownPokemon | undefined;
    out[`member ${pokemon.name}`] = [
      pokemon.maxhp,
      status,
      status === "slp" ? pokemon.statusState.time : 0,
      ...(status === "slp" ? [source?.side === side ? 1 : 0] : []),
      ...[0, 1, 2, 3].map((i) => {
        const slot = pokemon.moveSlots[i];
        return slot === undefined ? "" : `${slot.id} ${slot.pp}`;
      }),
      pokemon.storedStats.spe,
      isMega(pokemon) ? 0 : megasOf(pokemon),
    ].join(" ");
  }
  return out;
}

function keepActive(out: Record<string, number | string>, active: State, fainted: boolean): void {
  for (const [key, value] of Object.entries(active)) {
    if (key !== "legal" && (!fainted || FAINTED_KEYS.includes(key))) out[key] = value;
  }
}

function megasOf(pokemon: ShowdownPokemon): number {
  const { canMegaEvo, canMegaEvoX, canMegaEvoY } = pokemon as unknown as Record<string, unknown>;
  return (canMegaEvo || canMegaEvoX ? at.MEGA : 0) | (canMegaEvoY ? at.MEGA_Y : 0);
}

/** Showdown's request as our mask of legal choices in a team battle. */
export function showdownTeamMask(battle: ShowdownBattle, name: Side, startedAsMega: boolean): number {
  if (battle.ended) return 0;
  const side = battle.sides[name === "a" ? 0 : 1]!;
  const request = side.activeRequest as unknown as {
    readonly wait?: boolean;
    readonly forceSwitch?: readonly boolean[];
    readonly active?: readonly { readonly trapped?: boolean }[];
  };
  if (request.wait) return 1 << WAIT_CHOICE;
  let bench = 0;
  for (const pokemon of side.pokemon.slice(1)) {
    if (!pokemon.fainted) bench |= 1 << (SWITCH_TO + Number(pokemon.name));
  }
  if (request.forceSwitch) return bench;
  const moves = showdownLegalMask(battle, name, startedAsMega);
  return request.active![0]!.trapped ? moves : moves | bench;
}
