/** The texts of "How sure are we?" in English; `fr.ts` has the same keys. */
export const en = {
  "sure.title": "How sure are we?",
  "sure.sentence":
    "In {{battles}} battles played out in the reference simulator, our exact chances came true.",
  "sure.sentence.off":
    "In {{battles}} battles played out in the reference simulator, our exact chances were off by more than luck.",
  "sure.sentence.more":
    "Both sides played the moves that we call best, in {{matchups}} match-ups. What was won differs from what we said by {{score}}: 1 is what luck gives, and luck alone stays below {{limit}} in 99 checks of 100.",
  "sure.figure.mismatches": "turns of {{turns}} in which our rules and the simulator’s parted",
  "sure.figure.error": "points that a searched answer is off, in the middle of {{matchups}}",
  "sure.figure.advice": "searched answers whose move is as good as the exact one",
  "sure.figure.range": "exact values inside the range that we show",

  "sure.reliability": "What we said, and what happened",
  "sure.reliability.won": "↑ battles really won, in %",
  "sure.reliability.said": "chance we said, in % →",
  "sure.reliability.about":
    "{{count}} groups of match-ups; on the dashed line, what we said is what happened.",
  "sure.reliability.table": "The same as a table",
  "sure.reliability.group": "Group, %",
  "sure.reliability.said.head": "said",
  "sure.reliability.won.head": "won",
  "sure.reliability.count": "match-ups",
  "sure.reliability.perfect": "perfect",
  "sure.reliability.ours": "PredictionDex",

  "sure.checks": "How it was checked",
  "sure.checks.lockstep":
    "Rules: {{battles}} random battles, the same in our engine and in Pokémon Showdown’s Let’s Go after each of {{turns}} turns; differences: {{mismatches}}, moves used: {{moves}}.",
  "sure.checks.kernel":
    "Solver: {{battles}} battles on our engine under the solved mixes of {{matchups}} match-ups; {{score}} (1 is luck alone), largest deviation {{z}} standard errors.",
  "sure.checks.search":
    "Search: {{nodes}} turns each on {{matchups}} match-ups whose exact value is known; error {{median}} points in the middle, {{p90}} in one of ten, {{max}} at most.",
  "sure.checks.measured": "Measured on {{date}} with",

  "sure.data": "Where the data comes from",
  "sure.data.version": "Data version",
  "sure.data.published": "Published",
  "sure.data.rows": "What it holds",
  "sure.data.forms": "forms",
  "sure.data.moves": "moves",
  "sure.data.learnsets": "ways to have a move",
  "sure.data.trainers": "trainers’ teams",
  "sure.data.sources": "Files and pages it was made from",
  "sure.data.source": "Source",
  "sure.data.address": "What was read",
  "sure.data.size": "Size",
  "sure.data.when": "Read on",
  "sure.data.digest": "First digits of the SHA-256",
  "sure.data.kilobytes": "{{size}} kB",
  "sure.data.more_one": "Show {{count}} entry",
  "sure.data.more_other": "Show all {{count}} entries",
  "sure.source.bundled": "Tables of the project",

  "sure.report": "Where sources disagree",
  "sure.report.lead":
    "Every disagreement and every broken rule that the last load of the data found, with what was decided.",
  "sure.report.filter": "Which entries",
  "sure.report.all": "All {{count}}",
  "sure.report.error": "Errors {{count}}",
  "sure.report.warning": "Warnings {{count}}",
  "sure.report.info": "Notes {{count}}",
  "sure.report.subject": "Entry",
  "sure.report.field": "Field",
  "sure.report.found": "Said by source",
  "sure.report.why": "Why",
  "sure.report.none": "Nothing: all sources agree, and no rule is broken.",
  "sure.report.caption": "Entries of the quality report",
  "sure.report.kind.error": "error",
  "sure.report.kind.warning": "warning",
  "sure.report.kind.info": "note",

  "sure.datasets": "Data sets built from battles",
  "sure.datasets.none": "None is built on this host yet: `ml_builder` builds one.",
  "sure.datasets.caption": "Data sets, newest first",
  "sure.datasets.scenario": "Scenario",
  "sure.datasets.rows": "Rows",
  "sure.datasets.seed": "Seed",
  "sure.datasets.when": "Built on",
  "sure.datasets.files": "Files",
};
