import type { BestMoveRequest, BestMoveResponse, PokemonDetail, PokemonItem } from "@predictiondex/contract";
import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { asFailure, type Failure } from "../../api/failure.ts";
import { usePokemon } from "../../api/get-pokemon.ts";
import { type Roster, useRoster } from "../../api/get-roster.ts";
import { useBestMove } from "./api/predict-best-move.ts";
import {
  type BattleUrl,
  changeUrl,
  readForm,
  readLanguageFaults,
  readLevel,
  readMoves,
  type SideKey,
  swapSides,
  type UrlFault,
  writeLevel,
  writeMoves,
} from "./battle-url.ts";

/** One side of the battle as chosen so far. */
export interface Side {
  readonly key: SideKey;
  readonly form: PokemonItem | undefined;
  /** What the URL asks for, before the roster tells whether it is a Pokémon. */
  readonly wanted: string | undefined;
  readonly level: number;
  /** The form's legal moves and standard set, once loaded. */
  readonly detail: PokemonDetail | undefined;
  /** Slugs of the chosen moves; undefined for the standard set. */
  readonly chosenMoves: readonly string[] | undefined;
}

/** The four faces of the answer. */
export type Face =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "empty"; readonly missing: "you" | "foe" | "both" }
  | {
      readonly kind: "filled";
      readonly answer: BestMoveResponse;
      readonly you: PokemonItem;
      readonly foe: PokemonItem;
      /** A newer answer is on its way. */
      readonly isUpdating: boolean;
    };

/** The battle in the URL with all that is known of it, and the ways to change it. */
export interface BattleState {
  readonly roster: Roster | undefined;
  readonly sides: Readonly<Record<SideKey, Side>>;
  readonly faults: readonly UrlFault[];
  readonly face: Face;
  readonly pick: (side: SideKey, form: PokemonItem) => void;
  readonly setLevel: (side: SideKey, level: number) => void;
  /** Chooses moves by slug; undefined goes back to the standard set. */
  readonly setMoves: (side: SideKey, moves: readonly string[] | undefined) => void;
  readonly swap: () => void;
  /** Takes the values that were not understood out of the URL. */
  readonly dropFaults: () => void;
  readonly retry: () => void;
}

const route = getRouteApi("/");
const MOVES_KEY = { a: "am", b: "bm" } as const;
const LEVEL_KEY = { a: "la", b: "lb" } as const;

/** Reads the battle from the URL, asks the API, and writes changes back to the URL. */
export function useBattle(): BattleState {
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const roster = useRoster();
  const forms = roster.data?.forms;
  const readings = { a: forms && readForm(url, "a", forms), b: forms && readForm(url, "b", forms) };
  const details = { a: usePokemon(readings.a?.value?.id), b: usePokemon(readings.b?.value?.id) };
  const levels = { a: readLevel(url, "a"), b: readLevel(url, "b") };
  const moves = {
    a: details.a.data && readMoves(url, "a", details.a.data),
    b: details.b.data && readMoves(url, "b", details.b.data),
  };
  const side = (key: SideKey): Side => ({
    key,
    form: readings[key]?.value,
    wanted: roster.isSuccess ? undefined : url[key],
    level: levels[key].value,
    detail: details[key].data,
    chosenMoves: moves[key]?.value,
  });
  const sides = { a: side("a"), b: side("b") };
  const bestMove = useBestMove(asRequest(url, sides));
  const faults = [
    ...readLanguageFaults(url),
    ...[readings.a, moves.a, levels.a, readings.b, moves.b, levels.b].flatMap(
      (reading) => reading?.faults ?? [],
    ),
  ];

  const cleanUrl = () => changeUrl(url, withoutFaults(url, faults, sides));
  const go = (search: BattleUrl, replace: boolean) => void navigate({ search, replace, resetScroll: false });
  return {
    roster: roster.data,
    sides,
    faults,
    face: pickFace(url, sides, [roster, details.a, details.b], bestMove),
    pick: (key, form) => {
      if (form.slug === sides[key].form?.slug) return;
      go(changeUrl(cleanUrl(), { [key]: form.slug, [MOVES_KEY[key]]: undefined }), false);
    },
    setLevel: (key, level) => go(changeUrl(cleanUrl(), { [LEVEL_KEY[key]]: writeLevel(level) }), true),
    setMoves: (key, slugs) => {
      const written = writeMoves(slugs, sides[key].detail?.standard_moves ?? []);
      go(changeUrl(cleanUrl(), { [MOVES_KEY[key]]: written }), false);
    },
    swap: () => go(swapSides(cleanUrl()), false),
    dropFaults: () => go(cleanUrl(), true),
    retry: () => void queryClient.resetQueries({ predicate: ({ state }) => state.status !== "success" }),
  };
}

/** The request, once both Pokémon are known and any moves in the URL have been checked against the legal ones. */
function asRequest(url: BattleUrl, { a, b }: Readonly<Record<SideKey, Side>>): BestMoveRequest | undefined {
  if (a.form === undefined || b.form === undefined) return undefined;
  if ((url.am !== undefined && !a.detail) || (url.bm !== undefined && !b.detail)) return undefined;
  return {
    pokemon_a_id: a.form.id,
    pokemon_b_id: b.form.id,
    level_a: a.level,
    level_b: b.level,
    ...(a.chosenMoves ? { available_moves: [...a.chosenMoves] } : {}),
    ...(b.chosenMoves ? { available_moves_b: [...b.chosenMoves] } : {}),
  };
}

function withoutFaults(
  url: BattleUrl,
  faults: readonly UrlFault[],
  sides: Readonly<Record<SideKey, Side>>,
): { [Key in keyof BattleUrl]?: string | undefined } {
  return Object.fromEntries(
    faults.map(({ key }) => {
      if (key !== "am" && key !== "bm") return [key, undefined];
      const { chosenMoves } = key === "am" ? sides.a : sides.b;
      return [key, url[key] === undefined ? undefined : chosenMoves?.join(",")];
    }),
  );
}

function pickFace(
  url: BattleUrl,
  { a, b }: Readonly<Record<SideKey, Side>>,
  sources: readonly [UseQueryResult<Roster>, UseQueryResult, UseQueryResult],
  bestMove: UseQueryResult<BestMoveResponse>,
): Face {
  const [roster] = sources;
  const failure =
    sources.map(asFailure).find((each) => each !== undefined) ??
    (bestMove.isPlaceholderData || !bestMove.isSuccess ? asFailure(bestMove) : undefined);
  if (failure !== undefined) return { kind: "failed", failure };
  const [hasYou, hasFoe] = roster.isSuccess
    ? [a.form !== undefined, b.form !== undefined]
    : [url.a !== undefined, url.b !== undefined];
  if (!hasYou || !hasFoe) return { kind: "empty", missing: hasYou ? "foe" : hasFoe ? "you" : "both" };
  if (!bestMove.data || !a.form || !b.form) return { kind: "loading" };
  return {
    kind: "filled",
    answer: bestMove.data,
    you: a.form,
    foe: b.form,
    isUpdating: bestMove.isPlaceholderData,
  };
}
