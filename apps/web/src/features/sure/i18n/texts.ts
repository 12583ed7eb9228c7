import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type SureTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends SureTexts {}
}

addTexts(en, fr);
