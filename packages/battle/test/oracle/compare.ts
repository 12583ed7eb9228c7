// Both engines' states as lists of named numbers, so that a difference names itself.

import * as at from "../../src/engine/layout.ts";
import type { Battle, Side } from "../../src/engine/matchup.ts";
import { readGen5Seed } from "../../src/engine/random.ts";
import { ROW_WORDS } from "../../src/engine/tables.ts";
import { TRACE_BIDES, TRACE_HIT } from "../../src/engine/trace.ts";
import { type ShowdownBattle, type ShowdownPokemon, showdownId } from "./showdown.ts";

const STATUSES = ["", "brn", "par", "slp", "frz", "psn", "tox"];
const STATS = ["atk", "def", "spa", "spd", "spe"] as const;
const STAGES = [...STATS, "accuracy", "evasion"] as const;
const CHARGING_MOVES = ["solarbeam", "razorwind", "skullbash", "skyattack"];
/** Showdown's volatiles by our number of the effect. */
const EFFECTS = [
  "flinch",
  "protect",
  "stall",
  "lockedmove",
  "twoturnmove",
  "hidden",
  "mustrecharge",
  "bide",
  "counter",
  "mirrorcoat",
  "toxic",
  "leechseed",
  "partiallytrapped",
  "disable",
  "encore",
  "taunt",
  "yawn",
  "roost",
  "confusion",
  "substitute",
  "focusenergy",
  "minimize",
  "defensecurl",
  "rage",
  "charged",
];
const SCREENS = ["reflect", "lightscreen", "mist"];

/** Named numbers. */
export type State = Readonly<Record<string, number | string>>;

/** The first difference between the two engines, or undefined. */
export function findDifference(ours: Battle, theirs: ShowdownBattle): string | undefined {
  const over = theirs.ended;
  const expected = readShowdownHeader(theirs);
  const actual = readHeader(ours);
  for (const key of Object.keys(expected)) {
    if (expected[key] !== actual[key]) return `${key}: ours ${actual[key]}, Showdown ${expected[key]}`;
  }
  // Showdown clears a fainted Pokémon's state; a finished battle has nothing more to compare than its HP.
  for (const side of ["a", "b"] as const) {
    const pokemon = theirs.sides[side === "a" ? 0 : 1]!.pokemon[0]!;
    const block = side === "a" ? at.SIDE_A : at.SIDE_B;
    if (ours.state[block + at.HP] !== pokemon.hp) {
      return `${side}.hp: ours ${ours.state[block + at.HP]}, Showdown ${pokemon.hp}`;
    }
    if (over) continue;
    const left: State = { ...readSide(ours, side), worked: hasWorked(ours, block) };
    const right: State = {
      ...readShowdownSide(theirs, side, ours.sets[side].set.form.kind === "mega"),
      worked: hasWorkedInShowdown(pokemon),
    };
    for (const key of Object.keys({ ...left, ...right })) {
      if (left[key] !== right[key]) return `${side}.${key}: ours ${left[key]}, Showdown ${right[key]}`;
    }
  }
  return undefined;
}

/** Result, turn and generator of the engine. */
export function readHeader({ state }: Pick<Battle, "state">): State {
  return {
    result: state[at.RESULT]!,
    turn: state[at.RESULT] === at.ONGOING ? state[at.TURN]! + 1 : 0,
    seed: readGen5Seed(state).join(","),
  };
}

/** Result, turn and generator of Showdown. */
export function readShowdownHeader(battle: ShowdownBattle): State {
  const results: Record<string, number> = { a: at.A_WINS, b: at.B_WINS, "": at.TIE };
  return {
    result: battle.ended ? results[battle.winner ?? ""]! : at.ONGOING,
    turn: battle.ended ? 0 : battle.turn,
    seed: battle.prng.getSeed(),
  };
}

