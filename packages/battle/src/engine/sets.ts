import { type Form, TYPES } from "@predictiondex/core";
import type { PokemonSet } from "../pokemon-set.ts";
import { computeStats } from "../stats.ts";
import {
  FORM_WORDS,
  FORMS,
  FRIENDSHIP,
  HP,
  LEVEL,
  MAX_HP,
  MEGA,
  MEGA_Y,
  MEGAS_OPEN,
  MOVES,
  NO_TYPE,
  PP,
  SIDE_WORDS,
  STATS,
  TRANSFORM_SPEEDS,
  TYPE_1,
  TYPE_2,
  WEIGHT,
} from "./layout.ts";
import type { Tables } from "./tables.ts";

/** "normal" plays at level 50 without AVs, as link battles do by default; "no-restrictions" as the Pokémon are. */
export type BattleRules = "normal" | "no-restrictions";

/** A set ready for the kernel: the words of its side's block at the start of a battle. */
export interface PreparedSet {
  readonly set: PokemonSet;
  readonly words: Int32Array;
  /** Own form, then the Mega forms it may take (X before Y). */
  readonly forms: readonly Form[];
  /** Whether it knows Transform. */
  readonly transforms: boolean;
}

/** The set as the rules let it play. */
export function ruledSet(set: PokemonSet, rules: BattleRules): PokemonSet {
  if (rules === "no-restrictions") return set;
  return {
    ...set,
    level: 50,
    avs: { hp: 0, attack: 0, defense: 0, specialAttack: 0, specialDefense: 0, speed: 0 },
  };
}

/** Lays a set out as its side's block. `megas` are the Mega forms of its species. PP are as with three PP Ups. */
export function prepareSet(
  given: PokemonSet,
  rules: BattleRules,
  megas: readonly Form[],
  tables: Tables,
): PreparedSet {
  const set = ruledSet(given, rules);
  const forms = set.form.kind === "base" ? [set.form, ...megas] : [set.form];
  const words = new Int32Array(SIDE_WORDS);
  const stats = computeStats(set);
  words[HP] = stats.hp;
  words[MAX_HP] = stats.hp;
  words[LEVEL] = set.level;
  words[FRIENDSHIP] = set.friendship;
  forms.forEach((form, i) => {
    const at = FORMS + i * FORM_WORDS;
    const own = i === 0 ? stats : computeStats({ ...set, form });
    words[at] = own.attack;
    words[at + 1] = own.defense;
    words[at + 2] = own.specialAttack;
    words[at + 3] = own.specialDefense;
    words[at + 4] = own.speed;
    words[at + 5] = TYPES.indexOf(form.types[0]);
    words[at + 6] = form.types[1] === undefined ? NO_TYPE : TYPES.indexOf(form.types[1]);
    words[at + 7] = form.weightHg;
  });
  words.copyWithin(STATS, FORMS, FORMS + 5);
  words[TYPE_1] = words[FORMS + 5]!;
  words[TYPE_2] = words[FORMS + 6]!;
  words[WEIGHT] = words[FORMS + 7]!;
  words[MEGAS_OPEN] = forms.length === 3 ? MEGA | MEGA_Y : forms.length === 2 ? MEGA : 0;
  const { moves } = set;
  for (let slot = 0; slot < Math.min(4, moves.length); slot++) {
    const { slug, pp } = moves[slot]!;
    words[MOVES + slot] = tables.rows.get(slug)!;
    words[PP + slot] = (pp * 8) / 5;
  }
  return { set, words, forms, transforms: moves.some(({ slug }) => slug === "transform") };
}

/** Writes down the Speeds that `set` would have as each form of its foe, which Transform asks for. */
export function writeTransformSpeeds(
  state: Int32Array,
  side: number,
  own: PreparedSet,
  foe: PreparedSet,
): void {
  if (!own.transforms) return;
  foe.forms.forEach((form, i) => {
    state[side + TRANSFORM_SPEEDS + i] = computeStats({ ...own.set, form }).speed;
  });
}
