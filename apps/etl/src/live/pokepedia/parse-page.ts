// What a page `…/Génération_7` says of Let's Go. The parser rests on the certain rules of the wiki's structure alone, and
// refuses the whole page where one of them does not hold.

import { type Elements, hasId, type OutlineItem, outlineOf, plain, sectionUnder } from "./page-outline.ts";

/** A move as a row names it. */
export interface NamedMove {
  /** As shown: the spelling of the seventh generation. */
  readonly name: string;
  /** The link's title; mostly today's name. */
  readonly title: string;
}

/** A way to learn a move by level: 0 = on evolution, 1 = from the start. */
export interface LevelMove extends NamedMove {
  readonly level: number;
}

/** What a page says. */
export interface LearnsetPage {
  readonly levels: readonly LevelMove[];
  /** Undefined where the page has no Let's Go table of TMs. */
  readonly machines: readonly NamedMove[] | undefined;
  /** The partner's; undefined where none was asked for. */
  readonly tutor: readonly NamedMove[] | undefined;
}

/** What a page must hold. */
export interface PageExpectation {
  /** Name of the partner whose tutor table it must hold. */
  readonly partner?: string | undefined;
  /** `table`: a Let's Go table of TMs; `section`: the section at least; `any`: neither is needed. */
  readonly machines: "table" | "section" | "any";
}

/** A rule of the pages' structure that a page breaks. */
export class PageStructureError extends Error {
  override readonly name = "PageStructureError";
}

const LETS_GO_TITLE = "Let's Go, Pikachu et Let's Go, Évoli";
const FROM_THE_START = 1;
const ON_EVOLUTION = 0;

/**
 * Checks that a text is a whole article of the wiki.
 * @throws {PageStructureError} for a cut page, or one that is something else.
 */
export function checkArticle(html: string): string {
  if (!html.includes("mw-parser-output")) throw new PageStructureError("the page is no article of the wiki");
  if (!html.trimEnd().endsWith("</html>"))
    throw new PageStructureError("the page is cut: its end is missing");
  return html;
}

/**
 * Reads a page.
 * @throws {PageStructureError} naming the rule that it breaks.
 */
export function parseLearnsetPage(html: string, { partner, machines }: PageExpectation): LearnsetPage {
  const items = outlineOf(html);
  const levels = sectionUnder(items, (heading) => hasId(heading, "Par_montée_en_niveau"));
  if (levels === undefined) throw new PageStructureError('there is no heading "Par montée en niveau"');
  const ofMachines = sectionUnder(items, (heading) => hasId(heading, "Par_CT"));
  if (ofMachines === undefined && machines !== "any")
    throw new PageStructureError('there is no heading "Par CT"');
  const machineTable = letsGoTable(ofMachines ?? []);
  if (machineTable === undefined && machines === "table") {
    throw new PageStructureError('there is no Let\'s Go table under "Par CT"');
  }
  return {
    levels: readLevels(firstTable(levels, "Par montée en niveau")),
    machines: machineTable && rowsOf(machineTable, "Par CT").map((cells) => namedMove(cells, 1, "Par CT")),
    tutor: partner === undefined ? undefined : readTutor(items, partner),
  };
}

function letsGoTable(section: readonly OutlineItem[]): Elements | undefined {
  const part = sectionUnder(section, (heading, level) => level === 4 && isOfLetsGo(heading));
  return part?.find(({ level }) => level === undefined)?.element;
}

function readTutor(items: readonly OutlineItem[], partner: string): readonly NamedMove[] {
  const section = sectionUnder(items, (heading) => hasId(heading, "Par_donneur_de_capacités"));
  const part = sectionUnder(
    section ?? [],
    (heading, level) => level === 4 && plain(heading.text()).includes(plain(partner)),
  );
  if (part === undefined) {
    throw new PageStructureError(`there is no heading of the partner under "Par donneur de capacités"`);
  }
  const table = firstTable(part, "Par donneur de capacités");
  return rowsOf(table, "Par donneur de capacités").map((cells) =>
    namedMove(cells, 0, "Par donneur de capacités"),
  );
}

/** The second head row names each column of the body; the cell in Let's Go's tells how the move is learned. */
function readLevels(table: Elements): readonly LevelMove[] {
  const where = "Par montée en niveau";
  const heads = table.children("thead").first().children("tr").eq(1).children("th");
  if (heads.length === 0) throw new PageStructureError(`the table under "${where}" has no second head row`);
  const column = heads.toArray().findIndex((_, i) => isOfLetsGo(heads.eq(i)));
  if (column < 0) throw new PageStructureError(`the table under "${where}" has no Let's Go column`);
  return rowsOf(table, where).flatMap((cells) => {
    if (cells.length !== heads.length) {
      throw new PageStructureError(
        `a row under "${where}" has ${cells.length} cells for ${heads.length} columns`,
      );
    }
    const levels = levelsOf(cells.eq(column));
    if (levels.length === 0) return [];
    const move = namedMove(cells, 0, where);
    return levels.map((level) => ({ ...move, level }));
  });
}

/** `Départ`, `Évolution`, `N.12`, several of them parted anyhow, or a dash for "not in this game". */
function levelsOf(cell: Elements): readonly number[] {
  const copy = cell.clone();
  copy.find("sup").remove();
  copy.find("br").replaceWith(" ");
  const text = plain(copy.text());
  const tokens = text.match(/Départ|Évolution|N\.\s?\d+|[—–-]/g) ?? [];
  const rest = text.replaceAll(/Départ|Évolution|N\.\s?\d+|[—–-]|[\s,/]/g, "");
  if (tokens.length === 0 || rest !== "") throw new PageStructureError(`unreadable level "${text}"`);
  return tokens.flatMap((token) => {
    if (token === "Départ") return FROM_THE_START;
    if (token === "Évolution") return ON_EVOLUTION;
    return token.startsWith("N.") ? Number(token.slice(2)) : [];
  });
}

function firstTable(section: readonly OutlineItem[], where: string): Elements {
  const table = section.find(({ level }) => level === undefined)?.element;
  if (table === undefined) throw new PageStructureError(`there is no table under "${where}"`);
  return table;
}

/** The cells of each body row. */
function rowsOf(table: Elements, where: string): readonly Elements[] {
  const rows = table.children("tbody").first().children("tr");
  if (rows.length === 0) throw new PageStructureError(`the table under "${where}" has no rows`);
  return rows.toArray().map((_, i) => rows.eq(i).children("td"));
}

function namedMove(cells: Elements, column: number, where: string): NamedMove {
  const cell = cells.eq(column).clone();
  cell.find("sup").remove();
  const link = cell.find("a").first();
  const name = plain(link.text());
  if (name === "") throw new PageStructureError(`a row under "${where}" names no move`);
  return { name, title: plain(link.attr("title") ?? "") };
}

function isOfLetsGo(element: Elements): boolean {
  const links = element.find("a");
  return links.toArray().some((_, i) => plain(links.eq(i).attr("title") ?? "").includes(LETS_GO_TITLE));
}
