import "../features/battle/i18n/texts.ts";
import "../i18n/game/texts.ts";
import { Battle } from "../features/battle/components/battle.tsx";

/** The battle: two Pokémon, the move to use, the chance to win. */
export function BattlePage() {
  return <Battle />;
}
