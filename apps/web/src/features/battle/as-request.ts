import type { MatchupRequest, SetInputJson } from "@predictiondex/contract";
import type { BattleUrl, FoeKnowledge, SideKey } from "./battle-url.ts";
import type { Condition } from "./settings-url.ts";
import type { Side } from "./use-battle.ts";

/**
 * The request, once both Pokémon are known and all in the URL that depends on their details has been checked; settings
 * that say nothing are left out, so that equal battles are equal requests.
 */
export function asRequest(
  url: BattleUrl,
  { a, b }: Readonly<Record<SideKey, Side>>,
  opponent: FoeKnowledge,
  rules: "normal" | "no-restrictions",
): MatchupRequest | undefined {
  if (a.form === undefined || b.form === undefined) return undefined;
  if ((url.am !== undefined || url.ac !== undefined) && !a.detail) return undefined;
  if ((url.bm !== undefined || url.bc !== undefined) && !b.detail) return undefined;
  const [stateA, stateB] = [asState(a), asState(b)];
  return {
    a: asSet(a, a.form.slug),
    b: asSet(b, b.form.slug),
    ...(stateA || stateB ? { state: { ...(stateA && { a: stateA }), ...(stateB && { b: stateB }) } } : {}),
    ...(opponent === "chosen" ? {} : { opponent }),
    ...(rules === "normal" ? { rules } : {}),
  };
}

function asSet({ chosenMoves, level, settings }: Side, pokemon: string): SetInputJson {
  const { nature, ivs, avs, friendship, mega } = settings;
  return {
    pokemon,
    level,
    ...(chosenMoves ? { moves: [...chosenMoves] } : {}),
    ...(nature === undefined ? {} : { nature }),
    ...(ivs === undefined ? {} : { ivs }),
    ...(avs === undefined ? {} : { avs }),
    ...(friendship === undefined ? {} : { friendship }),
    ...(mega ? { mega } : {}),
  };
}

/** The condition where it says anything; HP never above the full ones, which change with the level. */
function asState({ settings: { condition }, fullHp }: Side): Condition | undefined {
  const { hp, ...rest } = condition;
  const left = hp === undefined || fullHp === undefined || hp >= fullHp ? {} : { hp };
  const state = { ...left, ...rest };
  return Object.keys(state).length === 0 ? undefined : state;
}
