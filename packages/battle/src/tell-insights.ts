import type { Move, Text } from "@predictiondex/core";
import type { Evaluation } from "./evaluate.ts";
import type { Decider, Insights, TurningPoint } from "./insights.ts";

/** Worse than the recommended value by less is not worth a word. */
const WORTH_A_WORD = 0.02;

/** The insights as sentences, each of one idea. */
export function tellInsights(insights: Insights, evaluation: Evaluation): readonly Text[] {
  const { attacks, replies, instead, worst, decider, favours } = insights;
  const me = evaluation.a.set.form.names;
  const foe = evaluation.b.set.form.names;
  const best = evaluation.moves[0]!;
  const told: Text[] = [tellFirst(insights, evaluation)];
  const outlook = attacks.find(({ move, mega }) => move === best.move && mega === best.mega);
  if (outlook !== undefined) told.push(tellOutlook(me, foe, best.move.names, outlook.chances));
  const answer = evaluation.opponent[0]!;
  const reply = replies.find(({ move, mega }) => move === answer.move && mega === answer.mega);
  if (reply !== undefined) told.push(tellOutlook(foe, me, reply.move.names, reply.chances));
  told.push(
    favours === "a" ? tellDecider(decider, best.move, me, foe) : tellDecider(decider, answer.move, foe, me),
  );
  const isExact = evaluation.method === "exact";
  if (instead !== undefined) {
    const { en, fr } = instead.move.names;
    const often = tellWins(instead.p, isExact);
    told.push({ en: `With ${en} you would ${often.would}.`, fr: `Avec ${fr}, tu ${often.conditional}.` });
  }
  if (worst.p < best.p - WORTH_A_WORD) {
    const often = tellWins(worst.p, isExact);
    told.push({
      en: `The worst for ${best.move.names.en} is ${worst.answer.names.en} from ${foe.en}: you then ${often.now}.`,
      fr: `Le pire pour ${best.move.names.fr} est ${worst.answer.names.fr} ${from(foe.fr)} : tu ${often.present}.`,
    });
  }
  return told;
}

/** How often you win, as each sentence needs it; only what is exact is never or always so. */
function tellWins(p: number, isExact: boolean) {
  const isCertain = p < 1 - CERTAIN || p > CERTAIN;
  if (isExact && isCertain) {
    return p < 0.5
      ? {
          would: "never win",
          now: "never win",
          conditional: "ne gagnerais jamais",
          present: "ne gagnes alors jamais",
        }
      : {
          would: "always win",
          now: "always win",
          conditional: "gagnerais toujours",
          present: "gagnes alors toujours",
        };
  }
  const told = isCertain ? (p < 0.5 ? UNLIKELY : 1 - UNLIKELY) : p;
  const [en, fr] = [oftenIn100(told), foisSur100(told)];
  return {
    would: `win ${en}`,
    now: `win ${en}`,
    conditional: `gagnerais ${fr}`,
    present: `gagnes alors ${fr}`,
  };
}

/** « de » before a name. */
function from(name: string): string {
  return /^[aeiouyéèêh]/i.test(name) ? `d’${name}` : `de ${name}`;
}

function tellFirst({ first }: Insights, { a, b }: Evaluation): Text {
  const faster = { a: a.set.form.names, b: b.set.form.names, tie: undefined }[first.side];
  if (faster === undefined) {
    return {
      en: `Both have ${first.speedA} Speed: who acts first is a coin toss.`,
      fr: `Les deux ont ${first.speedA} en Vitesse : le premier à agir est tiré au sort.`,
    };
  }
  if (first.reason === "priority") {
    return {
      en: `${faster.en} acts first, because its move goes before the other's.`,
      fr: `${faster.fr} agit en premier : sa capacité passe avant l’autre.`,
    };
  }
  const [more, less] = [Math.max(first.speedA, first.speedB), Math.min(first.speedA, first.speedB)];
  return {
    en: `${faster.en} acts first: ${more} Speed against ${less}.`,
    fr: `${faster.fr} agit en premier : ${more} en Vitesse contre ${less}.`,
  };
}

/** How soon one side's move knocks the other out; both sides may have the same move, so each sentence names them. */
function tellOutlook(
  by: Move["names"],
  of: Move["names"],
  { en, fr }: Move["names"],
  chances: readonly [number, number, number],
): Text {
  const certain = chances.findIndex((chance) => chance > CERTAIN);
  const told = [0, 1, 2].filter(
    (use) =>
      chances[use]! >= WORTH_A_CHANCE &&
      (certain < 0 || use <= certain) &&
      // A move that its user faints by is no better the second time.
      (use === 0 || chances[use]! > chances[use - 1]!),
  );
  if (certain === 0) {
    return {
      en: `With ${en}, ${by.en} always knocks ${of.en} out in one hit.`,
      fr: `Avec ${fr}, ${by.fr} met toujours ${of.fr} K.O. en un coup.`,
    };
  }
  if (told.length === 0) {
    const isNever = chances[2] <= 1 - CERTAIN;
    return {
      en: `With ${en}, ${by.en} ${isNever ? "does not knock" : "hardly ever knocks"} ${of.en} out in three hits.`,
      fr: `Avec ${fr}, ${by.fr} ne met ${isNever ? "pas" : "presque jamais"} ${of.fr} K.O. en trois coups.`,
    };
  }
  const english = told.map((use) => `in ${USES[use]!.en} ${oftenIn100(chances[use]!)}`);
  const french = told.map((use) => `en ${USES[use]!.fr} ${foisSur100(chances[use]!)}`);
  return {
    en: `With ${en}, ${by.en} knocks ${of.en} out ${english.join(", ")}.`,
    fr: `Avec ${fr}, ${by.fr} met ${of.fr} K.O. ${french.join(", ")}.`,
  };
}

