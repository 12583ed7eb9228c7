import type { Form } from "@predictiondex/core";

/** A wiki page with the forms whose learnsets it holds. */
export interface LearnsetPageRef {
  /** Such as `M._Mime`. */
  readonly page: string;
  /** The form whose level and TM lists it shows. */
  readonly form: string;
  /** The partner that shares these lists and has a tutor table of its own here, with the name that heads it. */
  readonly partner: { readonly form: string; readonly name: string } | undefined;
}

/**
 * The pages that hold the forms' learnsets, one per form: the French name with blanks as `_`, no ligature and a straight
 * apostrophe. Megas have none, partners share that of the ordinary form.
 */
export function learnsetPages(forms: readonly Form[]): readonly LearnsetPageRef[] {
  const partners = new Map(
    forms.filter(({ kind }) => kind === "starter").map((form) => [form.species, form.slug]),
  );
  return forms
    .filter(({ kind }) => kind === "base" || kind === "alola")
    .map(({ slug, kind, species, names }) => {
      const partner = kind === "base" ? partners.get(species) : undefined;
      return {
        page: pageName(names.fr),
        form: slug,
        partner: partner === undefined ? undefined : { form: partner, name: names.fr },
      };
    });
}

/** The address of a page of seventh-generation learnsets. */
export function pageUrl(baseUrl: string, page: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/${encodeURI(page)}/${encodeURI("Génération_7")}`;
}

function pageName(frenchName: string): string {
  return frenchName
    .normalize("NFC")
    .replaceAll("œ", "oe")
    .replaceAll("Œ", "Oe")
    .replaceAll("’", "'")
    .replaceAll(/\s/g, "_");
}
