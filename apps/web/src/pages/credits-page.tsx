import "../features/credits/i18n/texts.ts";
import { Credits } from "../features/credits/components/credits.tsx";

/** Credits and licences. */
export function CreditsPage() {
  return <Credits />;
}
