import type { Text } from "@predictiondex/core";
import { STAGE_WORDS } from "./event-texts.ts";
import type {
  MoveCondition,
  MoveEffect,
  MoveFlag,
  MoveRule,
  SecondaryEffect,
  SelfEffect,
  StageChanges,
  StatusName,
} from "./rules/move-rule.ts";
import { MOVE_RULES } from "./rules/move-rules.ts";

const text = (en: string, fr: string): Text => ({ en, fr });

/** What each trait means for a player; undefined for what only shows through other moves' rules. */
const FLAGS = {
  unblockable: text("Protect does not stop it.", "Abri ne l’arrête pas."),
  unmirrored: undefined,
  "bypasses-substitute": text("Works through a substitute.", "Agit à travers un clone."),
  powder: text("Does nothing to Grass types.", "Sans effet sur le type Plante."),
  "thaws-user": text("Thaws the user.", "Dégèle le lanceur."),
  "thaws-target": text("Thaws the target.", "Dégèle la cible."),
  "hits-minimized": text(
    "Never misses a target that used Minimize, and hits it twice as hard.",
    "Ne rate jamais une cible qui a utilisé Lilliput, et la frappe deux fois plus fort.",
  ),
  "no-encore": undefined,
  "no-mimic": undefined,
  "always-critical": text("Always a critical hit.", "Toujours un coup critique."),
  "high-critical": text(
    "Critical hits come once in 8 instead of once in 24.",
    "Coup critique une fois sur 8 au lieu d’une fois sur 24.",
  ),
  "targets-attack": text(
    "Uses the target’s Attack instead of the user’s.",
    "Utilise l’Attaque de la cible au lieu de celle du lanceur.",
  ),
  "self-destructs": text("The user faints.", "Le lanceur est K.O."),
  crashes: text(
    "On a miss the user loses half of its HP.",
    "En cas d’échec, le lanceur perd la moitié de ses PV.",
  ),
  "breaks-protect": text("Hits through Protect and ends it.", "Frappe à travers Abri et y met fin."),
  "two-turn": text("Gets ready for a turn, hits in the next.", "Se prépare un tour, frappe au suivant."),
  underground: text(
    "While it waits underground only Earthquake reaches it.",
    "Pendant qu’il attend sous terre, seul Séisme l’atteint.",
  ),
  airborne: text(
    "While it waits in the air only Gust and Thunder reach it.",
    "Pendant qu’il attend en l’air, seuls Tornade et Fatal-Foudre l’atteignent.",
  ),
  "raises-defense": text("Defense +1 while getting ready.", "Défense +1 pendant la préparation."),
  "hits-underground": text("Reaches a target that dug in.", "Atteint une cible sous terre."),
  "hits-airborne": text("Reaches a target in the air.", "Atteint une cible en l’air."),
  "doubles-on-hidden": text("Hits it there twice as hard.", "L’y frappe deux fois plus fort."),
  "ignores-immunity": undefined,
  "checks-immunity": text(
    "Does nothing to types immune to its own.",
    "Sans effet sur les types insensibles au sien.",
  ),
  struggle: text(
    "Used when no PP are left; the user loses a quarter of its HP.",
    "Utilisée quand il n’y a plus de PP ; le lanceur perd un quart de ses PV.",
  ),
  "needs-sleep": text("Works on a sleeping target only.", "Ne marche que sur une cible endormie."),
  "not-on-grass": text("Does nothing to Grass types.", "Sans effet sur le type Plante."),
  facade: text(
    "Twice the power when the user is burned, paralyzed or poisoned; a burn does not weaken it.",
    "Puissance doublée si le lanceur est brûlé, paralysé ou empoisonné ; la brûlure ne l’affaiblit pas.",
  ),
  leaves: text(
    "In a team battle the user then makes way for another of its team.",
    "En combat d’équipe, le lanceur cède ensuite sa place à un autre de son équipe.",
  ),
  "drags-out": text(
    "In a team battle the target has to make way for another of its team, picked by chance.",
    "En combat d’équipe, la cible doit céder sa place à un autre de son équipe, tiré au hasard.",
  ),
} as const satisfies Record<MoveFlag, Text | undefined>;

