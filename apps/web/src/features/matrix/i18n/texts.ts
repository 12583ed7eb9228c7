import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type MatrixTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends MatrixTexts {}
}

addTexts(en, fr);
