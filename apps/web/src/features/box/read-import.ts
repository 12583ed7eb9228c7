import { parseTeamCsv, parseTeamText, type TeamReading, type TeamVocabulary } from "@predictiondex/core";

/** Reads a pasted text as what it is: a table where its first line names the column `pokemon`, else Showdown's text. */
export function readImport(text: string, vocabulary: TeamVocabulary): TeamReading {
  const [first = ""] = text.trimStart().split(/\r|\n/, 1);
  const isTable = /(^|[,;\t"])\s*pokemon\s*"?\s*($|[,;\t])/i.test(first.replace(/^\uFEFF/, ""));
  return isTable ? parseTeamCsv(text, vocabulary) : parseTeamText(text, vocabulary);
}
