import type { MatchupRequest, MatchupResponse, PokemonDetail, PokemonItem } from "@predictiondex/contract";
import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { asFailure, type Failure } from "../../api/failure.ts";
import { useNatures } from "../../api/get-natures.ts";
import { usePokemon } from "../../api/get-pokemon.ts";
import { type Roster, useRoster } from "../../api/get-roster.ts";
import { type MatchupAnswer, useMatchup } from "./api/predict-matchup.ts";
import { asRequest } from "./as-request.ts";
import {
  type BattleUrl,
  changeUrl,
  type FoeKnowledge,
  readCount,
  readFoe,
  readForm,
  readLanguageFaults,
  readLevel,
  readMoves,
  readRules,
  type SideKey,
  swapSides,
  type UrlFault,
  writeLevel,
  writeMoves,
} from "./battle-url.ts";
import {
  type Condition,
  fullHp,
  readSettings,
  type Settings,
  settingKeys,
  writeSettings,
} from "./settings-url.ts";

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
  readonly settings: Settings;
  /** HP at full health, once the form's stats are known. */
  readonly fullHp: number | undefined;
  /** Whether it has a Mega Evolution. */
  readonly hasMega: boolean;
}

/** The four faces of the answer. */
export type Face =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "empty"; readonly missing: "you" | "foe" | "both" }
  | {
      readonly kind: "filled";
      readonly answer: MatchupResponse;
      /** What was asked. */
      readonly request: MatchupRequest;
      readonly you: PokemonItem;
      readonly foe: PokemonItem;
      readonly sides: Readonly<Record<SideKey, Side>>;
      /** A newer answer is on its way. */
      readonly isUpdating: boolean;
    };

/** The battle in the URL with all that is known of it, and the ways to change it. */
export interface BattleState {
  readonly roster: Roster | undefined;
  readonly sides: Readonly<Record<SideKey, Side>>;
  readonly foe: FoeKnowledge;
  readonly rules: "normal" | "no-restrictions";
  /** The turn that the Assistant is at, from 1. */
  readonly turn: number;
  /** Seed of the battle to watch; undefined until one is watched. */
  readonly seed: number | undefined;
  readonly faults: readonly UrlFault[];
  readonly face: Face;
  readonly pick: (side: SideKey, form: PokemonItem) => void;
  readonly setLevel: (side: SideKey, level: number) => void;
  /** Chooses moves by slug; undefined goes back to the standard set. */
  readonly setMoves: (side: SideKey, moves: readonly string[] | undefined) => void;
  readonly setSettings: (side: SideKey, settings: Settings) => void;
  /** Enters how both sides fare at a turn; with `isNewTurn` the back button comes back here. */
  readonly setConditions: (conditions: Readonly<Record<SideKey, Condition>>, turn: number) => void;
  readonly setFoe: (foe: FoeKnowledge) => void;
  readonly setRules: (rules: "normal" | "no-restrictions") => void;
  readonly setSeed: (seed: number | undefined) => void;
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
  const natures = useNatures(url.an !== undefined || url.bn !== undefined);
  const natureSlugs = natures.data?.map(({ slug }) => slug);
  const forms = roster.data?.forms;
  const readings = { a: forms && readForm(url, "a", forms), b: forms && readForm(url, "b", forms) };
  const details = { a: usePokemon(readings.a?.value?.id), b: usePokemon(readings.b?.value?.id) };
  const levels = { a: readLevel(url, "a"), b: readLevel(url, "b") };
  const settings = { a: readSettings(url, "a", natureSlugs), b: readSettings(url, "b", natureSlugs) };
  const moves = {
    a: details.a.data && readMoves(url, "a", details.a.data),
    b: details.b.data && readMoves(url, "b", details.b.data),
  };
  const [foe, rules] = [readFoe(url), readRules(url)];
  const [turn, seed] = [readCount(url, "turn", 1), readCount(url, "seed", 0)];
  const side = (key: SideKey): Side => {
    const form = readings[key]?.value;
    const detail = details[key].data;
    const level = rules.value === "normal" ? 50 : levels[key].value;
    return {
      key,
      form,
      wanted: roster.isSuccess ? undefined : url[key],
      level: levels[key].value,
      detail,
      chosenMoves: moves[key]?.value,
      settings: settings[key].value,
      fullHp: detail && fullHp(detail.stats.hp, level, rules.value, settings[key].value),
      hasMega:
        form?.form.name === "base" &&
        forms?.some(
          (each) => each.form.name === "mega" && each.species.pokedex_number === form.species.pokedex_number,
        ) === true,
    };
  };
  const sides = { a: side("a"), b: side("b") };
  const request = asRequest(url, sides, foe.value, rules.value);
  const matchup = useMatchup(request);
  const faults = [
    ...readLanguageFaults(url),
    ...[readings.a, moves.a, levels.a, settings.a, readings.b, moves.b, levels.b, settings.b].flatMap(
      (reading) => reading?.faults ?? [],
    ),
    ...[foe, rules, turn, seed].flatMap((reading) => reading.faults),
  ];

