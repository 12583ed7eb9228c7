import "../i18n/game/texts.ts";
import "../features/moves/i18n/texts.ts";
import { Move } from "../features/moves/components/move.tsx";

/** One move. */
export function MovePage() {
  return <Move />;
}
