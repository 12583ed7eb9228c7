import type { UiLanguage } from "@predictiondex/core";

type Rule = readonly [pattern: RegExp, french: (...parts: string[]) => string];

/** The reasons that the ETL writes, in French; `$1` and so on are taken over as they are. */
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
];

/** Why an entry of the quality report was decided so; a fault's own message, of a server say, stays as it is. */
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
