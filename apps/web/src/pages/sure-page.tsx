import "../features/sure/i18n/texts.ts";
import { Sure } from "../features/sure/components/sure.tsx";

/** How sure are we? */
export function SurePage() {
  return <Sure />;
}