const EFFECTS = {
  none: undefined,
  "heal-half": text("The user regains half of its HP.", "Le lanceur regagne la moitié de ses PV."),
  confuse: text("Confuses the target.", "Rend la cible confuse."),
  trap: text(
    "Traps the target for 4 or 5 turns: it loses an eighth of its HP in each.",
    "Piège la cible 4 ou 5 tours : elle perd un huitième de ses PV à chacun.",
  ),
  "leech-seed": text(
    "In each turn the target loses an eighth of its HP to the user.",
    "À chaque tour, le lanceur prend un huitième des PV de la cible.",
  ),
  "sappy-seed": text(
    "Leaves Leech Seed on the target: an eighth of its HP goes to the user in each turn.",
    "Pose Vampigraine : à chaque tour, le lanceur prend un huitième des PV de la cible.",
  ),
  protect: text(
    "The user is safe this turn; each use in a row works a third as often.",
    "Protège le lanceur ce tour-ci ; à chaque utilisation de suite, la réussite est divisée par trois.",
  ),
  substitute: text(
    "A quarter of the user’s HP becomes a substitute that takes the hits.",
    "Un quart des PV du lanceur devient un clone qui prend les coups.",
  ),
  "focus-energy": text(
    "Every second hit of the user is then critical, and every hit of a move that crits often.",
    "Un coup du lanceur sur deux est alors critique, et chaque coup d’une capacité à critiques fréquents.",
  ),
  minimize: undefined,
  "defense-curl": undefined,
  disable: text(
    "The target cannot use its last move for 4 turns.",
    "La cible ne peut plus utiliser sa dernière capacité pendant 4 tours.",
  ),
  encore: text(
    "The target must repeat its last move for 3 turns.",
    "La cible doit répéter sa dernière capacité pendant 3 tours.",
  ),
  taunt: text("For 3 turns the target can only attack.", "Pendant 3 tours, la cible ne peut qu’attaquer."),
  yawn: text(
    "The target falls asleep at the end of the next turn.",
    "La cible s’endort à la fin du tour suivant.",
  ),
  bide: text(
    "The user waits for two turns, then gives back twice the damage it took.",
    "Le lanceur attend deux tours, puis rend le double des dégâts reçus.",
  ),
  reflect: text(
    "Halves physical damage to the user’s side for 5 turns.",
    "Divise par deux les dégâts physiques reçus pendant 5 tours.",
  ),
  "light-screen": text(
    "Halves special damage to the user’s side for 5 turns.",
    "Divise par deux les dégâts spéciaux reçus pendant 5 tours.",
  ),
  mist: text(
    "The foe cannot lower the user’s stats for 5 turns.",
    "L’adversaire ne peut pas baisser les stats du lanceur pendant 5 tours.",
  ),
  "stealth-rock": text(
    "Hurts foes that come in: it does nothing one against one.",
    "Blesse les adversaires qui entrent : sans effet à un contre un.",
  ),
  haze: text(
    "Undoes all stat changes of both sides.",
    "Annule tous les changements de stats des deux côtés.",
  ),
  rest: text(
    "The user regains all HP, is cured, and sleeps for 2 turns.",
    "Le lanceur regagne tous ses PV, est guéri et dort 2 tours.",
  ),
  transform: text(
    "The user becomes the target: its types, stats but HP, stat changes and moves.",
    "Le lanceur devient la cible : ses types, ses stats sauf les PV, leurs changements et ses capacités.",
  ),
  mimic: text(
    "Becomes the target’s last move for this battle.",
    "Devient la dernière capacité de la cible pour ce combat.",
  ),
  metronome: text(
    "Uses a random move of the first generation.",
    "Utilise une capacité de la première génération au hasard.",
  ),
  "mirror-move": text("Uses the target’s last move.", "Utilise la dernière capacité de la cible."),
  conversion: text(
    "The user takes the type of its first move.",
    "Le lanceur prend le type de sa première capacité.",
  ),
  "force-out": text(
    "Sends the foe out: it fails one against one.",
    "Chasse l’adversaire : échoue à un contre un.",
  ),
  "clear-target": text("Undoes the target’s stat changes.", "Annule les changements de stats de la cible."),
  "clear-both": text(
    "Undoes all stat changes of both sides.",
    "Annule tous les changements de stats des deux côtés.",
  ),
  "break-screens": text(
    "Takes down Reflect and Light Screen before it hits.",
    "Brise Protection et Mur Lumière avant de frapper.",
  ),
} as const satisfies Record<MoveEffect, Text | undefined>;

