import { type Cheerio, load } from "cheerio/slim";

type Node = Exclude<Parameters<typeof load>[0], string | Buffer | readonly unknown[]>;
/** Elements of a parsed page. */
export type Elements = Cheerio<Node>;

/** A heading or a table, in the order of the page. */
export interface OutlineItem {
  /** 1–6; undefined for a table. */
  readonly level: number | undefined;
  readonly element: Elements;
}

/** The article's headings and tables, in the order of the page. */
export function outlineOf(html: string): readonly OutlineItem[] {
  const $ = load(html);
  return $(".mw-parser-output")
    .find("h1, h2, h3, h4, h5, h6, table")
    .toArray()
    .map((node) => {
      const element: Elements = $(node);
      const level = /^h(\d)$/.exec("name" in node ? node.name : "")?.[1];
      return { level: level === undefined ? undefined : Number(level), element };
    });
}

/** What follows the first heading that fits, up to the next one of its level or higher; undefined without such a heading. */
export function sectionUnder(
  items: readonly OutlineItem[],
  isHeading: (heading: Elements, level: number) => boolean,
): readonly OutlineItem[] | undefined {
  const start = items.findIndex(({ level, element }) => level !== undefined && isHeading(element, level));
  if (start < 0) return undefined;
  const level = items[start]!.level!;
  const end = items.findIndex((item, i) => i > start && item.level !== undefined && item.level <= level);
  return items.slice(start + 1, end < 0 ? undefined : end);
}

/** Whether a heading has the id: itself (newer MediaWiki), or a span in it (older). */
export function hasId(heading: Elements, id: string): boolean {
  return heading.attr("id") === id || heading.find(`[id="${id}"]`).length > 0;
}

/** A text with its apostrophes straight, its blanks plain and its letters composed. */
export function plain(text: string): string {
  return text.normalize("NFC").replaceAll("’", "'").replaceAll(/\s+/g, " ").trim();
}
