import type { ConditionJson } from "@predictiondex/contract";
import { type ByStat, STATS, type Stat } from "@predictiondex/core";
import type { BattleUrl, Reading, SideKey, UrlFault } from "./battle-url.ts";

/** What the API assumes where nothing is said. */
export const SETTING_DEFAULTS = { iv: 31, av: 0, friendship: 70 } as const;
/** The highest value of each setting. */
export const HIGHEST = { iv: 31, av: 200, friendship: 255 } as const;

/** The lasting ailments, in the order of the list to choose from. */
export const STATUSES = ["paralysis", "burn", "poison", "bad-poison", "sleep", "freeze"] as const;
/** What a stage can be of, with its short name in the URL. */
export const STAGES = {
  attack: "atk",
  defense: "def",
  specialAttack: "spa",
  specialDefense: "spd",
  speed: "spe",
  accuracy: "acc",
  evasion: "eva",
} as const;

/** Name of a value with stages. */
export type StageName = keyof typeof STAGES;
/** The part of a Pokémon's condition that the page lets people set. */
export type Condition = Pick<ConditionJson, "hp" | "status" | "stages" | "confused" | "hasActed">;

/** How one side's Pokémon is raised, and how it fares; undefined where nothing is said. */
export interface Settings {
  /** Slug. */
  readonly nature: string | undefined;
  readonly ivs: ByStat<number> | undefined;
  readonly avs: ByStat<number> | undefined;
  readonly friendship: number | undefined;
  /** Whether it may Mega Evolve in the battle. */
  readonly mega: boolean;
  readonly condition: Condition;
}

/** Settings of a side that nobody has touched. */
export const NO_SETTINGS: Settings = {
  nature: undefined,
  ivs: undefined,
  avs: undefined,
  friendship: undefined,
  mega: false,
  condition: {},
};

/** Keys of the URL for one side's settings. */
export function settingKeys<Side extends SideKey>(side: Side) {
  return {
    nature: `${side}n`,
    ivs: `${side}i`,
    avs: `${side}v`,
    friendship: `${side}f`,
    mega: `${side}g`,
    condition: `${side}c`,
  } as const;
}

/** The settings in the URL; what is not understood is left out and told. `natures` are the known slugs, once loaded. */
export function readSettings(
  url: BattleUrl,
  side: SideKey,
  natures: readonly string[] | undefined,
): Reading<Settings> {
  const keys = settingKeys(side);
  const faults: UrlFault[] = [];
  const read = <T>(key: keyof BattleUrl, parse: (text: string) => T | undefined): T | undefined => {
    const text = url[key];
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) faults.push({ kind: "setting", key, value: text });
    return value;
  };
  const settings: Settings = {
    nature: read(keys.nature, (text) => (natures === undefined || natures.includes(text) ? text : undefined)),
    ivs: read(keys.ivs, (text) => parseStats(text, HIGHEST.iv)),
    avs: read(keys.avs, (text) => parseStats(text, HIGHEST.av)),
    friendship: read(keys.friendship, (text) => parseWhole(text, HIGHEST.friendship)),
    mega: read(keys.mega, (text) => (text === "1" ? true : undefined)) ?? false,
    condition: read(keys.condition, parseCondition) ?? {},
  };
  return { value: settings, faults };
}

/** The settings as the URL writes them; defaults are left out. */
export function writeSettings(
  side: SideKey,
  { nature, ivs, avs, friendship, mega, condition }: Settings,
): { readonly [Key in keyof BattleUrl]?: string | undefined } {
  const keys = settingKeys(side);
  return {
    [keys.nature]: nature,
    [keys.ivs]: ivs && formatStats(ivs, SETTING_DEFAULTS.iv),
    [keys.avs]: avs && formatStats(avs, SETTING_DEFAULTS.av),
    [keys.friendship]:
      friendship === undefined || friendship === SETTING_DEFAULTS.friendship ? undefined : String(friendship),
    [keys.mega]: mega ? "1" : undefined,
    [keys.condition]: formatCondition(condition),
  };
}

/** Full HP in Let's Go: floor((2B + IV + 100)·L/100 + 10) + AV, the last but under `normal` rules. */
export function fullHp(
  baseHp: number,
  level: number,
  rules: "normal" | "no-restrictions",
  { ivs, avs }: Settings,
): number {
  const iv = ivs?.hp ?? SETTING_DEFAULTS.iv;
  const av = rules === "normal" ? 0 : (avs?.hp ?? SETTING_DEFAULTS.av);
  return Math.floor(((2 * baseHp + iv + 100) * level) / 100 + 10) + av;
}

/** The same value for each stat. */
export function sameForAll(value: number): ByStat<number> {
  return Object.fromEntries(STATS.map((stat) => [stat, value])) as Record<Stat, number>;
}

/** One number for all six stats, or six joined by commas. */
function parseStats(text: string, highest: number): ByStat<number> | undefined {
  const values = text.split(",").map((part) => parseWhole(part, highest));
  if (values.some((value) => value === undefined)) return undefined;
  if (values.length === 1) return sameForAll(values[0]!);
  if (values.length !== STATS.length) return undefined;
  return Object.fromEntries(STATS.map((stat, i) => [stat, values[i]!])) as Record<Stat, number>;
}

function formatStats(values: ByStat<number>, usual: number): string | undefined {
  const all = STATS.map((stat) => values[stat]);
  if (all.some((value) => value !== all[0])) return all.join(",");
  return all[0] === usual ? undefined : String(all[0]);
}

/** Words joined by dots: `hp40.paralysis.atk1.spe-2.confused.acted`. */
function parseCondition(text: string): Condition | undefined {
  const stages: { [Name in StageName]?: number } = {};
  let condition: Condition = {};
  for (const word of text.split(".")) {
    const stage = (Object.keys(STAGES) as StageName[]).find((name) => word.startsWith(STAGES[name]));
    if (/^hp[1-9]\d{0,2}$/.test(word)) condition = { ...condition, hp: Number(word.slice(2)) };
    else if (STATUSES.some((status) => status === word)) {
      condition = { ...condition, status: word as (typeof STATUSES)[number] };
    } else if (word === "confused") condition = { ...condition, confused: true };
    else if (word === "acted") condition = { ...condition, hasActed: true };
    else if (stage !== undefined && /^...(-?[1-6])$/.test(word)) stages[stage] = Number(word.slice(3));
    else return undefined;
  }
  return Object.keys(stages).length === 0 ? condition : { ...condition, stages };
}

function formatCondition({ hp, status, stages, confused, hasActed }: Condition): string | undefined {
  const words = [
    ...(hp === undefined ? [] : [`hp${hp}`]),
    ...(status === undefined ? [] : [status]),
    ...(Object.keys(STAGES) as StageName[]).flatMap((name) =>
      stages?.[name] ? [`${STAGES[name]}${stages[name]}`] : [],
    ),
    ...(confused ? ["confused"] : []),
    ...(hasActed ? ["acted"] : []),
  ];
  return words.length === 0 ? undefined : words.join(".");
}

function parseWhole(text: string, highest: number): number | undefined {
  const value = Number(text);
  return /^\d{1,3}$/.test(text) && value <= highest ? value : undefined;
}
