import type { MatchupResponse } from "@predictiondex/contract";
import type { UiLanguage } from "@predictiondex/core";

type MoveValue = MatchupResponse["moves"][number];

const METHODS = {
  exact: { en: "exact", fr: "exact" },
  search: { en: "searched", fr: "recherche" },
  model: { en: "quick estimate", fr: "estimation rapide" },
} as const;

/** A match-up's answer for people: every move, how it was found, why, and what is assumed. */
export function tellMatchup(answer: MatchupResponse, language: UiLanguage): string {
  const width = Math.max(...answer.moves.map((move) => nameOf(move, language).length));
  const lines = answer.moves.map((move, place) => {
    const bar = "█".repeat(Math.round(move.p * 20)).padEnd(20, "░");
    const star = place === 0 ? "★" : " ";
    const chance = percent(move.p, answer.method).padStart(6);
    return `${star} ${nameOf(move, language).padEnd(width)}  ${bar} ${chance}${tellDamage(move, language)}`;
  });
  const range = `${percent(answer.low, answer.method)}–${percent(answer.high, answer.method)}`;
  const method = `${METHODS[answer.method][language]}, ${range}`;
  const { play, opponent, mega } = answer.assumptions;
  const told = answer.insights.sentences.map((sentence) => `• ${sentence[language]}`);
  const sets = (answer.opponentSets?.sets ?? []).map(
    ({ moves, weight, p }) => `  ${percent(weight, "exact")} : ${moves.join(", ")} → ${percent(p, "search")}`,
  );
  const assumed = [play, opponent, mega].map((text) => text[language]).join(" ");
  return [...lines, `  (${method})`, ...sets, "", answer.explanation[language], ...told, "", assumed].join(
    "\n",
  );
}

function nameOf({ names, mega }: MoveValue, language: UiLanguage): string {
  return mega === null ? names[language] : `${names[language]} + ${mega}`;
}

function tellDamage({ damage }: MoveValue, language: UiLanguage): string {
  if (damage === null) return "";
  const { minPercent, maxPercent } = damage;
  return `   ${minPercent.toFixed(0)}–${maxPercent.toFixed(0)} % ${language === "fr" ? "des PV" : "of HP"}`;
}

/** Certainty is told only where it is proven. */
function percent(probability: number, method: MatchupResponse["method"]): string {
  const isProven = method === "exact" && (probability === 0 || probability === 1);
  if (!isProven && probability < 0.01) return "< 1 %";
  if (!isProven && probability > 0.99) return "> 99 %";
  return `${Math.round(probability * 100)} %`;
}
