import type { GameFacts, LearnsetEntry } from "@predictiondex/core";
import type { ReadingFault } from "../pokeapi/read-pokeapi.ts";
import { createMoveFinder } from "./move-names.ts";
import { type LearnsetPageRef, learnsetPages } from "./pages.ts";
import { type NamedMove, PageStructureError, parseLearnsetPage } from "./parse-page.ts";

/** Species that learn nothing by TM in Let's Go: their pages may lack the table, or the section. */
const WITHOUT_MACHINES = new Set(["caterpie", "metapod", "weedle", "kakuna", "magikarp", "ditto"]);
/** Learns every TM, and its page says so without a table. */
const LEARNS_ALL_MACHINES = "mew";

/** What Poképédia states. */
export interface PokepediaReading {
  /** By form; absent for Megas and for pages that could not be read. */
  readonly learnsets: ReadonlyMap<string, readonly LearnsetEntry[]>;
  /** The pages' spelling of moves whose name is another today, by slug. */
  readonly spellings: ReadonlyMap<string, string>;
}

export interface ReadPokepediaOptions {
  /** What the pages' names are matched with. */
  readonly facts: Pick<GameFacts, "forms" | "moves" | "machines">;
  /** The page's HTML. */
  readonly readPage: (page: string) => Promise<string>;
  /** Gets each page that could not be read; may throw to end the reading. */
  readonly onFault: (fault: ReadingFault) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Reads the learnsets of all forms that have a page, one whole page at a time. */
export async function readPokepedia({
  facts,
  readPage,
  onFault,
  onProgress = () => {},
}: ReadPokepediaOptions): Promise<PokepediaReading> {
  const pages = learnsetPages(facts.forms);
  const readMoves = createPageReader(facts);
  const readings = new Map<string, PokepediaReading>();
  let done = 0;
  await Promise.all(
    pages.map(async (ref) => {
      try {
        readings.set(ref.page, readMoves(ref, await readPage(ref.page)));
      } catch (error) {
        onFault({ what: `page ${ref.page}`, error });
      }
      onProgress(++done, pages.length);
    }),
  );
  // In the order of the forms, however the answers came in.
  const inOrder = pages.flatMap(({ page }) => readings.get(page) ?? []);
  return {
    learnsets: new Map(inOrder.flatMap(({ learnsets }) => [...learnsets])),
    spellings: new Map(inOrder.flatMap(({ spellings }) => [...spellings])),
  };
}

/** Makes the function that turns a page's HTML into learnsets. */
export function createPageReader(
  facts: ReadPokepediaOptions["facts"],
): (ref: LearnsetPageRef, html: string) => PokepediaReading {
  const findMove = createMoveFinder(facts.moves);
  const nameOf = new Map(facts.moves.map(({ slug, names }) => [slug, names.fr.replaceAll("’", "'")]));
  const machineMoves = new Set(facts.machines.map(({ move }) => move));

  return ({ form, partner }, html) => {
    const spellings = new Map<string, string>();
    const slugOf = ({ name, title }: NamedMove): string => {
      const slug = findMove(name) ?? findMove(title);
      if (slug === undefined) throw new PageStructureError(`unknown move "${name}"`);
      if (name !== nameOf.get(slug)) spellings.set(slug, name);
      return slug;
    };
    const machineSlug = (move: NamedMove): string => {
      const slug = slugOf(move);
      if (!machineMoves.has(slug)) throw new PageStructureError(`"${move.name}" is no TM of Let's Go`);
      return slug;
    };
    const page = parseLearnsetPage(html, {
      partner: partner?.name,
      machines: form === LEARNS_ALL_MACHINES ? "section" : WITHOUT_MACHINES.has(form) ? "any" : "table",
    });
    const byLevel = page.levels.map((row) => ({
      move: slugOf(row),
      method: "level-up" as const,
      level: row.level,
    }));
    const machines =
      page.machines?.map(machineSlug) ?? (form === LEARNS_ALL_MACHINES ? [...machineMoves] : []);
    const byMachine = machines.map((move) => ({ move, method: "machine" as const, level: null }));
    const byTutor = (page.tutor ?? []).map((row) => ({
      move: slugOf(row),
      method: "tutor" as const,
      level: null,
    }));
    const shared = [...byLevel, ...byMachine];
    if (shared.length === 0) throw new PageStructureError("the page states no move in Let's Go");
    const learnsets = new Map<string, readonly LearnsetEntry[]>([
      [form, shared.map((row) => ({ form, ...row }))],
    ]);
    if (partner) {
      learnsets.set(
        partner.form,
        [...shared, ...byTutor].map((row) => ({ form: partner.form, ...row })),
      );
    }
    return { learnsets, spellings };
  };
}