const SELF = {
  none: undefined,
  stages: undefined,
  recharge: text("The user must rest in the next turn.", "Le lanceur doit se reposer au tour suivant."),
  rampage: text(
    "Goes on for 2 or 3 turns, then the user is confused.",
    "Dure 2 ou 3 tours, puis le lanceur devient confus.",
  ),
  rage: text(
    "While it is used, each hit taken gives Attack +1.",
    "Tant qu’elle est utilisée, chaque coup reçu donne Attaque +1.",
  ),
  roost: text(
    "The user is not a Flying type until the turn ends.",
    "Le lanceur perd le type Vol jusqu’à la fin du tour.",
  ),
  reflect: text(
    "Sets up Reflect: half the physical damage for 5 turns.",
    "Met en place Protection : dégâts physiques divisés par deux pendant 5 tours.",
  ),
  "light-screen": text(
    "Sets up Light Screen: half the special damage for 5 turns.",
    "Met en place Mur Lumière : dégâts spéciaux divisés par deux pendant 5 tours.",
  ),
  cure: text("Cures the user’s status.", "Guérit le statut du lanceur."),
} as const satisfies Record<SelfEffect, Text | undefined>;

const CONDITIONS = {
  none: undefined,
  "first-action": text(
    "Only works in the first turn after the user comes in.",
    "Ne marche qu’au premier tour après l’entrée au combat.",
  ),
  "foe-attacks": text(
    "Fails unless the foe is about to attack.",
    "Échoue si l’adversaire ne s’apprête pas à attaquer.",
  ),
  "was-hit": undefined,
  "has-bench": text("It fails one against one.", "Échoue à un contre un."),
  "can-rest": text("Fails at full HP.", "Échoue avec tous ses PV."),
  "not-last": text("Fails when the user acts last.", "Échoue si le lanceur agit en dernier."),
  "sure-if-poison": text(
    "Never misses when a Poison type uses it.",
    "Ne rate jamais si le lanceur est de type Poison.",
  ),
} as const satisfies Record<MoveCondition, Text | undefined>;

const STATUSES = {
  healthy: text("cures the target", "guérit la cible"),
  burn: text("burns the target", "brûle la cible"),
  paralysis: text("paralyzes the target", "paralyse la cible"),
  sleep: text("puts the target to sleep", "endort la cible"),
  freeze: text("freezes the target", "gèle la cible"),
  poison: text("poisons the target", "empoisonne la cible"),
  "bad-poison": text(
    "poisons the target badly: the damage grows each turn",
    "empoisonne gravement la cible : les dégâts augmentent à chaque tour",
  ),
} as const satisfies Record<StatusName, Text>;

/**
 * What a move does beyond damage by its power, sentence by sentence, made from the rule that the engine plays; empty for a
 * plain hit, undefined for a move that the engine does not know.
 */
export function describeMoveRule(slug: string): readonly Text[] | undefined {
  const rule = MOVE_RULES[slug];
  if (rule === undefined) return undefined;
  const onUser = rule.target === "self";
  return [
    rule.target === "nobody"
      ? text(
          "Helps a partner: it does nothing one against one.",
          "Aide un partenaire : sans effet à un contre un.",
        )
      : undefined,
    describeDamage(rule),
    ...(rule.flags ?? []).map((flag) => FLAGS[flag]),
    describeHits(rule),
    rule.status && sentence(STATUSES[rule.status]),
    rule.stages && describeStages(rule.stages, onUser),
    EFFECTS[rule.effect ?? "none"],
    CONDITIONS[rule.condition ?? "none"],
    rule.drain &&
      describeShare(
        rule.drain,
        "The user regains",
        "of the damage done.",
        "Le lanceur regagne",
        "des dégâts infligés en PV.",
      ),
    rule.recoil &&
      describeShare(
        rule.recoil,
        "The user takes",
        "of the damage done.",
        "Le lanceur subit",
        "des dégâts infligés.",
      ),
    rule.secondary && describeSecondary(rule.secondary),
    SELF[rule.self ?? "none"],
    rule.selfStages && describeStages(rule.selfStages, true),
    ...(slug === "splash" || slug === "celebrate"
      ? [text("Does nothing at all.", "Ne fait rien du tout.")]
      : []),
  ].filter((line) => line !== undefined);
}

