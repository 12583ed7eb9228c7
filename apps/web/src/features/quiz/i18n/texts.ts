import { addTexts } from "../../../i18n/i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type QuizTexts = typeof en;

declare module "../../../i18n/i18n.ts" {
  interface Texts extends QuizTexts {}
}

addTexts(en, fr);
