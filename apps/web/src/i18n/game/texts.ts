import { addTexts } from "../i18n.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type GameTexts = typeof en;

declare module "../i18n.ts" {
  interface Texts extends GameTexts {}
}

addTexts(en, fr);
