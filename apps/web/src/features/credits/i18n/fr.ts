import type { en } from "./en.ts";

/** The credits' texts in French. */
export const fr: Readonly<Record<keyof typeof en, string>> = {
  "credits.title": "Crédits et licences",
  "credits.own": "PredictionDex",
  "credits.own.text":
    "PredictionDex est un logiciel libre sous licence MIT : tu peux l’utiliser, le modifier et le transmettre, tant que la notice reste avec lui. Il est fourni sans aucune garantie.",
  "credits.marks": "Marques",
  "credits.marks.text":
    "Pokémon, les noms de Pokémon et les images des jeux sont des marques ou des œuvres de Nintendo, Creatures Inc. et GAME FREAK inc. PredictionDex est un projet de fans : il n’est ni affilié, ni approuvé, ni soutenu par eux ou par The Pokémon Company. Il ne contient aucune image des jeux ; un hôte peut en chercher pour son propre usage.",
  "credits.data": "D’où viennent les faits",
  "credits.data.caption": "Sources des tables du projet",
  "credits.data.source": "Source",
  "credits.data.what": "Ce qu’elle donne",
  "credits.data.revision": "État",
  "credits.data.licence": "Licence",
  "credits.name.pokeapi": "PokéAPI (réponses statiques de PokeAPI/api-data)",
  "credits.name.first-predictiondex": "Le premier PredictionDex (Python)",
  "credits.name.showdown": "Le gen7letsgo de Pokémon Showdown, par @pkmn/dex et @pkmn/mods",
  "credits.name.walkthroughs": "Guides publics des jeux (Marriland et d’autres)",
  "credits.name.other": "{{name}}",
  "credits.source.pokeapi":
    "Types, formes, évolutions, capacités, machines, apprentissages, natures, et les noms en trois langues.",
  "credits.source.first-predictiondex":
    "Les numéros et quelques noms français, pour que ses clients marchent encore.",
  "credits.source.showdown":
    "La vérification de chaque chiffre, les règles que suit le moteur de combat, et les PP de quatre capacités.",
  "credits.source.walkthroughs": "Les équipes des dresseurs ; chaque ligne dit à quel point elle est sûre.",
  "credits.source.other": "Voir le dossier de données du projet.",
  "credits.licence.facts": "des faits seulement : nombres et noms",
  "credits.versions":
    "Les Pokémon qu’un seul des jeux possède : {{name}}, {{revision}}, et leurs évolutions.",
  "credits.pokepedia":
    "Si l’hôte le permet, Poképédia (texte sous CC BY-SA, par ses auteurs) est lue comme second témoin des apprentissages ; seuls les faits sont gardés.",
  "credits.libraries": "Bibliothèques",
  "credits.libraries.lead":
    "Les {{count}} bibliothèques que contient la plateforme, telles que la construction les a trouvées.",
  "credits.libraries.caption": "Bibliothèques par nom",
  "credits.libraries.name": "Bibliothèque",
  "credits.libraries.version": "Version",
  "credits.libraries.search": "Bibliothèque ou licence",
  "credits.libraries.none": "Aucune bibliothèque ne convient.",
  "credits.libraries.texts": "Toutes leurs licences en entier",
  "credits.inspired": "Merci",
  "credits.inspired.text":
    "Au premier PredictionDex, dont vient la question ; à Pokémon Showdown, auquel le moteur de combat est comparé tour par tour ; à PokéAPI et à Poképédia, et à tous ceux qui les font vivre.",
};
