import type { MatchupResponse } from "@predictiondex/contract";
import type { UiLanguage } from "@predictiondex/core";
import { type ChanceWord, chanceWord } from "../../chance-word.ts";
import type { TextFunction } from "../../i18n/i18n.ts";
import { formatChance, formatPercent, formatRange } from "../../i18n/numbers.ts";

/** A move of an answer with its value. */
export type MoveValue = MatchupResponse["moves"][number];

/** A figure with the smaller line under it. */
export interface Fact {
  readonly main: string;
  readonly more: string | undefined;
}

/** The move's name in the interface's language. */
export function moveNameIn(language: UiLanguage, { names }: Pick<MoveValue, "names">): string {
  return names[language];
}

/** With which Mega Evolution a move is used, or undefined for none: "Mega", and X or Y where there are two. */
export function megaText(t: TextFunction, { mega }: Pick<MoveValue, "mega">): string | undefined {
  if (mega === null) return undefined;
  const letter = /-([xy])$/.exec(mega)?.[1];
  return letter === undefined ? t("moves.mega") : `${t("moves.mega")} ${letter.toUpperCase()}`;
}

/** Whether a chance of exactly 0 or 1 may be called sure. */
export function isCertain(answer: MatchupResponse, { low, high }: Pick<MoveValue, "low" | "high">): boolean {
  return answer.method === "exact" && low === high;
}

/** The chance in words: "Good chance to win". */
export function chanceText(t: TextFunction, probability: number, certain: boolean): string {
  if (certain && probability === 1) return t("chance.sure.win");
  if (certain && probability === 0) return t("chance.sure.loss");
  const word: ChanceWord = chanceWord(probability);
  return t(`chance.${word}`);
}

/** The chance as battles: "about 7 battles in 10". */
export function battlesText(t: TextFunction, probability: number, certain: boolean): string {
  if (certain && probability === 1) return t("answer.in.ten.all");
  if (certain && probability === 0) return t("answer.in.ten.none");
  const n = Math.round(probability * 10);
  if (n === 0) return t("answer.in.ten.nearly.none");
  if (n === 10) return t("answer.in.ten.nearly.all");
  return n === 1 ? t("answer.in.ten.one") : t("answer.in.ten", { n });
}

/** Damage of one use in per cent of the defender's HP, and in HP. */
export function damageFact(t: TextFunction, language: UiLanguage, { damage }: MoveValue): Fact {
  if (damage === null) return { main: t("moves.no.damage"), more: undefined };
  if (damage.max === 0) return { main: t("moves.no.effect"), more: undefined };
  return {
    main: percentText(t, language, damage.minPercent, damage.maxPercent),
    more:
      damage.min === damage.max
        ? t("moves.hp.one", { min: damage.min })
        : t("moves.hp", { min: damage.min, max: damage.max }),
  };
}

/** How many uses knock out, and how often that many are enough. */
export function knockOutFact(t: TextFunction, language: UiLanguage, { damage }: MoveValue): Fact {
  if (damage === null || damage.hitsToKo === null) return { main: t("moves.ko.never"), more: undefined };
  const certain = damage.koChance === 1;
  return {
    main: t("moves.ko.in", { count: damage.hitsToKo }),
    more: certain
      ? t("moves.ko.always")
      : t("moves.ko.chance", { chance: formatChance(damage.koChance, language) }),
  };
}

/** The same for the answer's narrow cell. */
export function shortKnockOutFact(t: TextFunction, language: UiLanguage, move: MoveValue): Fact {
  const { main, more } = knockOutFact(t, language, move);
  if (more === undefined || move.damage === null || move.damage.koChance === 1) return { main, more };
  return { main, more: t("moves.ko.else", { chance: formatChance(move.damage.koChance, language) }) };
}

/** The opening words over the move: an order, or the least bad choice. */
export function openingText(t: TextFunction, probability: number, certain: boolean): string {
  if (certain && probability === 0) return t("answer.best.none");
  return chanceWord(probability) === "loss" ? t("answer.best.try") : t("answer.use");
}

/** Who acts first, and why. */
export function firstFact(t: TextFunction, { first }: MatchupResponse): Fact {
  const speeds = t("answer.first.speed", { a: first.speedA, b: first.speedB });
  if (first.side === "tie") return { main: t("answer.first.tie"), more: speeds };
  const isYou = first.side === "a";
  return {
    main: isYou ? t("side.you") : t("side.foe"),
    more:
      first.reason === "speed"
        ? speeds
        : isYou
          ? t("answer.first.priority.you")
          : t("answer.first.priority.foe"),
  };
}

/** The opponent's hit that takes most. */
export function worstHitFact(t: TextFunction, language: UiLanguage, answer: MatchupResponse): Fact {
  const worst = answer.opponentMoves
    .filter(({ damage }) => (damage?.max ?? 0) > 0)
    .toSorted((left, right) => right.damage!.max - left.damage!.max)[0];
  if (worst === undefined) return { main: t("answer.worst.none"), more: undefined };
  return { main: damageFact(t, language, worst).main, more: moveNameIn(language, worst) };
}

/** The sentence where the two best moves show the same chance; none where nothing wins anyway. */
export function tieText(t: TextFunction, language: UiLanguage, answer: MatchupResponse): string | undefined {
  const [best, second] = answer.moves;
  if (best === undefined || second === undefined) return undefined;
  const [first, other] = [best, second].map((move) =>
    formatChance(move.p, language, isCertain(answer, move)),
  );
  if (first !== other || chanceWord(best.p) === "loss") return undefined;
  return t("answer.tie", { a: moveNameIn(language, best), b: moveNameIn(language, second) });
}

function percentText(t: TextFunction, language: UiLanguage, min: number, max: number): string {
  const [low, high] = [Math.round(min), Math.round(max)];
  if (high < 1) return formatChance(max / 100, language);
  if (low === high) return formatPercent(high, language);
  return t("moves.percent", {
    min: formatRange(low, high, language).low,
    max: formatPercent(high, language),
  });
}