function describeDamage({ damage, power }: MoveRule): Text | undefined {
  if (power === "weight") {
    return text(
      "Power 20 to 120: the heavier the target, the more.",
      "Puissance de 20 à 120 : plus la cible est lourde, plus elle est forte.",
    );
  }
  if (power === "friendship") {
    return text(
      "Power 1 to 102: two fifths of the user’s friendship.",
      "Puissance de 1 à 102 : deux cinquièmes du bonheur du lanceur.",
    );
  }
  if (typeof damage === "number") {
    return text(`Always takes ${damage} HP.`, `Retire toujours ${damage} PV.`);
  }
  switch (damage) {
    case "level":
      return text("Takes as many HP as the user’s level.", "Retire autant de PV que le niveau du lanceur.");
    case "psywave":
      return text(
        "Takes half to one and a half times the user’s level in HP.",
        "Retire en PV de la moitié à une fois et demie le niveau du lanceur.",
      );
    case "half":
      return text(
        "Takes half of the HP that the target has left.",
        "Retire la moitié des PV restants de la cible.",
      );
    case "return":
      return text(
        "Gives back twice the damage of the hit taken in this turn; fails without one.",
        "Rend le double des dégâts du coup reçu ce tour-ci ; échoue sinon.",
      );
    case "one-hit-ko":
      return text(
        "Knocks out at once. Hits at 30% plus the difference of levels; fails against a higher level.",
        "Met K.O. d’un coup. Touche à 30 % plus la différence de niveaux ; échoue contre un niveau plus élevé.",
      );
    default:
      return undefined;
  }
}

function describeHits({ hits }: MoveRule): Text | undefined {
  if (hits === undefined) return undefined;
  if (hits === 2) return text("Hits twice.", "Frappe deux fois.");
  return text(
    "Hits 2 to 5 times: 2 and 3 at 35% each, 4 and 5 at 15% each.",
    "Frappe de 2 à 5 fois : 2 ou 3 à 35 % chacun, 4 ou 5 à 15 % chacun.",
  );
}

function describeStages(stages: StageChanges, ofUser: boolean): Text {
  const list = (language: "en" | "fr") =>
    Object.entries(stages)
      .map(([stage, by]) => `${capital(STAGE_WORDS[stage as keyof StageChanges][language])} ${signed(by)}`)
      .join(", ");
  return ofUser
    ? text(`The user’s ${list("en")}.`, `${list("fr")} pour le lanceur.`)
    : text(`The target’s ${list("en")}.`, `${list("fr")} pour la cible.`);
}

function describeSecondary({ chance, status, stages, flinch, confuse, triAttack }: SecondaryEffect): Text {
  const lead = (what: Text): Text =>
    chance === 100
      ? sentence(text(`Always ${what.en}`, `à chaque fois, ${what.fr}`))
      : text(`${chance}% chance: ${what.en}.`, `${chance} % de chances : ${what.fr}.`);
  if (status !== undefined) return lead(STATUSES[status]);
  if (flinch)
    return lead(
      text("makes the target flinch if it has not moved yet", "apeure la cible si elle n’a pas encore agi"),
    );
  if (confuse) return lead(text("confuses the target", "rend la cible confuse"));
  if (triAttack)
    return lead(text("burns, paralyzes or freezes the target", "brûle, paralyse ou gèle la cible"));
  const change = describeStages(stages ?? {}, false);
  return text(`${chance}% chance: ${lowered(change.en)}`, `${chance} % de chances : ${change.fr}`);
}

function describeShare(
  [part, whole]: readonly [number, number],
  en: string,
  enRest: string,
  fr: string,
  frRest: string,
): Text {
  const words =
    part / whole === 0.5
      ? text("half", "la moitié")
      : part / whole === 0.25
        ? text("a quarter", "un quart")
        : text(`${Math.round((part / whole) * 100)}%`, `${Math.round((part / whole) * 100)} %`);
  return text(`${en} ${words.en} ${enRest}`, `${fr} ${words.fr} ${frRest}`);
}

function sentence({ en, fr }: Text): Text {
  return text(`${capital(en)}.`, `${capital(fr)}.`);
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

function lowered(words: string): string {
  return words[0]!.toLowerCase() + words.slice(1);
}

function signed(by: number): string {
  return by > 0 ? `+${by}` : `−${-by}`;
}
