/** The credits' texts in English; `fr.ts` has the same keys. */
export const en = {
  "credits.title": "Credits and licences",
  "credits.own": "PredictionDex",
  "credits.own.text":
    "PredictionDex is free software under the MIT licence: you may use, change and pass it on, as long as the notice stays with it. It comes without any warranty.",
  "credits.marks": "Trademarks",
  "credits.marks.text":
    "Pokémon, the names of Pokémon and the pictures of the games are trademarks or works of Nintendo, Creatures Inc. and GAME FREAK inc. PredictionDex is a project by fans: it is not affiliated with, endorsed or sponsored by them or by The Pokémon Company. It ships no picture of the games; a host may fetch pictures for its own use.",
  "credits.data": "Where the facts come from",
  "credits.data.caption": "Sources of the committed tables",
  "credits.data.source": "Source",
  "credits.data.what": "What it gives",
  "credits.data.revision": "State",
  "credits.data.licence": "Licence",
  "credits.name.pokeapi": "PokéAPI (static answers of PokeAPI/api-data)",
  "credits.name.first-predictiondex": "The first PredictionDex (Python)",
  "credits.name.showdown": "Pokémon Showdown’s gen7letsgo through @pkmn/dex and @pkmn/mods",
  "credits.name.walkthroughs": "Public walkthroughs of the games (Marriland and others)",
  "credits.name.other": "{{name}}",
  "credits.source.pokeapi":
    "Types, forms, evolutions, moves, machines, learnsets, natures, and the names in three languages.",
  "credits.source.first-predictiondex":
    "The numeric ids and some French spellings, so that its clients still work.",
  "credits.source.showdown":
    "The check of every figure, the rules that the battle engine follows, and the PP of four moves.",
  "credits.source.walkthroughs": "The trainers’ teams; each row says how sure it is.",
  "credits.source.other": "See the project’s data folder.",
  "credits.licence.facts": "facts only: numbers and names",
  "credits.versions":
    "Which Pokémon only one of the games has: {{name}}, {{revision}}, and what evolves from them.",
  "credits.pokepedia":
    "Where a host allows it, Poképédia (text under CC BY-SA, by its authors) is read as a second witness of the learnsets; only facts are kept.",
  "credits.libraries": "Libraries",
  "credits.libraries.lead": "The {{count}} libraries that the platform ships, as the build found them.",
  "credits.libraries.caption": "Libraries by name",
  "credits.libraries.name": "Library",
  "credits.libraries.version": "Version",
  "credits.libraries.search": "Search a library or a licence",
  "credits.libraries.none": "No library fits.",
  "credits.libraries.texts": "All their licences in full",
  "credits.inspired": "With thanks to",
  "credits.inspired.text":
    "To the first PredictionDex, whose question this is; to Pokémon Showdown, which the battle engine is held to turn by turn; to PokéAPI and Poképédia, and to everybody who keeps them.",
};