  const cleanUrl = () => changeUrl(url, withoutFaults(url, faults, sides));
  const go = (search: BattleUrl, replace: boolean) => void navigate({ search, replace, resetScroll: false });
  return {
    roster: roster.data,
    sides,
    foe: foe.value,
    rules: rules.value,
    turn: turn.value,
    seed: seed.value || undefined,
    faults,
    face: pickFace(url, sides, request, [roster, details.a, details.b], matchup),
    pick: (key, form) => {
      if (form.slug === sides[key].form?.slug) return;
      // A new Pokémon is at its start, and so is the battle.
      const { nature, ivs, avs, friendship, mega } = settingKeys(key);
      const own = [MOVES_KEY[key], nature, ivs, avs, friendship, mega, "ac", "bc", "turn"] as const;
      const dropped = Object.fromEntries(own.map((each) => [each, undefined]));
      go(changeUrl(cleanUrl(), { ...dropped, [key]: form.slug }), false);
    },
    setLevel: (key, level) => go(changeUrl(cleanUrl(), { [LEVEL_KEY[key]]: writeLevel(level) }), true),
    setMoves: (key, slugs) => {
      const standard = key === "b" && foe.value !== "chosen" ? [] : (sides[key].detail?.standard_moves ?? []);
      go(changeUrl(cleanUrl(), { [MOVES_KEY[key]]: writeMoves(slugs, standard) }), false);
    },
    setSettings: (key, next) => go(changeUrl(cleanUrl(), writeSettings(key, next)), true),
    setConditions: (next, nextTurn) => {
      const written = (["a", "b"] as const).map((key) =>
        writeSettings(key, { ...sides[key].settings, condition: next[key] }),
      );
      const shown = nextTurn > 1 ? String(nextTurn) : undefined;
      go(changeUrl(cleanUrl(), Object.assign({ turn: shown }, ...written)), nextTurn === turn.value);
    },
    setFoe: (next) => {
      const known = next === "chosen" ? undefined : next;
      // From the standard set to an unknown one: nothing has been seen yet.
      go(changeUrl(cleanUrl(), { foe: known }), false);
    },
    setRules: (next) => go(changeUrl(cleanUrl(), { rules: next === "normal" ? next : undefined }), false),
    setSeed: (next) =>
      go(changeUrl(cleanUrl(), { seed: next === undefined ? undefined : String(next) }), true),
    swap: () => go(swapSides(cleanUrl()), false),
    dropFaults: () => go(cleanUrl(), true),
    retry: () => void queryClient.resetQueries({ predicate: ({ state }) => state.status !== "success" }),
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
  sides: Readonly<Record<SideKey, Side>>,
  request: MatchupRequest | undefined,
  sources: readonly [UseQueryResult<Roster>, UseQueryResult, UseQueryResult],
  { query, quick }: MatchupAnswer,
): Face {
  const { a, b } = sides;
  const [roster] = sources;
  const failure =
    sources.map(asFailure).find((each) => each !== undefined) ??
    (query.isPlaceholderData || !query.isSuccess ? asFailure(query) : undefined);
  if (failure !== undefined) return { kind: "failed", failure };
  const [hasYou, hasFoe] = roster.isSuccess
    ? [a.form !== undefined, b.form !== undefined]
    : [url.a !== undefined, url.b !== undefined];
  if (!hasYou || !hasFoe) return { kind: "empty", missing: hasYou ? "foe" : hasFoe ? "you" : "both" };
  const isWaiting = query.data === undefined || query.isPlaceholderData;
  const answer = isWaiting ? (quick ?? query.data) : query.data;
  if (!answer || !a.form || !b.form || !request) return { kind: "loading" };
  return {
    kind: "filled",
    answer,
    request,
    you: a.form,
    foe: b.form,
    sides,
    isUpdating: isWaiting,
  };
}
