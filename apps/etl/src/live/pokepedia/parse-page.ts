// What a page `…/Génération_7` says of Let's Go. The parser rests on the certain rules of the wiki's structure alone, and
// refuses the whole page where one of them does not hold.

import { type Cheerio, type CheerioAPI, load } from "cheerio/slim";

/** Node of the parsed page. */
type Element = Parameters<CheerioAPI["contains"]>[0];

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

/** A rule of the pages' structure that a page breaks. */
export class PageStructureError extends Error {
  override readonly name = "PageStructureError";
}

const LETS_GO_TITLE = "Let's Go, Pikachu et Let's Go, Évoli";
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/**
 * Checks that a text is a whole article.
 * @throws {PageStructureError} for a cut page, or one that is something else.
 */
export function checkArticle(html: string): string {
  if (!html.trimEnd().endsWith("</html>")) throw new PageStructureError("the page is cut: it has no end");
  if (!html.includes("mw-parser-output")) throw new PageStructureError("the page is not an article of the wiki");
  return html;
}

/**
 * Reads a page; `partner` names the partner whose tutor table it must hold.
 * @throws {PageStructureError} naming the rule that it breaks.
 */
export function parseLearnsetPage(
  html: string,
  { partner, hasMachineSection }: { readonly partner?: string; readonly hasMachineSection: boolean },
): LearnsetPage {
  const $ = load(html);
  const levelSection = sectionOf($, "Par_montée_en_niveau");
  if (levelSection === undefined) throw new PageStructureError("no heading Par_montée_en_niveau");
  const machineSection = sectionOf($, "Par_CT");
  if (machineSection === undefined && hasMachineSection) throw new PageStructureError("no heading Par_CT");
  return {
    levels: readLevels($, firstTable($, levelSection, "Par_montée_en_niveau")),
    machines: machineSection && readMachines($, machineSection),
    tutor: partner === undefined ? undefined : readTutor($, partner),
  };
}

/** A heading's content: all that follows up to the next heading of its level or higher. */
interface Section {
  readonly level: number;
  readonly content: readonly Cheerio<Element>[];
}

/** The section whose heading has the id: on the heading itself (newer MediaWiki), or on a span in it (older). */
function sectionOf($: CheerioAPI, id: string): Section | undefined {
  const marked = $(`[id="${id}"]`).first();
  const heading = marked.is(HEADINGS) ? marked : marked.closest(HEADINGS);
  return heading.length === 0 ? undefined : sectionUnder($, heading as Cheerio<Element>);
}

function sectionUnder($: CheerioAPI, heading: Cheerio<Element>): Section {
  const level = headingLevel($, heading)!;
  const parent = heading.parent();
  const start = parent.is("div.mw-heading") ? parent : heading;
  const content: Cheerio<Element>[] = [];
  for (let node = start.next(); node.length > 0; node = node.next()) {
    const next = headingLevel($, node as Cheerio<Element>);
    if (next !== undefined && next <= level) break;
    content.push(node as Cheerio<Element>);
  }
  return { level, content };
}

/** Level of a heading, or of the heading that a block wraps; undefined for anything else. */
function headingLevel(_$: CheerioAPI, node: Cheerio<Element>): number | undefined {
  const heading = node.is(HEADINGS) ? node : node.is("div.mw-heading") ? node.children(HEADINGS).first() : undefined;
  const tag = heading?.prop("tagName")?.toLowerCase();
  return tag === undefined ? undefined : Number(tag.slice(1));
}