/** The engine's active Pokémon and its side. */
export function readSide(battle: Pick<Battle, "state" | "tables" | "legalMask">, side: Side): State {
  const { state } = battle;
  const block = side === "a" ? at.SIDE_A : at.SIDE_B;
  const word = (offset: number): number => state[block + offset]!;
  const move = (offset: number): string => showdownId(battle.tables.slugs[word(offset) / ROW_WORDS]!);
  const has = (effect: number): boolean => ((word(at.EFFECT_BITS) >> effect) & 1) !== 0;
  const status = word(at.STATUS);
  const out: Record<string, number | string> = {
    maxHp: word(at.MAX_HP),
    status: STATUSES[status]!,
    statusTime: status === at.SLEEP || status === at.BAD_POISON ? word(at.STATUS_TIME) : 0,
    types: [word(at.TYPE_1), word(at.TYPE_2)].filter((type) => type !== at.NO_TYPE).join(),
    speed: word(at.TIE_SPEED),
    weight: word(at.WEIGHT),
    lastMove: move(at.LAST_MOVE),
    acted: word(at.ACTIONS) > 1 ? 1 : 0,
    transformed: word(at.TRANSFORMED),
    stealthRock: word(at.STEALTH_ROCK),
    legal: battle.legalMask(side),
    order: Array.from({ length: word(at.EFFECT_COUNT) }, (_, i) => EFFECTS[word(at.EFFECT_LIST + i)]).join(),
    screenOrder: Array.from(
      { length: word(at.SCREEN_COUNT) },
      (_, i) => SCREENS[word(at.SCREEN_LIST + i)],
    ).join(),
  };
  STATS.forEach((stat, i) => {
    out[stat] = word(at.STATS + i);
  });
  STAGES.forEach((stage, i) => {
    out[`stage ${stage}`] = word(at.STAGES + i);
  });
  out.moves = [0, 1, 2, 3]
    .map((i) => (word(at.MOVES + i) === 0 ? "" : `${move(at.MOVES + i)} ${word(at.PP + i)}`))
    .filter(Boolean)
    .join();
  SCREENS.forEach((screen, i) => {
    out[screen] = word(at.SCREENS + i);
  });
  EFFECTS.forEach((effect, i) => {
    if (has(i)) out[effect] = i < at.RESIDUAL_EFFECTS ? word(at.DURATION + i) : 0;
  });
  if (has(at.CONFUSION)) out["confusion time"] = word(at.CONFUSION_TURNS);
  if (has(at.SUBSTITUTE)) out["substitute hp"] = word(at.SUBSTITUTE_HP);
  if (has(at.DISABLE)) out.disabled = move(at.DISABLED_MOVE);
  if (has(at.ENCORE)) out.encored = move(at.ENCORED_MOVE);
  if (has(at.STALL)) out["stall counter"] = word(at.STALL_COUNTER);
  if (has(at.LOCKED)) out.locked = `${move(at.LOCKED_MOVE)} ${word(at.LOCKED_TURNS)}`;
  if (has(at.CHARGING)) out.charging = move(at.CHARGING_MOVE);
  if (has(at.BIDE)) out["bide damage"] = word(at.BIDE_DAMAGE);
  return out;
}

