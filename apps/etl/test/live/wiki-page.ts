// Small pages in the wiki's structure, in both of its heading mark-ups.

const TITLE = "Pokémon : Let's Go, Pikachu et Let's Go, Évoli";
const LETS_GO = `<a href="/x" title="${TITLE.replaceAll("'", "&#39;")}">LGPE</a>`;

/** `classic`: the id on a span inside the heading; `modern`: on the heading, inside a block. */
export type Markup = "classic" | "modern";

/** What a page is to hold. */
export interface WikiPage {
  readonly markup?: Markup;
  /** Name and Let's Go cell of each row; undefined leaves the section out. */
  readonly levels?: readonly (readonly [name: string, cell: string])[] | undefined;
  /** Name of the level section's heading. */
  readonly levelHeading?: string;
  /** Head of the level table's last column. */
  readonly lastColumn?: string;
  /** Rows of the Let's Go table of TMs; a text stands there instead of a table; undefined leaves the section out. */
  readonly machines?: readonly string[] | string | undefined;
  readonly tutor?: readonly string[];
}

/** A page as the wiki sends it. */
export function wikiPage(page: WikiPage = {}): string {
  const { markup = "classic", levelHeading = "Par_montée_en_niveau", lastColumn = LETS_GO, tutor } = page;
  const levels = "levels" in page ? page.levels : [["Éclair", "Départ"] as const];
  const machines = "machines" in page ? page.machines : ["Tonnerre"];
  const heading = (level: number, id: string, text: string) => headingOf(markup, level, id, text);
  const parts = [heading(2, "Capacités_apprises", "Capacités apprises")];
  if (levels) {
    parts.push(heading(3, levelHeading, "Par montée en niveau"), levelTable(levels, lastColumn));
  }
  if (machines) {
    parts.push(heading(3, "Par_CT", "Par CT"));
    // The other games' table comes first, and has the same columns.
    parts.push(heading(4, "SL", "Soleil et Lune"), table(["Numéro", "Nom"], [["CT24", link("Boule Élek")]]));
    parts.push(heading(4, "LGPE", LETS_GO));
    if (typeof machines === "string") parts.push(`<p>${machines}</p>`);
    else
      parts.push(
        table(
          ["Numéro", "Nom"],
          machines.map((name, i) => [`CT${i + 1}`, link(name)]),
        ),
      );
  }
  parts.push(heading(3, "Par_reproduction", "Par reproduction"), table(["Nom"], [[link("Charme")]]));
  if (tutor) {
    parts.push(heading(3, "Par_donneur_de_capacités", "Par donneur de capacités"));
    parts.push(heading(4, "USUL", "Ultra-Soleil"), table(["Nom"], [[link("Implore")]]));
    parts.push(
      heading(4, "LGPE_2", LETS_GO.replace("LGPE", TITLE)),
      table(
        ["Nom"],
        tutor.map((name) => [link(name)]),
      ),
    );
  }
  return `<!DOCTYPE html><html><body><div class="mw-parser-output">${parts.join("\n")}</div></body></html>\n`;
}

/** A recorded page with its headings in the newer mark-up. */
export function toModern(html: string): string {
  return html.replaceAll(
    /<(h[2-4])>(?:<span id="[^"]*"><\/span>)?<span class="mw-headline" id="([^"]*)">(.*?)<\/span>(<span class="mw-editsection">.*?)<\/\1>/g,
    '<div class="mw-heading mw-heading3"><$1 id="$2">$3</$1>$4</div>',
  );
}

function headingOf(markup: Markup, level: number, id: string, text: string): string {
  const edit = '<span class="mw-editsection"><a href="/e" title="Modifier la section">modifier</a></span>';
  return markup === "modern"
    ? `<div class="mw-heading"><h${level} id="${id}">${text}</h${level}>${edit}</div>`
    : `<h${level}><span id="old.C3.A9"></span><span class="mw-headline" id="${id}">${text}</span>${edit}</h${level}>`;
}

function levelTable(rows: NonNullable<WikiPage["levels"]>, lastColumn: string): string {
  const body = rows.map(([name, cell]) => [link(name), "<img>", "40", "N.9", cell]);
  return table(["Nom", "Type", "Puis.", "SL", lastColumn], body);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = `<tr><th colspan="${heads.length}">Capacité</th></tr><tr>${heads.map((text) => `<th>${text}</th>`).join("")}</tr>`;
  const body = rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("");
  return `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
}

function link(name: string): string {
  return `<a href="/x" title="${name}">${name}</a>`;
}
