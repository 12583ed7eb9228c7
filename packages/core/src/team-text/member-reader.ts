import { createNameSearch, type Findable, foldName } from "../name-search.ts";
import type { ByStat, Stat, Text } from "../vocabulary.ts";
import {
  BOUNDS,
  MEMBER_DEFAULTS,
  MOST_MOVES,
  type TeamFault,
  type TeamMember,
  type TeamVocabulary,
} from "./team-member.ts";

/** Reads the parts of Pokémon by their names, and notes every fault with its line. */
export interface MemberReader {
  readonly faults: TeamFault[];
  /** Whether the Pokémon that is being read has no fault so far. */
  blame(line: number, en: string, fr: string): void;
  form(line: number, name: string): string | undefined;
  nature(line: number, name: string): string | undefined;
  /** A whole number within the bounds of its field. */
  number(line: number, field: keyof typeof BOUNDS, text: string, stat?: string): number | undefined;
  /** Adds a move to a member, where it can. */
  move(line: number, member: Draft, name: string): void;
  /** Notes the moves that the form can't have. */
  checkMoves(member: Draft): void;
}

/** A member while it is read. */
export interface Draft {
  readonly line: number;
  form: string | undefined;
  nickname: string | undefined;
  readonly moves: { readonly slug: string; readonly line: number; readonly name: string }[];
  level: number;
  nature: string | undefined;
  readonly ivs: Record<Stat, number>;
  readonly avs: Record<Stat, number>;
  friendship: number;
}

/** A member with the defaults, before anything of it is read. */
export function startDraft(line: number, level: number): Draft {
  const { ivs, avs, friendship } = MEMBER_DEFAULTS;
  return {
    ...{ line, level, friendship, form: undefined, nickname: undefined, nature: undefined, moves: [] },
    ...{ ivs: { ...(ivs as ByStat<number>) }, avs: { ...(avs as ByStat<number>) } },
  };
}

/** The member that a draft has become; undefined without a form. */
export function finishDraft({ line: _, form, moves, ...rest }: Draft): TeamMember | undefined {
  return form === undefined ? undefined : { ...rest, form, moves: moves.map(({ slug }) => slug) };
}

/** Makes a reader. */
export function createMemberReader(vocabulary: TeamVocabulary): MemberReader {
  const forms = createFinder(vocabulary.forms);
  const moves = createFinder(vocabulary.moves);
  const natures = createFinder(vocabulary.natures);
  const faults: TeamFault[] = [];
  const blame = (line: number, en: string, fr: string): void => {
    faults.push({ line, detail: { en, fr } });
  };
  const find = (finder: Finder, line: number, name: string, what: Text): string | undefined => {
    const found = finder.find(name);
    if (found !== undefined) return found.slug;
    const nearest = finder.nearest(name)?.names;
    blame(
      line,
      `no ${what.en} is called “${name}”${nearest === undefined ? "" : `; did you mean ${nearest.en}?`}`,
      `aucun${what.fr} ne s’appelle « ${name} »${nearest === undefined ? "" : ` ; voulais-tu dire ${nearest.fr ?? nearest.en} ?`}`,
    );
    return undefined;
  };
  return {
    faults,
    blame,
    form: (line, name) => find(forms, line, name, { en: "Pokémon", fr: " Pokémon" }),
    nature: (line, name) => find(natures, line, name, { en: "nature", fr: "e nature" }),
    number(line, field, text, stat) {
      const { least, most, en, fr } = BOUNDS[field];
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= least && value <= most) return value;
      const of = stat === undefined ? "" : ` (${stat})`;
      blame(
        line,
        `${en}${of} must be ${least}–${most}, got “${text}”`,
        `${fr}${of} : ${least}–${most} attendu, « ${text} » reçu`,
      );
      return undefined;
    },
    move(line, member, name) {
      const slug = find(moves, line, name, { en: "move", fr: "e capacité" });
      if (slug === undefined) return;
      if (member.moves.some((known) => known.slug === slug)) {
        blame(line, `the move “${name}” is there twice`, `la capacité « ${name} » y est deux fois`);
      } else if (member.moves.length === MOST_MOVES) {
        blame(
          line,
          `a Pokémon has ${MOST_MOVES} moves at most; “${name}” is one more`,
          `un Pokémon a ${MOST_MOVES} capacités au plus ; « ${name} » est de trop`,
        );
      } else {
        member.moves.push({ slug, line, name });
      }
    },
    checkMoves(member) {
      if (member.form === undefined) return;
      const learnable = vocabulary.learnable?.(member.form);
      const form = forms.bySlug(member.form)?.names;
      for (const { slug, line, name } of member.moves) {
        if (learnable === undefined || learnable.has(slug)) continue;
        blame(
          line,
          `${form?.en} can’t learn “${name}”`,
          `${form?.fr ?? form?.en} ne peut pas apprendre « ${name} »`,
        );
      }
    },
  };
}

interface Finder {
  find(name: string): Findable | undefined;
  nearest(name: string): Findable | undefined;
  bySlug(slug: string): Findable | undefined;
}

/** Fuzzy search of longer names would only cost time. */
const LONGEST_NAME = 40;

function createFinder(items: readonly Findable[]): Finder {
  const byName = new Map<string, Findable>();
  for (const item of items.toReversed()) {
    for (const name of [...Object.values(item.names), ...(item.aliases ?? []), item.slug]) {
      byName.set(foldName(name), item);
      byName.set(joined(name), item);
    }
  }
  const bySlug = new Map(items.map((item) => [item.slug, item]));
  for (const item of items) byName.set(foldName(item.slug), item);
  const search = createNameSearch(items);
  return {
    find: (name) => byName.get(foldName(name)) ?? byName.get(joined(name)),
    nearest: (name) => (name.length > LONGEST_NAME || foldName(name) === "" ? undefined : search(name)[0]),
    bySlug: (slug) => bySlug.get(slug),
  };
}

/** A folded name without its spaces, so that "quickattack" is found too. */
function joined(name: string): string {
  return foldName(name).replaceAll(" ", "");
}
