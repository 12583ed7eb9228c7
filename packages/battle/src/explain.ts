import type { ByLanguage, Text, Type } from "@predictiondex/core";
import type { AttackDamage } from "./damage.ts";
import type { Evaluation, MoveValue } from "./evaluate.ts";
import { targetOf } from "./insights.ts";
import { knockOutOutlook } from "./knock-out.ts";

/** Names of the types in the languages of the interface. */
export type TypeNames = ReadonlyMap<Type, Names>;

type Names = Pick<ByLanguage<string>, "en" | "fr">;

/** The reason for the recommended move in two or three short sentences, each of one idea. */
export function explain(evaluation: Evaluation, typeNames: TypeNames): Text {
  const best = evaluation.moves[0]!;
  const sentences = [
    howHard(evaluation, best, typeNames),
    best.damage?.rule.userFaints
      ? theSacrifice(evaluation, best.move.names, best.damage)
      : thePlan(best, evaluation.next?.names),
    itsTurns(best),
    theReply(evaluation),
    ...(best.high < 0.2 ? [NOTHING_WINS] : []),
  ].filter((sentence) => sentence !== undefined);
  return {
    en: sentences.map(({ en }) => en).join(" "),
    fr: sentences.map(({ fr }) => fr).join(" "),
  };
}

const NOTHING_WINS: Text = {
  en: "No move wins often here.",
  fr: "Aucune capacité ne gagne souvent ici.",
};

function howHard({ a, b, first }: Evaluation, best: MoveValue, typeNames: TypeNames): Text {
  const me = a.set.form.names;
  const foe = b.set.form.names;
  const type = typeNames.get(best.move.type) ?? { en: best.move.type, fr: best.move.type };
  const order: Text = {
    a: { en: `${me.en} strikes first`, fr: `${me.fr} frappe en premier` },
    b: { en: `${foe.en} strikes first`, fr: `${foe.fr} frappe en premier` },
    tie: { en: "both are equally fast", fr: "les deux sont aussi rapides" },
  }[first.side];
  const multiplier = best.damage === undefined ? 1 : best.damage.typeMultiplier;
  const hard = HARDNESS[multiplier];
  if (hard === undefined) return { en: `${capital(order.en)}.`, fr: `${capital(order.fr)}.` };
  const joins = multiplier > 1 === (first.side === "a");
  return {
    en: `${capital(type.en)} ${hard.en.replace("{foe}", foe.en)}, ${joins ? "and" : "but"} ${order.en}.`,
    fr: `Le type ${type.fr} ${hard.fr.replace("{foe}", foe.fr)}, ${joins ? "et" : "mais"} ${order.fr}.`,
  };
}

const HARDNESS: Readonly<Record<number, Text>> = {
  4: { en: "hits {foe} four times as hard", fr: "touche {foe} quatre fois plus fort" },
  2: { en: "hits {foe} twice as hard", fr: "touche {foe} deux fois plus fort" },
  0.5: { en: "hits {foe} only half as hard", fr: "touche {foe} deux fois moins fort" },
  0.25: { en: "hits {foe} only a quarter as hard", fr: "touche {foe} quatre fois moins fort" },
  0: { en: "does nothing to {foe}", fr: "ne fait rien à {foe}" },
};

/** The move as it is to be chosen: with the Mega Evolution that goes before it. */
function withMega({ move, mega }: MoveValue): Names {
  if (mega === undefined) return move.names;
  return { en: `${mega.names.en}, ${move.names.en}`, fr: `${mega.names.fr}, ${move.names.fr}` };
}

