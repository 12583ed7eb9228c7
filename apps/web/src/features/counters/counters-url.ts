import { TYPES, type Type } from "@predictiondex/core";
import type { BattleSearch } from "../../battle-link.ts";
import { GAME_VERSIONS, type GameVersion } from "../../game-version.ts";
import type { PageUrl } from "../../page-url.ts";

/** The counters in the URL: the opponent as in a battle's (`b`, `lb`, `bm` …), where to look, the filters, how many rows. */
export type CountersUrl = PageUrl<
  "from" | "level" | "upto" | "type" | "evolved" | "kind" | "game" | "n" | "lang"
> &
  Pick<BattleSearch, "b" | "lb" | "bm" | "bn" | "bi" | "bv" | "bf">;

/** Rows shown at first, and by each step more. */
export const ROWS = 20;

/** Level of an opponent whose URL names none. */
export const DEFAULT_LEVEL = 50;

/** What the page shows, from the URL; values that can't be count as left out. */
export interface CountersView {
  readonly from: "all" | "box";
  /** Level of the 188; the opponent's own where the URL names none. */
  readonly level: number;
  /** Highest level of the box's Pokémon to look at. */
  readonly upTo: number;
  readonly type: Type | undefined;
  readonly evolved: "fully" | "not" | undefined;
  readonly noMega: boolean;
  /** The player's game: forms that only the other one has are left out. */
  readonly game: GameVersion | undefined;
  readonly rows: number;
}

/** Reads the view. */
export function readView(url: CountersUrl): CountersView {
  return {
    from: url.from === "box" ? "box" : "all",
    level: readWhole(url.level, 100) ?? readWhole(url.lb, 100) ?? DEFAULT_LEVEL,
    upTo: readWhole(url.upto, 100) ?? 100,
    type: TYPES.find((type) => type === url.type),
    evolved: url.evolved === "fully" || url.evolved === "not" ? url.evolved : undefined,
    noMega: url.kind === "no-mega",
    game: GAME_VERSIONS.find((game) => game === url.game),
    rows: Math.max(ROWS, readWhole(url.n, 200) ?? ROWS),
  };
}

function readWhole(text: string | undefined, most: number): number | undefined {
  const value = Number(text);
  return text !== undefined && /^[1-9]\d{0,2}$/.test(text) && value <= most ? value : undefined;
}
