import {
  type Fault,
  type Form,
  type GameData,
  InvalidInputError,
  type Move,
  type Nature,
  STATS,
  type Stat,
} from "@predictiondex/core";
import { type PokemonSet, SET_DEFAULTS } from "../pokemon-set.ts";
import { MOVE_RULES } from "./rules/move-rules.ts";

/** A set as a user names it; all but form and moves have defaults. */
export interface SetInput {
  /** Slug of the form. */
  readonly form: string;
  /** Slugs of one to four moves. */
  readonly moves: readonly string[];
  readonly level?: number;
  /** Slug of the nature. */
  readonly nature?: string;
  readonly ivs?: Partial<Record<Stat, number>>;
  readonly avs?: Partial<Record<Stat, number>>;
  readonly friendship?: number;
}

/** Rules that players agree on beyond the game's own. */
export interface Clauses {
  /** No Pokémon may put a second foe to sleep; it changes nothing in one against one. */
  readonly sleep?: boolean;
  /** No one-hit KO moves. */
  readonly ohko?: boolean;
  /** No moves that raise evasion. */
  readonly evasion?: boolean;
}

const MOST_MOVES = 4;
const MOST_MEMBERS = 6;
const HIGHEST_IV = 31;
const HIGHEST_AV = 200;
const HIGHEST_FRIENDSHIP = 255;

/** Checks a set against the game. @throws {InvalidInputError} naming every fault at once. */
export function parseSet(input: SetInput, data: GameData, clauses: Clauses = {}): PokemonSet {
  const faults: Fault[] = [];
  const set = readSet(input, data, clauses, "", faults);
  if (faults.length > 0 || set === undefined) throw new InvalidInputError(faults);
  return set;
}

/** Checks a team of up to six with at most one Mega. @throws {InvalidInputError} naming every fault at once. */
export function parseTeam(
  inputs: readonly SetInput[],
  data: GameData,
  clauses: Clauses = {},
): readonly PokemonSet[] {
  const faults: Fault[] = [];
  if (inputs.length < 1 || inputs.length > MOST_MEMBERS) {
    faults.push({ pointer: "", detail: `a team has 1–${MOST_MEMBERS} Pokémon, got ${inputs.length}` });
  }
  const sets = inputs.map((input, i) => readSet(input, data, clauses, `/${i}`, faults));
  const megas = sets.filter((set) => set?.form.kind === "mega").map((set) => set!.form.slug);
  if (megas.length > 1) {
    faults.push({ pointer: "", detail: `a team has at most one Mega, got ${megas.join(" and ")}` });
  }
  if (faults.length > 0) throw new InvalidInputError(faults);
  return sets as readonly PokemonSet[];
}

function readSet(
  input: SetInput,
  data: GameData,
  clauses: Clauses,
  pointer: string,
  faults: Fault[],
): PokemonSet | undefined {
  const form = data.forms.find(({ slug }) => slug === input.form);
  if (form === undefined) faults.push({ pointer: `${pointer}/form`, detail: `unknown form "${input.form}"` });
  const moves = readMoves(input, form, data, clauses, pointer, faults);
  const level = inRange(input.level ?? SET_DEFAULTS.level, 1, 100, "level", `${pointer}/level`, faults);
  const nature = readNature(input.nature, data.natures, pointer, faults);
  const friendship = inRange(
    input.friendship ?? SET_DEFAULTS.friendship,
    0,
    HIGHEST_FRIENDSHIP,
    "friendship",
    `${pointer}/friendship`,
    faults,
  );
  const values = (kind: "ivs" | "avs", highest: number): PokemonSet["ivs"] => {
    const read = (stat: Stat): number =>
      inRange(
        input[kind]?.[stat] ?? SET_DEFAULTS[kind][stat],
        0,
        highest,
        `${kind === "ivs" ? "IV" : "AV"} of ${stat}`,
        `${pointer}/${kind}/${stat}`,
        faults,
      );
    return Object.fromEntries(STATS.map((stat) => [stat, read(stat)])) as Record<Stat, number>;
  };
  const ivs = values("ivs", HIGHEST_IV);
  const avs = values("avs", HIGHEST_AV);
  return form === undefined ? undefined : { form, moves, level, nature, ivs, avs, friendship };
}

function readMoves(
  input: SetInput,
  form: Form | undefined,
  data: GameData,
  clauses: Clauses,
  pointer: string,
  faults: Fault[],
): readonly Move[] {
  const { moves } = input;
  if (moves.length < 1 || moves.length > MOST_MOVES) {
    faults.push({
      pointer: `${pointer}/moves`,
      detail: `a set has 1–${MOST_MOVES} moves, got ${moves.length}`,
    });
  }
  const learnable = new Set(
    data.learnsets.filter((entry) => entry.form === form?.slug).map(({ move }) => move),
  );
  return moves.flatMap((slug, i) => {
    const at = `${pointer}/moves/${i}`;
    const fault = (detail: string): readonly Move[] => {
      faults.push({ pointer: at, detail });
      return [];
    };
    const move = data.moves.find((known) => known.slug === slug);
    if (move === undefined || MOVE_RULES[slug] === undefined) return fault(`unknown move "${slug}"`);
    if (moves.indexOf(slug) !== i) return fault(`"${slug}" is chosen twice`);
    if (form !== undefined && !learnable.has(slug)) return fault(`${form.slug} can't learn "${slug}"`);
    const rule = MOVE_RULES[slug];
    if (clauses.ohko && rule.damage === "one-hit-ko") return fault(`the OHKO clause bars "${slug}"`);
    if (clauses.evasion && (rule.stages?.evasion ?? 0) > 0) return fault(`the evasion clause bars "${slug}"`);
    return [move];
  });
}

function readNature(
  slug: string | undefined,
  natures: readonly Nature[],
  pointer: string,
  faults: Fault[],
): Nature | undefined {
  if (slug === undefined) return undefined;
  const nature = natures.find((known) => known.slug === slug);
  if (nature === undefined) faults.push({ pointer: `${pointer}/nature`, detail: `unknown nature "${slug}"` });
  return nature;
}

function inRange(
  value: number,
  lowest: number,
  highest: number,
  name: string,
  pointer: string,
  faults: Fault[],
): number {
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    faults.push({ pointer, detail: `${name} must be ${lowest}–${highest}, got ${value}` });
  }
  return value;
}
