import type { MatchupResponse, PokemonItem } from "@predictiondex/contract";
import type { UiLanguage } from "@predictiondex/core";
import type { TextFunction } from "../../i18n/i18n.ts";
import { nameIn } from "../../i18n/language.ts";
import { formatChance } from "../../i18n/numbers.ts";
import { rangeEnds, rangeText } from "../../i18n/range-text.ts";
import { damageFact, isCertain, knockOutFact, moveNameIn } from "./answer-texts.ts";

/** The answer in one line of plain text, to paste anywhere. */
export function shareText(
  t: TextFunction,
  language: UiLanguage,
  answer: MatchupResponse,
  you: PokemonItem,
  foe: PokemonItem,
): string {
  const best = answer.moves[0]!;
  const chance = formatChance(best.p, language, isCertain(answer, best));
  const ends = rangeEnds(best.low, best.high);
  const range = ends?.isOpen === undefined ? `${ends?.from}–${ends?.to}` : rangeText(t, language, best);
  const knockOut = knockOutFact(t, language, best);
  return t("share.line", {
    me: nameIn(language, you),
    meLevel: answer.a.level,
    foe: nameIn(language, foe),
    foeLevel: answer.b.level,
    move: moveNameIn(language, best),
    chance: ends === undefined ? chance : t("share.range", { chance, range: range! }),
    damage: damageFact(t, language, best).main,
    ko: knockOut.more === undefined ? knockOut.main : `${knockOut.main} ${knockOut.more}`,
    method: t(`method.${answer.method}`),
    version: answer.dataVersion,
  });
}

/** Copies text, also on plain http, where the clipboard interface is missing; false where the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
