import type { PokemonDetail, PokemonItem } from "@predictiondex/contract";
import { foldName } from "@predictiondex/core";
import { isUiLanguage } from "../../i18n/language.ts";
import { type PageUrl, pageUrlReader } from "../../page-url.ts";

/** The level where the URL names none, as in the API. */
export const DEFAULT_LEVEL = 50;
/** The most moves a Pokémon has. */
export const MOVE_SLOTS = 4;

const KEYS = [
  ...(["a", "b", "am", "bm", "la", "lb", "foe", "rules"] as const),
  ...(["an", "ai", "av", "af", "ag", "ac"] as const),
  ...(["bn", "bi", "bv", "bf", "bg", "bc"] as const),
  ...(["turn", "seed", "lang"] as const),
] as const;

/**
 * The battle in the URL, defaults left out: slugs of both Pokémon (`a`, `b`), their moves (`am`), levels (`la`), what is
 * known of the opponent (`foe`), the rules, each side's settings (`settings-url.ts`), the turn, the seed of the battle
 * to watch, the language.
 */
export type BattleUrl = PageUrl<(typeof KEYS)[number]>;

/** The two sides: `a` is you, `b` the opponent. */
export type SideKey = "a" | "b";

/** A value of the URL that was not understood. */
export type UrlFault =
  | {
      readonly kind: "pokemon" | "level" | "setting" | "language";
      readonly key: keyof BattleUrl;
      readonly value: string;
    }
  | {
      readonly kind: "move" | "moves";
      readonly key: keyof BattleUrl;
      readonly value: string;
      readonly of: PokemonItem;
    };

/** Each key of a side with the other side's. */
const SWAPPED: ReadonlyMap<keyof BattleUrl, keyof BattleUrl> = new Map(
  (
    [
      ["a", "b"],
      ["am", "bm"],
      ["la", "lb"],
      ["an", "bn"],
      ["ai", "bi"],
      ["av", "bv"],
      ["af", "bf"],
      ["ag", "bg"],
      ["ac", "bc"],
    ] as const
  ).flatMap(([one, two]) => [[one, two] as const, [two, one] as const]),
);

/** What one value of the URL says. */
export interface Reading<T> {
  readonly value: T;
  readonly faults: readonly UrlFault[];
}

/** Keeps the keys that the battle knows, where they hold something. */
export const readBattleUrl: (search: Readonly<Record<string, unknown>>) => BattleUrl = pageUrlReader(KEYS);

/** The Pokémon named by the URL: by slug, or by its whole name in any language. */
export function readForm(
  url: BattleUrl,
  key: SideKey,
  forms: readonly PokemonItem[],
): Reading<PokemonItem | undefined> {
  const value = url[key];
  if (value === undefined) return { value: undefined, faults: [] };
  const form = forms.find(({ slug }) => slug === value) ?? forms.find((each) => hasName(each, value));
  return { value: form, faults: form === undefined ? [{ kind: "pokemon", key, value }] : [] };
}

/** The level in the URL, or the default. */
export function readLevel(url: BattleUrl, side: SideKey): Reading<number> {
  const key = side === "a" ? "la" : "lb";
  const value = url[key];
  if (value === undefined) return { value: DEFAULT_LEVEL, faults: [] };
  const level = Number(value);
  if (/^\d{1,3}$/.test(value) && level >= 1 && level <= 100) return { value: level, faults: [] };
  return { value: DEFAULT_LEVEL, faults: [{ kind: "level", key, value }] };
}

