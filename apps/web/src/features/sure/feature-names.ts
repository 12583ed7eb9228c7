import type { UiLanguage } from "@predictiondex/core";

const NB = "\u00a0";

/** What a figure of one side tells, in French, by the name behind `own.` or `foe.`. */
const OF_A_SIDE: Readonly<Record<string, string>> = {
  level: "niveau",
  hp: "part des PV qui reste",
  hpLeft: "PV restants",
  turns: "tours prévus pour le K.O. avec la meilleure attaque",
  secondTurns: "la même chose avec la deuxième attaque",
  "best.bars": "barres de PV par tour avec la meilleure attaque",
  "best.least": "son plus petit dégât, en barres de PV",
  "best.most": "son plus grand dégât, en barres de PV",
  "best.accuracy": "sa chance de toucher",
  "best.hitsOn": "lequel de ses deux tours touche (0\u00a0: elle n’en prend qu’un)",
  "best.drain": "part de ses dégâts qu’elle rend, moins le recul",
  "best.physical": "si elle est physique",
  "best.pp": "barres de PV qu’elle prend avant d’être à court de PP",
  "all.pp": "barres de PV que prennent toutes les attaques avant d’être à court de PP",
  "all.bars": "barres de PV par tour, en moyenne sur les capacités",
  knockOut1: "meilleure chance de K.O. en un coup",
  knockOut2: "meilleure chance de K.O. en deux coups",
  earlyKnockOut: "meilleure chance de K.O. en un coup qui part en premier",
  "early.bars": "barres de PV par tour avec le meilleur coup qui part en premier",
  "physical.bars": "barres de PV par tour avec la meilleure attaque physique",
  "special.bars": "barres de PV par tour avec la meilleure attaque spéciale",
  nAttacks: "attaques qui blessent",
  nMoves: "capacités utilisables",
  speed: "Vitesse du moment, rapport à celle d’en face (log)",
  "bulk.physical": "son Attaque contre la Défense d’en face (log)",
  "bulk.special": "son Attaque Spéciale contre la Défense Spéciale d’en face (log)",
  "effect.sleep": "meilleure chance, par coup, d’endormir",
  "effect.paralysis": "meilleure chance, par coup, de paralyser",
  "effect.burn": "meilleure chance, par coup, de brûler",
  "effect.freeze": "meilleure chance, par coup, de geler",
  "effect.poison": "meilleure chance, par coup, d’empoisonner",
  "effect.badPoison": "meilleure chance, par coup, d’empoisonner gravement",
  "effect.confusion": "meilleure chance, par coup, de rendre confus",
  "effect.flinch": "meilleure chance, par coup, d’apeurer",
  "effect.leechSeed": "meilleure chance, par coup, d’infecter de graines",
  "effect.trap": "meilleure chance, par coup, de piéger",
  heal: "part des PV que rend un soin",
  drain: "barres de PV par tour que rend la meilleure attaque qui draine",
  "boost.offense": "crans qu’un coup ajoute à sa meilleure statistique d’attaque",
  "boost.bars": "barres de PV par tour après la meilleure préparation",
  "boost.defense": "crans qu’un coup ajoute à la défense que l’autre attaque",
  "boost.speed": "crans qu’un coup ajoute à la Vitesse",
  "boost.evasion": "crans qu’un coup ajoute à l’esquive",
  "drop.offense": "crans qu’un coup ôte à la meilleure attaque d’en face",
  "drop.defense": "crans qu’un coup ôte aux défenses d’en face",
  "drop.accuracy": "crans qu’un coup ôte à la précision d’en face",
  "drop.speed": "crans qu’un coup ôte à la Vitesse d’en face",
  protect: "a Abri",
  substitute: "a Clonage",
  screen: "a l’écran qui divise par deux la meilleure attaque d’en face",
  taunt: "a Provoc",
  encore: "a Encore",
  disable: "a Entrave",
  haze: "a une capacité qui efface les crans",
  transform: "a Morphing",
  metronome: "a Métronome",
  copies: "a Copie ou Mimique",
  bide: "a Patience",
  returns: "a Riposte (1), Voile Miroir (2) ou les deux (3)",
  oneHitKo: "chance d’un K.O. en un coup",
  halves: "a Croc Fatal",
  hides: "a Tunnel ou Vol",
  focusEnergy: "a Puissance",
  rampage: "a une attaque qui s’emballe",
  facade: "a Façade",
  sucker: "barres de PV avec Coup Bas",
  dreamEater: "a Dévorêve et de quoi endormir",
  status: "statut\u00a0: aucun, brûlure, paralysie, sommeil, gel, poison, poison grave, de 0 à 6",
  asleep: "tours de sommeil qui restent en moyenne",
  poisonedFor: "tours depuis le poison grave",
  confused: "confus",
  "stage.attack": "crans d’Attaque",
  "stage.defense": "crans de Défense",
  "stage.specialAttack": "crans d’Attaque Spéciale",
  "stage.specialDefense": "crans de Défense Spéciale",
  "stage.speed": "crans de Vitesse",
  "stage.accuracy": "crans de précision",
  "stage.evasion": "crans d’esquive",
  harmless: "aucune attaque ne blesse en face",
};

/** The same of what is about both sides. */
const OF_BOTH: Readonly<Record<string, string>> = {
  "race.value": "valeur du jeu des plans",
  "race.logit": "la même, en log des cotes",
  "race.low": "ce que nos plans ont à coup sûr",
  "race.high": "ce que les plans d’en face laissent à coup sûr",
  "race.mean": "moyenne de toutes les paires de plans",
  "race.attacks": "course des deux meilleures attaques seules",
  "race.ownAttack": "ce que nos plans d’attaque ont à coup sûr",
  "race.ownStatus": "valeur de nos plans qui commencent par un statut",
  "race.ownHeal": "valeur de nos plans qui soignent",
  "race.ownPlain": "valeur de nos plans sans soin ni attente",
  "race.foePlain": "valeur du duel si l’autre ne soigne ni n’attend",
  "played.value": "part des combats joués que nos plans gagnent",
  "played.margin": "barres de PV qui y restent, les nôtres moins celles d’en face",
  "played.best": "résultat moyen de notre meilleur plan",
  "played.foeBest": "résultat moyen du meilleur plan d’en face",
  "played.between": "entre ce que gagne notre meilleur plan et ce que laisse le meilleur d’en face",
  "played.mean": "moyenne des deux estimations\u00a0: combats joués et course",
  turns: "nos tours prévus moins ceux d’en face",
  turnsRatio: "leur rapport (log)",
  first: "qui agit en premier avec sa meilleure attaque\u00a0: 1 nous, ½ les deux, 0 en face",
  barsRatio: "rapport des barres de PV par tour (log)",
  levels: "notre niveau moins celui d’en face",
};

/** A figure that the model looks at. */
interface Figure {
  readonly name: string;
  /** In English, as the model says it. */
  readonly tells: string;
}

/** What a figure of the model tells, in the page's language; one that is new here stays as the model says it. */
export function figureText({ name, tells }: Figure, language: UiLanguage): string {
  if (language === "en") return tells;
  const [, side, rest = ""] = /^(own|foe)\.(.+)$/.exec(name) ?? [];
  if (side === undefined) return OF_BOTH[name] ?? tells;
  const text = OF_A_SIDE[rest];
  return text === undefined ? tells : `${side === "own" ? "Notre côté" : "En face"}${NB}: ${text}`;
}

/** Whether a figure's text is there in French. */
export function isKnownFigure(name: string): boolean {
  return figureText({ name, tells: "" }, "fr") !== "";
}
