import "../i18n/game/texts.ts";
import "../features/pokedex/i18n/texts.ts";
import { Pokemon } from "../features/pokedex/components/pokemon.tsx";

/** One form. */
export function PokemonPage() {
  return <Pokemon />;
}
