import "../i18n/game/texts.ts";
import "../features/pokedex/i18n/texts.ts";
import { PokedexList } from "../features/pokedex/components/pokedex-list.tsx";

/** All forms. */
export function PokedexPage() {
  return <PokedexList />;
}
