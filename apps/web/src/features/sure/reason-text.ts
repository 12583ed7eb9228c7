import type { UiLanguage } from "@predictiondex/core";

type Rule = readonly [pattern: RegExp, french: (...parts: string[]) => string];

const COMPARISONS: Readonly<Record<string, string>> = {
  "log loss above entropy": "perte logarithmique au-dessus de l’entropie",
  "mean absolute error on close match-ups": "erreur moyenne sur les duels serrés",
};
const UNSEEN: Readonly<Record<string, string>> = { pairs: "paires inédites", species: "espèces inédites" };

/** The reasons that the ETL and the builder write, in French; names and figures are taken over as they are. */
const FRENCH: readonly Rule[] = [
  [/^no form learns (.+)$/, (move) => `aucune forme n’apprend ${move}`],
  [
    /^(.+) has (.+) here, but no legal way to learn it$/,
    (form, move) => `${form} a ${move} ici, sans façon légale de l’apprendre`,
  ],
  [
    /^(\d+) of (\d+) sources agree \((.+)\)$/,
    (some, all, why) => `${some} sources sur ${all} sont d’accord (${inFrench(why!)})`,
  ],
  [
    /^the bundled tables are an earlier state of PokéAPI's$/,
    () => "les tables fournies sont un état plus ancien de PokéAPI",
  ],
  [
    /^PokéAPI keeps the sprites; a form for which it names none keeps the path before$/,
    () => "PokéAPI garde les images\u202f; une forme sans image garde le chemin d’avant",
  ],
  [
    /^PokéAPI has today's names; Poképédia's pages keep the spelling of 2018$/,
    () => "PokéAPI a les noms d’aujourd’hui\u202f; les pages de Poképédia gardent l’orthographe de 2018",
  ],
  [
    /^PokéAPI records the value before a change made after Let's Go$/,
    () => "PokéAPI note la valeur d’avant un changement fait après Let’s Go",
  ],
  [
    /^without a recorded change PokéAPI's value is that of the newest game, the bundled one was checked for Let's Go$/,
    () =>
      "sans changement noté, la valeur de PokéAPI est celle du jeu le plus récent\u202f; celle du projet est vérifiée pour Let’s Go",
  ],
  [
    /^two independent sources are surer than one; then PokéAPI, whose lists equalled the game's own$/,
    () =>
      "deux sources indépendantes sont plus sûres qu’une\u202f; puis PokéAPI, dont les listes sont celles du jeu",
  ],
  [
    /^(\d+) answers are older ones: the source gave none$/,
    (count) => `${count} réponses sont anciennes\u00a0: la source n’en a donné aucune`,
  ],
  [/^answers can't be kept: (.+)$/, (why) => `les réponses ne peuvent pas être gardées\u00a0: ${why}`],
  [
    /^(.+) is none of the game's moves: not loaded$/,
    (move) => `${move} n’est pas une capacité du jeu\u00a0: laissée de côté`,
  ],
  [
    /^the address is none of a PNG in PokéAPI's folder of sprites$/,
    () => "l’adresse n’est pas celle d’un PNG du dossier d’images de PokéAPI",
  ],
  [
    /^promoted: no other model can be served$/,
    () => "mis en service\u00a0: aucun autre modèle ne peut l’être",
  ],
  [
    /^promoted: no worse than "(.+)" on the held-out match-ups$/,
    (served) => `mis en service\u00a0: pas moins bon que «\u00a0${served}\u00a0» sur les duels mis de côté`,
  ],
  [
    /^kept as a candidate, "(.+)" stays in service: (.+)$/,
    (served, why) =>
      `gardé comme candidat, «\u00a0${served}\u00a0» reste en service\u00a0: ${why!.split("; ").map(inFrench).join("\u202f; ")}`,
  ],
  [
    /^(.+), (pairs|species) unseen ([\d.]+) > ([\d.]+)$/,
    (name, held, candidate, served) =>
      `${COMPARISONS[name!] ?? name}, ${UNSEEN[held!]}, ${decimal(candidate!)} > ${decimal(served!)}`,
  ],
  [
    /^another of the grid has a lower validation loss$/,
    () => "un autre de la grille a une perte de validation plus basse",
  ],
  [
    /^the process ended before the training did$/,
    () => "le processus s’est arrêté avant la fin de l’entraînement",
  ],
];

/** Why an entry was decided so, or what came of a training; a fault's own message, of a server say, stays as it is. */
export function reasonText(reason: string, language: UiLanguage): string {
  return language === "fr" ? inFrench(reason) : reason;
}

function inFrench(reason: string): string {
  for (const [pattern, french] of FRENCH) {
    const match = pattern.exec(reason);
    if (match !== null) return french(...match.slice(1));
  }
  return reason;
}

function decimal(figure: string): string {
  return figure.replace(".", ",");
}
