import type { TrainerMember } from "../../api/get-trainers.ts";

/** Something to know about a row of the trainers' table that is not beyond doubt. */
export type TrustNote =
  | { readonly kind: "species"; readonly sources: number }
  | { readonly kind: "moves-one" | "moves-named" | "moves-unknown" | "absent" | "mega" }
  | { readonly kind: "other"; readonly name: string };

// The table's reasons are English sentences of few forms; `boss-trust.test.ts` holds that every one of them is known here.
const FORMS: readonly (readonly [RegExp, (found: RegExpExecArray) => TrustNote])[] = [
  [/species, level: (\d) sources/, ([, count]) => ({ kind: "species", sources: Number(count) })],
  [/^\w+ \((\d) sources?\b/, ([, count]) => ({ kind: "species", sources: Number(count) })],
  [/moves: 1 source/, () => ({ kind: "moves-one" })],
  [/high for the moves the walkthrough names/, () => ({ kind: "moves-named" })],
  [/moves unknown/, () => ({ kind: "moves-unknown" })],
  [/the other source lists (\S+)/, ([, name]) => ({ kind: "other", name: name! })],
  [/lists \w+ without/, () => ({ kind: "absent" })],
  [/mega-evolves/, () => ({ kind: "mega" })],
];

/** What the sources leave open about one of a trainer's Pokémon. */
export function trustNotes({
  confidenceReason,
  notes,
}: Pick<TrainerMember, "confidenceReason" | "notes">): readonly TrustNote[] {
  return FORMS.flatMap(([form, note]) => {
    const found = form.exec(confidenceReason) ?? form.exec(notes);
    return found === null ? [] : [note(found)];
  });
}

/** Whether a note is about this Pokémon alone, so that it is marked beside its name. */
export function isOwnDoubt({ kind }: TrustNote): boolean {
  return kind === "other" || kind === "absent" || kind === "mega";
}
