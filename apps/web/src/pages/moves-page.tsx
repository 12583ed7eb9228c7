import "../i18n/game/texts.ts";
import "../features/moves/i18n/texts.ts";
import { MovesList } from "../features/moves/components/moves-list.tsx";

/** All moves. */
export function MovesPage() {
  return <MovesList />;
}
