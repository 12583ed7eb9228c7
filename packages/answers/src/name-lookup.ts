import {
  createNameSearch,
  type Findable,
  type Form,
  foldName,
  type GameData,
  type Language,
  type Move,
} from "@predictiondex/core";

/** Finds moves and forms by what people type. */
export interface NameLookup {
  /** The move of exactly that name, in any language, spelling or as slug. */
  findMove(name: string): Move | undefined;
  /** The move whose name comes nearest, typos forgiven. */
  nearestMove(name: string): Move | undefined;
  searchMoves(query: string): readonly Move[];
  /** Forms by name or number, those that match in `language` first. */
  searchForms(query: string, language: Language): readonly Form[];
}

/** No name here is longer; fuzzy search of longer queries would only cost time. */
const MAX_QUERY_LENGTH = 40;
const MAX_QUERY_WORDS = 6;

/** Builds the lookup of a data version. */
export function createNameLookup(data: GameData): NameLookup {
  const species = new Map(data.species.map(({ slug, pokedexNumber }) => [slug, pokedexNumber]));
  const byName = new Map<string, Move>();
  for (const move of data.moves) {
    for (const name of [move.slug, ...Object.values(move.names), move.frenchAlias]) {
      byName.set(foldName(name), move);
      byName.set(joined(name), move);
    }
  }
  const moves = createNameSearch(data.moves.map((move) => findable(move, undefined)));
  const numberOf = (form: Form): number | undefined => species.get(form.species);
  const forms = createNameSearch(data.forms.map((form) => findable(form, numberOf(form))));
  const formsIn = {
    en: createNameSearch(data.forms.map((form) => inLanguage(form, "en", []))),
    fr: createNameSearch(data.forms.map((form) => inLanguage(form, "fr", [form.frenchAlias]))),
    ja: createNameSearch(data.forms.map((form) => inLanguage(form, "ja", []))),
  };
  return {
    findMove: (name) => byName.get(foldName(name)) ?? byName.get(joined(name)),
    nearestMove: (name) => (isNameLike(name) ? moves(name)[0]?.found : undefined),
    searchMoves: (query) => (isNameLike(query) ? moves(query).map(({ found }) => found) : []),
    searchForms: (query, language) => {
      if (!isNameLike(query)) return [];
      const everywhere = forms(query).map(({ found }) => found);
      const inOrder = formsIn[language](query).map(({ found }) => found);
      return [...new Set([...inOrder.filter((form) => everywhere.includes(form)), ...everywhere])];
    },
  };
}

type Found<T> = Findable & { readonly found: T };

function findable<T extends Form | Move>(found: T, pokedexNumber: number | undefined): Found<T> {
  const { slug, names, frenchAlias } = found;
  return {
    slug,
    names,
    aliases: [frenchAlias],
    found,
    ...(pokedexNumber === undefined ? {} : { pokedexNumber }),
  };
}

/** A form findable by its names in one language alone; its slug, which is English, counts in English. */
function inLanguage(form: Form, language: Language, aliases: readonly string[]): Found<Form> {
  const name = form.names[language];
  return { slug: language === "en" ? form.slug : name, names: { [language]: name }, aliases, found: form };
}

function isNameLike(query: string): boolean {
  const folded = foldName(query);
  return folded.length <= MAX_QUERY_LENGTH && folded.split(" ").length <= MAX_QUERY_WORDS;
}

/** A folded name without its spaces, so that "quickattack" is found too. */
function joined(name: string): string {
  return foldName(name).replaceAll(" ", "");
}
