import type { SetInputJson } from "@predictiondex/contract";
import { type ByStat, STATS, type Stat } from "@predictiondex/core";

/** A Pokémon as links between pages carry it. */
export type LinkedSet = Pick<SetInputJson, "level" | "moves" | "nature" | "ivs" | "avs" | "friendship"> & {
  /** Slug of the form. */
  readonly pokemon: string;
};

/** What the URL of a battle calls its two sides: `a` is you, `b` the opponent. */
export type LinkSide = "a" | "b";

/** What each value of a side is called in the URL. */
type SideKeys<Side extends LinkSide> = Side extends LinkSide
  ? Side | `l${Side}` | `${Side}${"m" | "n" | "i" | "v" | "f"}`
  : never;

/** Values of a URL that name one or both sides of a battle. */
export type BattleSearch = { readonly [Key in SideKeys<LinkSide>]?: string };

/** The keys of a side, for a page's own URL. */
export function sideKeys<Side extends LinkSide>(side: Side) {
  return [side, `l${side}`, `${side}m`, `${side}n`, `${side}i`, `${side}v`, `${side}f`] as const;
}

const DEFAULTS = { level: 50, iv: 31, av: 0, friendship: 70 } as const;

/** A side as URLs write it, defaults left out: what the Battle page and this page's own address understand. */
export function writeSide(side: LinkSide, set: LinkedSet): BattleSearch {
  const { pokemon, level, moves, nature, ivs, avs, friendship } = set;
  const entries: readonly (readonly [string, string | undefined])[] = [
    [side, pokemon],
    [`l${side}`, level === undefined || level === DEFAULTS.level ? undefined : String(level)],
    [`${side}m`, moves === undefined || moves.length === 0 ? undefined : moves.join(",")],
    [`${side}n`, nature],
    [`${side}i`, writeStats(ivs, DEFAULTS.iv)],
    [`${side}v`, writeStats(avs, DEFAULTS.av)],
    [
      `${side}f`,
      friendship === undefined || friendship === DEFAULTS.friendship ? undefined : String(friendship),
    ],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The set that a URL names on a side, or undefined; values that can't be are passed over. */
export function readSide(side: LinkSide, url: BattleSearch): LinkedSet | undefined {
  const pokemon = url[side];
  if (pokemon === undefined) return undefined;
  const level = readWhole(url[`l${side}`], 1, 100);
  const moves = (url[`${side}m`] ?? "").split(",").filter((slug) => slug !== "");
  const nature = url[`${side}n`];
  const ivs = readStats(url[`${side}i`], 31);
  const avs = readStats(url[`${side}v`], 200);
  const friendship = readWhole(url[`${side}f`], 0, 255);
  return {
    pokemon,
    ...(level === undefined ? {} : { level }),
    ...(moves.length === 0 ? {} : { moves: moves.slice(0, 4) }),
    ...(nature === undefined ? {} : { nature }),
    ...(ivs === undefined ? {} : { ivs }),
    ...(avs === undefined ? {} : { avs }),
    ...(friendship === undefined ? {} : { friendship }),
  };
}

/** One number where all six are the same, else six joined by commas. */
function writeStats(values: LinkedSet["ivs"], usual: number): string | undefined {
  if (values === undefined) return undefined;
  const all = STATS.map((stat) => values[stat] ?? usual);
  if (all.some((value) => value !== all[0])) return all.join(",");
  return all[0] === usual ? undefined : String(all[0]);
}

function readStats(text: string | undefined, most: number): ByStat<number> | undefined {
  if (text === undefined) return undefined;
  const values = text.split(",").map((part) => readWhole(part, 0, most));
  if (values.includes(undefined) || (values.length !== 1 && values.length !== STATS.length)) return undefined;
  return Object.fromEntries(STATS.map((stat, i) => [stat, values[i] ?? values[0]])) as Record<Stat, number>;
}

function readWhole(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,3}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
