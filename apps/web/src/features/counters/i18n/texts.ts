import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type CountersTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends CountersTexts {}
}

addTexts(en, fr);
