import type { en } from "./en.ts";

/** The texts of "How sure are we?" in French. */
export const fr: Readonly<Record<keyof typeof en, string>> = {
  "sure.title": "Quelle fiabilité ?",
  "sure.sentence":
    "Sur {{battles}} combats joués dans le simulateur de référence, nos chances exactes se sont vérifiées.",
  "sure.sentence.off":
    "Sur {{battles}} combats joués dans le simulateur de référence, nos chances exactes s’écartent plus que le hasard.",
  "sure.sentence.more":
    "Les deux côtés jouaient les capacités que nous disons les meilleures, dans {{matchups}} duels. L’écart entre l’annonce et le résultat est de {{score}} : 1 est ce que donne le hasard, et le hasard seul reste sous {{limit}} dans 99 vérifications sur 100.",
  "sure.figure.mismatches": "tours sur {{turns}} où nos règles et celles du simulateur diffèrent",
  "sure.figure.error": "points d’écart d’une réponse cherchée, au milieu de {{matchups}}",
  "sure.figure.advice": "réponses cherchées dont la capacité vaut l’exacte",
  "sure.figure.range": "valeurs exactes dans la fourchette que nous montrons",

  "sure.reliability": "Ce qu’on a dit, ce qui est arrivé",
  "sure.reliability.won": "↑ combats vraiment gagnés, en %",
  "sure.reliability.said": "chance annoncée, en % →",
  "sure.reliability.about":
    "{{count}} groupes de duels ; sur la ligne pointillée, l’annonce est exactement ce qui arrive.",
  "sure.reliability.table": "La même chose en tableau",
  "sure.reliability.group": "Groupe, %",
  "sure.reliability.said.head": "annoncé",
  "sure.reliability.won.head": "gagné",
  "sure.reliability.count": "duels",
  "sure.reliability.perfect": "parfait",
  "sure.reliability.ours": "PredictionDex",

  "sure.checks": "Comment c’est vérifié",
  "sure.checks.lockstep":
    "Règles : {{battles}} combats au hasard, pareils dans notre moteur et dans le Let’s Go de Pokémon Showdown après chacun des {{turns}} tours ; différences : {{mismatches}}, capacités utilisées : {{moves}}.",
  "sure.checks.kernel":
    "Solveur : {{battles}} combats sur notre moteur selon les choix résolus de {{matchups}} duels ; {{score}} (1 est le hasard seul), plus grand écart {{z}} erreurs types.",
  "sure.checks.search":
    "Recherche : {{nodes}} tours pour chacun de {{matchups}} duels dont on connaît la valeur exacte ; écart en points : {{median}} au milieu, {{p90}} dans un cas sur dix, {{max}} au plus.",
  "sure.checks.measured": "Mesuré le {{date}} avec",

  "sure.data": "D’où viennent les données",
  "sure.data.version": "Version des données",
  "sure.data.published": "Publiée",
  "sure.data.rows": "Ce qu’elle contient",
  "sure.data.forms": "formes",
  "sure.data.moves": "capacités",
  "sure.data.learnsets": "façons d’avoir une capacité",
  "sure.data.trainers": "équipes de dresseurs",
  "sure.data.sources": "Fichiers et pages dont elle est faite",
  "sure.data.source": "Source",
  "sure.data.address": "Ce qui a été lu",
  "sure.data.size": "Taille",
  "sure.data.when": "Lu le",
  "sure.data.digest": "Début du SHA-256",
  "sure.data.kilobytes": "{{size}} ko",
  "sure.data.more_one": "Montrer {{count}} entrée",
  "sure.data.more_other": "Montrer les {{count}} entrées",
  "sure.source.bundled": "Tables du projet",

  "sure.report": "Là où les sources diffèrent",
  "sure.report.lead":
    "Chaque désaccord et chaque règle enfreinte que le dernier chargement des données a trouvés, avec la décision prise.",
  "sure.report.filter": "Quelles entrées",
  "sure.report.all": "Toutes {{count}}",
  "sure.report.error": "Erreurs {{count}}",
  "sure.report.warning": "Alertes {{count}}",
  "sure.report.info": "Notes {{count}}",
  "sure.report.subject": "Entrée",
  "sure.report.field": "Champ",
  "sure.report.found": "Selon la source",
  "sure.report.why": "Pourquoi",
  "sure.report.none": "Rien : toutes les sources sont d’accord, aucune règle n’est enfreinte.",
  "sure.report.caption": "Entrées du rapport de qualité",
  "sure.report.kind.error": "erreur",
  "sure.report.kind.warning": "alerte",
  "sure.report.kind.info": "note",

  "sure.datasets": "Jeux de données faits de combats",
  "sure.datasets.none": "Aucun n’est encore fait sur cet hôte : `ml_builder` en construit un.",
  "sure.datasets.caption": "Jeux de données, le plus récent d’abord",
  "sure.datasets.scenario": "Scénario",
  "sure.datasets.rows": "Lignes",
  "sure.datasets.seed": "Graine",
  "sure.datasets.when": "Fait le",
  "sure.datasets.files": "Fichiers",
};