/** The chosen moves in the URL as slugs, or undefined for the standard set. */
export function readMoves(
  url: BattleUrl,
  side: SideKey,
  of: PokemonDetail,
): Reading<readonly string[] | undefined> {
  const key = side === "a" ? "am" : "bm";
  const moves: string[] = [];
  const faults: UrlFault[] = [];
  for (const value of (url[key] ?? "").split(",").map((part) => part.trim())) {
    if (value === "") continue;
    const move = of.moves.find((each) => each.slug === value || hasMoveName(each, value));
    if (move === undefined) faults.push({ kind: "move", key, value, of });
    else if (moves.includes(move.slug)) continue;
    else if (moves.length === MOVE_SLOTS) faults.push({ kind: "moves", key, value, of });
    else moves.push(move.slug);
  }
  return { value: moves.length === 0 ? undefined : moves, faults };
}

/** The language in the URL, when it is none of ours. */
export function readLanguageFaults(url: BattleUrl): readonly UrlFault[] {
  if (url.lang === undefined || isUiLanguage(url.lang)) return [];
  return [{ kind: "language", key: "lang", value: url.lang }];
}

/** The level as the URL writes it. */
export function writeLevel(level: number): string | undefined {
  return level === DEFAULT_LEVEL ? undefined : String(level);
}

/** The moves as the URL writes them; the standard set, in any order, is left out. */
export function writeMoves(
  moves: readonly string[] | undefined,
  standard: readonly string[],
): string | undefined {
  if (moves === undefined || moves.length === 0) return undefined;
  const isStandard = moves.length === standard.length && moves.every((move) => standard.includes(move));
  return isStandard ? undefined : moves.join(",");
}

/** What is known of the opponent's moves: `plausible` and `worst` where they are unknown. */
export type FoeKnowledge = "chosen" | "plausible" | "worst";

/** What is known of the opponent's moves. */
export function readFoe(url: BattleUrl): Reading<FoeKnowledge> {
  const { foe } = url;
  if (foe === undefined) return { value: "chosen", faults: [] };
  if (foe === "plausible" || foe === "worst") return { value: foe, faults: [] };
  return { value: "chosen", faults: [{ kind: "setting", key: "foe", value: foe }] };
}

/** The rules: `normal` is level 50 without AVs. */
export function readRules(url: BattleUrl): Reading<"normal" | "no-restrictions"> {
  if (url.rules === undefined) return { value: "no-restrictions", faults: [] };
  if (url.rules === "normal") return { value: "normal", faults: [] };
  return { value: "no-restrictions", faults: [{ kind: "setting", key: "rules", value: url.rules }] };
}

/** A whole number from 1 in the URL, such as the turn; `fallback` where there is none. */
export function readCount(url: BattleUrl, key: "turn" | "seed", fallback: number): Reading<number> {
  const value = url[key];
  if (value === undefined) return { value: fallback, faults: [] };
  if (/^[1-9]\d{0,8}$/.test(value)) return { value: Number(value), faults: [] };
  return { value: fallback, faults: [{ kind: "setting", key, value }] };
}

/** The other way round. */
export function swapSides(url: BattleUrl): BattleUrl {
  const other = (key: keyof BattleUrl): keyof BattleUrl => SWAPPED.get(key) ?? key;
  return dropEmpty(Object.fromEntries(KEYS.map((key) => [other(key), url[key]])));
}

/** The URL with changes; a key set to undefined goes away. */
export function changeUrl(
  url: BattleUrl,
  changes: { readonly [Key in keyof BattleUrl]?: string | undefined },
): BattleUrl {
  return dropEmpty({ ...url, ...changes });
}

function dropEmpty(url: { readonly [Key in keyof BattleUrl]?: string | undefined }): BattleUrl {
  return Object.fromEntries(KEYS.flatMap((key) => (url[key] === undefined ? [] : [[key, url[key]]])));
}

function hasName({ name_en, name_fr, name_ja, aliases }: PokemonItem, wanted: string): boolean {
  const folded = foldName(wanted);
  return [name_en, name_fr, name_ja, ...aliases].some((name) => foldName(name) === folded);
}

function hasMoveName({ name_fr, name_en }: PokemonDetail["moves"][number], wanted: string): boolean {
  const folded = foldName(wanted);
  return foldName(name_fr) === folded || foldName(name_en) === folded;
}
