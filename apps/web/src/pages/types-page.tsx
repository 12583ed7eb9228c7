import "../i18n/game/texts.ts";
import "../features/types/i18n/texts.ts";
import { Types } from "../features/types/components/types.tsx";

/** The type chart and what follows from it. */
export function TypesPage() {
  return <Types />;
}