/** Showdown's active Pokémon and its side, in the same words as `readSide`. */
export function readShowdownSide(battle: ShowdownBattle, name: Side, startedAsMega: boolean): State {
  const side = battle.sides[name === "a" ? 0 : 1]!;
  const pokemon = side.pokemon[0]!;
  const effects = Object.keys(pokemon.volatiles).map(effectName);
  const durations = side.sideConditions as Record<string, { duration?: number } | undefined>;
  const out: Record<string, number | string> = {
    maxHp: pokemon.maxhp,
    status: pokemon.status,
    statusTime:
      pokemon.status === "slp"
        ? pokemon.statusState.time
        : pokemon.status === "tox"
          ? pokemon.statusState.stage
          : 0,
    types: pokemon.types.map((type) => TYPE_ORDER.indexOf(type.toLowerCase())).join(),
    speed: pokemon.speed,
    weight: pokemon.weighthg,
    lastMove: pokemon.lastMove?.id ?? "",
    acted: pokemon.activeMoveActions > 1 ? 1 : 0,
    transformed: pokemon.transformed ? 1 : 0,
    stealthRock: durations.stealthrock ? 1 : 0,
    legal: showdownLegalMask(battle, name, startedAsMega),
    order: effects.filter((effect) => EFFECTS.indexOf(effect) < at.RESIDUAL_EFFECTS).join(),
    screenOrder: Object.keys(durations)
      .filter((id) => SCREENS.includes(id))
      .join(),
  };
  for (const stat of STATS) out[stat] = pokemon.storedStats[stat];
  for (const stage of STAGES) out[`stage ${stage}`] = pokemon.boosts[stage];
  out.moves = pokemon.moveSlots.map((slot) => `${slot.id} ${slot.pp}`).join();
  for (const screen of SCREENS) out[screen] = durations[screen]?.duration ?? 0;
  for (const [id, state] of Object.entries(pokemon.volatiles)) {
    const effect = effectName(id);
    out[effect] = EFFECTS.indexOf(effect) < at.RESIDUAL_EFFECTS ? (state.duration ?? 0) : 0;
  }
  readVolatiles(pokemon, out);
  return out;
}

function readVolatiles({ volatiles }: ShowdownPokemon, out: Record<string, number | string>): void {
  const { confusion, substitute, disable, encore, stall, lockedmove, twoturnmove, bide } = volatiles;
  if (confusion) out["confusion time"] = confusion.time;
  if (substitute) out["substitute hp"] = Math.round(substitute.hp * 100);
  if (disable) out.disabled = disable.move;
  if (encore) out.encored = encore.move;
  if (stall) out["stall counter"] = stall.counter;
  if (lockedmove) out.locked = `${lockedmove.move} ${lockedmove.trueDuration}`;
  if (twoturnmove) out.charging = twoturnmove.move;
  if (bide) out["bide damage"] = bide.totalDamage;
}

/** 1 where a Pokémon's move of the turn has worked; that of Metronome, whose trace joins both moves, counts as such. */
function hasWorked({ state, tables }: Battle, block: number): number {
  if (tables.slugs[state[block + at.LAST_MOVE]! / ROW_WORDS] === "metronome") return 1;
  return (state[block + at.TRACE]! & (TRACE_HIT | TRACE_BIDES)) === TRACE_HIT ? 1 : 0;
}

function hasWorkedInShowdown({ lastMove, moveLastTurnResult }: ShowdownPokemon): number {
  return lastMove?.id === "metronome" || moveLastTurnResult ? 1 : 0;
}

function effectName(id: string): string {
  if (id === "dig" || id === "fly") return "hidden";
  return CHARGING_MOVES.includes(id) ? "charged" : id;
}

const TYPE_ORDER = [
  "normal",
  "fighting",
  "flying",
  "poison",
  "ground",
  "rock",
  "bug",
  "ghost",
  "steel",
  "fire",
  "water",
  "grass",
  "electric",
  "psychic",
  "ice",
  "dragon",
  "dark",
  "fairy",
];

/** Showdown's request as our mask of legal choices. */
export function showdownLegalMask(battle: ShowdownBattle, name: Side, startedAsMega: boolean): number {
  const request = battle.sides[name === "a" ? 0 : 1]!.activeRequest;
  if (!request || !("active" in request)) return 0;
  const active = request.active[0]!;
  // A forced move comes without PP.
  if (active.moves[0]!.pp === undefined) return 1;
  const mask = active.moves.reduce((bits, move, i) => (move.disabled ? bits : bits | (1 << i)), 0);
  // Showdown lets a Pokémon that starts as a Mega evolve into itself; the game has no such start.
  if (startedAsMega) return mask;
  const megas = active as { canMegaEvo?: boolean; canMegaEvoX?: boolean; canMegaEvoY?: boolean };
  const first = megas.canMegaEvo || megas.canMegaEvoX ? mask << 4 : 0;
  return mask | first | (megas.canMegaEvoY ? mask << 8 : 0);
}
