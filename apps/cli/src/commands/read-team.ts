import { readFile } from "node:fs/promises";
import { completeSet, createTypeChart, type PokemonSet, standardMoves } from "@predictiondex/battle";
import {
  deriveLegalMoves,
  type GameFacts,
  InvalidInputError,
  type Move,
  parseTeamCsv,
  parseTeamText,
  type TeamMember,
  type TeamVocabulary,
  type UiLanguage,
} from "@predictiondex/core";

/** A team as its file tells it. */
export interface ReadTeam {
  readonly sets: readonly PokemonSet[];
  readonly nicknames: readonly (string | undefined)[];
}

const MOST_MEMBERS = 6;
/** The first line of a table names its columns; Showdown's text begins with a Pokémon. */
const TABLE = /^\uFEFF?[^\n]*\bpokemon\b[^\n]*[,;\t]|^\uFEFF?\s*pokemon\s*(\r|\n|$)/i;

/** Reads teams from files of Showdown's text or CSV. */
export function createTeamReader(
  facts: GameFacts,
  language: UiLanguage,
): (file: string, option: string) => Promise<ReadTeam> {
  const legal = new Map<string, Set<string>>();
  for (const { form, move } of deriveLegalMoves(facts)) {
    if (move !== "struggle") legal.set(form, (legal.get(form) ?? new Set()).add(move));
  }
  const vocabulary: TeamVocabulary = {
    forms: facts.forms.map(({ slug, names, frenchAlias }) => ({ slug, names, aliases: [frenchAlias] })),
    moves: facts.moves.map(({ slug, names, frenchAlias }) => ({ slug, names, aliases: [frenchAlias] })),
    natures: facts.natures,
    learnable: (form) => legal.get(form),
  };
  const movesBySlug = new Map(facts.moves.map((move) => [move.slug, move]));
  const chart = createTypeChart(facts.effectiveness);
  const toSet = ({ form: slug, moves, nature, ...rest }: TeamMember): PokemonSet => {
    const form = facts.forms.find((known) => known.slug === slug)!;
    const bySlug = (names: Iterable<string>): Move[] => [...names].map((name) => movesBySlug.get(name)!);
    const { level, ivs, avs, friendship } = rest;
    return completeSet({
      ...{ form, level, ivs, avs, friendship },
      moves: moves.length > 0 ? bySlug(moves) : standardMoves(form, bySlug(legal.get(slug) ?? []), chart),
      nature: facts.natures.find((known) => known.slug === nature),
    });
  };
  return async (file, option) => {
    const text = await readText(file, option);
    const { members, faults } = (TABLE.test(text) ? parseTeamCsv : parseTeamText)(text, vocabulary);
    if (faults.length > 0) {
      throw new InvalidInputError(
        faults.map(({ line, detail }) => ({
          pointer: `${file}:${line}`,
          detail: `${file}:${line}: ${detail[language]}`,
        })),
      );
    }
    if (members.length < 1 || members.length > MOST_MEMBERS) {
      const detail = {
        en: `${file}: a team has 1–${MOST_MEMBERS} Pokémon, got ${members.length}`,
        fr: `${file} : une équipe compte 1 à ${MOST_MEMBERS} Pokémon, ${members.length} lus`,
      };
      throw new InvalidInputError([{ pointer: option, detail: detail[language] }]);
    }
    return { sets: members.map(toSet), nicknames: members.map(({ nickname }) => nickname) };
  };
}

async function readText(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInputError([{ pointer: option, detail: `${option}: ${file} can't be read (${code})` }], {
      cause: error,
    });
  }
}