/** What the recommended move is for: to knock out, or to prepare another one. */
function thePlan(best: MoveValue, next: Names | undefined): Text {
  const move = withMega(best);
  if (best.damage === undefined && next === undefined) {
    return {
      en: `${move.en} does no damage itself: what it brings is worth more here than a hit.`,
      fr: `${move.fr} ne fait pas de dégâts : ce qu’elle apporte vaut mieux ici qu’un coup.`,
    };
  }
  if (best.damage === undefined && next !== undefined) {
    return {
      en: `${move.en} does no damage itself, but it prepares ${next.en}.`,
      fr: `${move.fr} ne fait pas de dégâts, mais prépare ${next.fr}.`,
    };
  }
  if (next !== undefined) {
    return {
      en: `${move.en} once, then ${next.en}: in that order.`,
      fr: `${move.fr} une fois, puis ${next.fr} : dans cet ordre.`,
    };
  }
  if (best.knockOut === undefined) {
    return {
      en: `${move.en} alone does not knock out.`,
      fr: `${move.fr} ne suffit pas pour mettre K.O.`,
    };
  }
  const { uses, chance } = best.knockOut;
  const evolve =
    best.mega === undefined
      ? { en: "", fr: "" }
      : { en: `As ${best.mega.names.en}, `, fr: `En ${best.mega.names.fr}, ` };
  const hits = uses === 1 ? "one hit is enough" : `${count(uses).en} hits are enough`;
  const coups = uses === 1 ? "un coup suffit" : `${count(uses).fr} coups suffisent`;
  const en = capital(evolve.en + hits);
  const fr = capital(evolve.fr + coups);
  if (chance > 0.99) return { en: `${en}.`, fr: `${fr}.` };
  const tenths = Math.min(9, Math.max(1, Math.round(chance * 10)));
  return {
    en: `${en} about ${tenths} time${tenths === 1 ? "" : "s"} in 10.`,
    fr: `${fr} environ ${tenths} fois sur 10.`,
  };
}

/** What a move comes to that its user faints by. */
function theSacrifice(evaluation: Evaluation, move: Names, damage: AttackDamage): Text {
  const me = evaluation.a.set.form.names;
  const [chance] = knockOutOutlook(damage, targetOf(evaluation, "b"), 0).three;
  const tenths = Math.round(chance * 10);
  const [so, aussi] =
    chance > 0.99
      ? ["so does the foe", "l’adversaire aussi"]
      : tenths === 0
        ? ["the foe hardly ever does", "l’adversaire presque jamais"]
        : [
            `so does the foe about ${tenths} time${tenths === 1 ? "" : "s"} in 10`,
            `l’adversaire aussi, environ ${tenths} fois sur 10`,
          ];
  return {
    en: `${me.en} faints by ${move.en}; ${so}.`,
    fr: `Avec ${move.fr}, ${me.fr} tombe K.O. ; ${aussi}.`,
  };
}

/** What a move of two turns asks of its user; a knock-out at once needs no rest. */
function itsTurns({ move, damage, knockOut }: MoveValue): Text | undefined {
  const hitsOn = damage?.rule.turns?.hitsOn;
  const { en, fr } = move.names;
  if (hitsOn === 2) {
    return { en: `${en} strikes in its second turn.`, fr: `${fr} ne frappe qu’au deuxième tour.` };
  }
  if (hitsOn === 1 && (knockOut === undefined || knockOut.uses > 1 || knockOut.chance < 1)) {
    return { en: `After ${en} comes a turn of rest.`, fr: `Après ${fr} vient un tour de repos.` };
  }
  return undefined;
}

function theReply({ b, opponent }: Evaluation): Text | undefined {
  const reply = opponent[0];
  if (reply?.knockOut === undefined) return undefined;
  const foe = b.set.form.names;
  const { uses } = reply.knockOut;
  const words = count(uses);
  return {
    en: `${foe.en} needs ${uses === 1 ? "one hit" : `${words.en} hits`} with ${reply.move.names.en}.`,
    fr: `Il faut ${uses === 1 ? "un coup" : `${words.fr} coups`} à ${foe.fr} avec ${reply.move.names.fr}.`,
  };
}

const COUNTS: readonly Text[] = [
  { en: "two", fr: "deux" },
  { en: "three", fr: "trois" },
  { en: "four", fr: "quatre" },
  { en: "five", fr: "cinq" },
  { en: "six", fr: "six" },
];

/** A number from 2 on, in words up to six. */
function count(n: number): Text {
  return COUNTS[n - 2] ?? { en: `${n}`, fr: `${n}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
