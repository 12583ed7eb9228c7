import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type BoxTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends BoxTexts {}
}

addTexts(en, fr);
