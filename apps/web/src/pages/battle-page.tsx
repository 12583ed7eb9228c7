import { Battle } from "../features/battle/components/battle.tsx";

/** The battle: two Pokémon, the move to use, the chance to win. */
export function BattlePage() {
  return <Battle />;
}
