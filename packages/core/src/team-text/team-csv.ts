import { STATS } from "../vocabulary.ts";
import { parseCsv, writeCsv } from "./csv.ts";
import { createMemberReader, finishDraft, type MemberReader, startDraft } from "./member-reader.ts";
import {
  MOST_MOVES,
  SHOWDOWN_STATS,
  type TeamMember,
  type TeamReading,
  type TeamVocabulary,
} from "./team-member.ts";

/** Level of a Pokémon whose row names none: that of link battles. */
const DEFAULT_LEVEL = 50;

type Cell = (reader: MemberReader, draft: ReturnType<typeof startDraft>, line: number, text: string) => void;

/** What each column's cell does; an empty cell leaves the default. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  pokemon: (reader, draft, line, text) => {
    draft.form = reader.form(line, text);
  },
  nickname: (_reader, draft, _line, text) => {
    draft.nickname = text;
  },
  level: (reader, draft, line, text) => {
    draft.level = reader.number(line, "level", text) ?? draft.level;
  },
  nature: (reader, draft, line, text) => {
    draft.nature = reader.nature(line, text);
  },
  friendship: (reader, draft, line, text) => {
    draft.friendship = reader.number(line, "friendship", text) ?? draft.friendship;
  },
  ...Object.fromEntries(
    Array.from({ length: MOST_MOVES }, (_, i): [string, Cell] => [
      `move_${i + 1}`,
      (reader, draft, line, text) => reader.move(line, draft, text),
    ]),
  ),
  ...Object.fromEntries(
    (["ivs", "avs"] as const).flatMap((field) =>
      STATS.map((stat): [string, Cell] => [
        statColumn(field, stat),
        (reader, draft, line, text) => {
          const told = reader.number(line, field, text, SHOWDOWN_STATS[stat]);
          draft[field][stat] = told ?? draft[field][stat];
        },
      ]),
    ),
  ),
};

/** Columns of a team's table, in the order in which it is written. */
export const TEAM_COLUMNS: readonly string[] = Object.keys(COLUMNS);

/**
 * Reads a table of Pokémon: a head line with the names of the columns in any order, of which `pokemon` must be there, then
 * one row each. Cells are parted by commas, semicolons or tabs; names count in every language.
 */
export function parseTeamCsv(text: string, vocabulary: TeamVocabulary): TeamReading {
  const reader = createMemberReader(vocabulary);
  const table = parseCsv(text);
  const [head, ...rows] = table.rows;
  if (table.openQuote !== undefined) {
    reader.blame(
      table.openQuote,
      "a quote is opened and never closed",
      "un guillemet est ouvert et jamais fermé",
    );
  }
  const columns = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  checkColumns(reader, head?.line ?? 1, columns);
  if (reader.faults.length > 0) return { members: [], faults: reader.faults };
  const members: TeamMember[] = [];
  for (const { line, cells } of rows) {
    const before = reader.faults.length;
    const draft = startDraft(line, DEFAULT_LEVEL);
    if (cells.length > columns.length) {
      reader.blame(
        line,
        `${cells.length} cells under ${columns.length} columns`,
        `${cells.length} cellules sous ${columns.length} colonnes`,
      );
    }
    for (const [i, column] of columns.entries()) {
      const cell = unguard((cells[i] ?? "").trim());
      if (cell !== "") COLUMNS[column]!(reader, draft, line, cell);
      else if (column === "pokemon") reader.blame(line, "pokemon is empty", "pokemon est vide");
    }
    reader.checkMoves(draft);
    const member = finishDraft(draft);
    if (member !== undefined && reader.faults.length === before) members.push(member);
  }
  return { members, faults: reader.faults };
}

/** Writes a table of Pokémon by RFC 4180, English names, every value told. */
export function formatTeamCsv(members: readonly TeamMember[], vocabulary: TeamVocabulary): string {
  const names = (items: TeamVocabulary["moves"]) =>
    new Map(items.map(({ slug, names: { en } }) => [slug, en]));
  const [forms, moves, natures] = [
    names(vocabulary.forms),
    names(vocabulary.moves),
    names(vocabulary.natures),
  ];
  const rows = members.map((member) => [
    forms.get(member.form) ?? member.form,
    guard(member.nickname ?? ""),
    String(member.level),
    member.nature === undefined ? "" : (natures.get(member.nature) ?? member.nature),
    String(member.friendship),
    ...Array.from({ length: MOST_MOVES }, (_, i) => {
      const move = member.moves[i];
      return move === undefined ? "" : (moves.get(move) ?? move);
    }),
    ...STATS.map((stat) => String(member.ivs[stat])),
    ...STATS.map((stat) => String(member.avs[stat])),
  ]);
  return writeCsv([TEAM_COLUMNS, ...rows]);
}

function checkColumns(reader: MemberReader, line: number, columns: readonly string[]): void {
  for (const [i, column] of columns.entries()) {
    if (COLUMNS[column] === undefined) {
      reader.blame(
        line,
        `no column is called “${column}”; known are ${TEAM_COLUMNS.join(", ")}`,
        `aucune colonne ne s’appelle « ${column} » ; connues : ${TEAM_COLUMNS.join(", ")}`,
      );
    } else if (columns.indexOf(column) !== i) {
      reader.blame(line, `the column “${column}” is there twice`, `la colonne « ${column} » y est deux fois`);
    }
  }
  if (!columns.includes("pokemon")) {
    reader.blame(line, "the column “pokemon” is missing", "la colonne « pokemon » manque");
  }
}

function statColumn(field: "ivs" | "avs", stat: (typeof STATS)[number]): string {
  return `${field === "ivs" ? "iv" : "av"}_${SHOWDOWN_STATS[stat].toLowerCase()}`;
}

/** Keeps a spreadsheet from taking a nickname for a formula. */
function guard(text: string): string {
  return /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
}

function unguard(text: string): string {
  return /^'[=+\-@\t\r']/.test(text) ? text.slice(1) : text;
}
