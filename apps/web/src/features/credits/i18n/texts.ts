import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type CreditsTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends CreditsTexts {}
}

addTexts(en, fr);