const CERTAIN = 1 - 1e-9;
/** Stands for what a search has never seen happen. */
const UNLIKELY = 0.001;
/** A rarer knock-out is no outlook. */
const WORTH_A_CHANCE = 0.01;
const USES: readonly Text[] = [
  { en: "one hit", fr: "un coup" },
  { en: "two hits", fr: "deux coups" },
  { en: "three hits", fr: "trois coups" },
];

/** What decides for the Pokémon `by`, whose best move it is, against `of`. */
function tellDecider(decider: Decider, { names }: Move, by: Move["names"], of: Move["names"]): Text {
  return {
    type: {
      en: `What decides: the type of ${names.en} is hard on ${of.en}.`,
      fr: `Ce qui décide : le type de ${names.fr} fait mal à ${of.fr}.`,
    },
    priority: {
      en: `What decides: ${names.en} from ${by.en} goes first whatever the Speeds.`,
      fr: `Ce qui décide : ${names.fr} ${from(by.fr)} passe en premier quelle que soit la Vitesse.`,
    },
    speed: {
      en: `What decides: ${by.en} is faster.`,
      fr: `Ce qui décide : ${by.fr} est plus rapide.`,
    },
    status: {
      en: `What decides: ${names.en} does no damage, but what it brings wins more than a hit.`,
      fr: `Ce qui décide : ${names.fr} ne fait pas de dégâts, mais ce qu’elle apporte gagne plus qu’un coup.`,
    },
    critical: {
      en: `What decides: ${names.en} from ${by.en} often lands a critical hit.`,
      fr: `Ce qui décide : ${names.fr} ${from(by.fr)} fait souvent un coup critique.`,
    },
    power: {
      en: `What decides: ${names.en} from ${by.en} takes the most.`,
      fr: `Ce qui décide : ${names.fr} ${from(by.fr)} enlève le plus.`,
    },
  }[decider];
}

/** What would turn a match-up, in words; `name` is the Pokémon that would have to change. */
export function tellTurningPoint(point: TurningPoint, { en, fr }: Move["names"]): Text {
  switch (point.kind) {
    case "level":
      return {
        en: `${en} wins from level ${point.level} on (${oftenIn100(point.p)}).`,
        fr: `${fr} gagne à partir du niveau ${point.level} (${foisSur100(point.p)}).`,
      };
    case "nature":
      return {
        en: `${en} wins with a nature like ${point.nature.names.en} (${oftenIn100(point.p)}).`,
        fr: `${fr} gagne avec une nature comme ${point.nature.names.fr} (${foisSur100(point.p)}).`,
      };
    case "av": {
      const stat = STAT_NAMES[point.stat];
      return {
        en: `${en} wins with ${point.av} ${stat.en} AVs (${oftenIn100(point.p)}).`,
        fr: `${fr} gagne avec ${point.av} AV en ${stat.fr} (${foisSur100(point.p)}).`,
      };
    }
  }
}

/** What an unused move would do, in words. */
export function tellCounterfactual(move: Move, replaces: Move | undefined, p: number): Text {
  const place: Text =
    replaces === undefined
      ? { en: "", fr: "" }
      : { en: ` instead of ${replaces.names.en}`, fr: ` à la place de ${replaces.names.fr}` };
  return {
    en: `With ${move.names.en}${place.en}: ${oftenIn100(p)}.`,
    fr: `Avec ${move.names.fr}${place.fr} : ${foisSur100(p)}.`,
  };
}

const STAT_NAMES = {
  attack: { en: "Attack", fr: "Attaque" },
  specialAttack: { en: "Sp. Atk", fr: "Atq. Spé." },
  speed: { en: "Speed", fr: "Vitesse" },
} as const;

/** In words, without a claim of certainty where only rounding would make one. */
function oftenIn100(chance: number): string {
  if (chance < 1 - CERTAIN || chance > CERTAIN) return chance < 0.5 ? "never" : "always";
  if (chance < 0.01) return "less than once in 100";
  if (chance > 0.99) return "more than 99 times in 100";
  const times = Math.round(chance * 100);
  return times === 1 ? "once in 100" : `${times} times in 100`;
}

function foisSur100(chance: number): string {
  if (chance < 1 - CERTAIN || chance > CERTAIN) return chance < 0.5 ? "jamais" : "toujours";
  if (chance < 0.01) return "moins d’une fois sur 100";
  if (chance > 0.99) return "plus de 99 fois sur 100";
  return `${Math.round(chance * 100)} fois sur 100`;
}
