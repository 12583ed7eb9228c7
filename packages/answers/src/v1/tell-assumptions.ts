import type { Evaluation } from "@predictiondex/battle";
import type { Text } from "@predictiondex/core";
import type { SetSpec } from "../prediction/set-spec.ts";
import type { OpponentKind } from "./matchup-answer.ts";

/** What is taken to be known of B, in words. */
export function tellOpponent({ kind, natureGiven, ivsGiven }: OpponentKind, b: SetSpec): Text {
  if (kind === "chosen") {
    return b.moves === undefined
      ? {
          en: "The opponent has its standard moves, which you know.",
          fr: "L’adversaire a ses capacités standard, et tu les connais.",
        }
      : {
          en: "The opponent has exactly the moves named, and you know them.",
          fr: "L’adversaire a exactement les capacités nommées, et tu les connais.",
        };
  }
  const sets: Text =
    kind === "plausible"
      ? {
          en: "The opponent's moves are not known: the sets it may have are averaged.",
          fr: "Les capacités de l’adversaire ne sont pas connues : les sets possibles sont moyennés.",
        }
      : {
          en: "The opponent's moves are not known: of the sets it may have, the worst for you counts.",
          fr: "Les capacités de l’adversaire ne sont pas connues : des sets possibles, le pire pour toi compte.",
        };
  const [en, fr] =
    natureGiven && ivsGiven
      ? ["", ""]
      : natureGiven
        ? [" Its IVs, unknown too, widen the range.", " Ses IV, inconnus aussi, élargissent la marge."]
        : ivsGiven
          ? [" Its nature, unknown too, widens the range.", " Sa nature, inconnue aussi, élargit la marge."]
          : [
              " Its nature and IVs, unknown too, widen the range.",
              " Sa nature et ses IV, inconnus aussi, élargissent la marge.",
            ];
  return { en: sets.en + en, fr: sets.fr + fr };
}

/** Who may Mega Evolve on the way, in words. */
export function tellMega(a: SetSpec, b: SetSpec, evaluation: Evaluation): Text {
  const names = [
    ...(a.mega ? [evaluation.a.set.form.names] : []),
    ...(b.mega ? [evaluation.b.set.form.names] : []),
  ];
  if (names.length === 0) {
    return { en: "Nobody Mega Evolves on the way.", fr: "Personne ne méga-évolue en chemin." };
  }
  const join = (language: "en" | "fr", and: string): string =>
    names.map((name) => name[language]).join(` ${and} `);
  return {
    en: `${join("en", "and")} may Mega Evolve once, in any turn.`,
    fr: `${join("fr", "et")} ${names.length > 1 ? "peuvent" : "peut"} méga-évoluer une fois, à n’importe quel tour.`,
  };
}
