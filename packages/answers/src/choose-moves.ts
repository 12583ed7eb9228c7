import type { Form, Move } from "@predictiondex/core";
import type { Catalogue } from "./catalogue.ts";
import type { RequestFault } from "./request-errors.ts";
import { showValue } from "./show-value.ts";

/** Fuzzy search is dear; a request gets suggestions for this many unknown names. */
const MAX_SUGGESTIONS = 4;

/** The moves that a request names for a form, with every fault found in them; `field` is where they stand, such as `a/moves`. */
export function chooseMoves(
  catalogue: Catalogue,
  form: Form,
  field: string,
  names: readonly string[],
): { readonly moves: readonly Move[]; readonly faults: readonly RequestFault[] } {
  const name = field.replaceAll("/", ".");
  const moves: Move[] = [];
  const faults: RequestFault[] = [];
  for (const [i, given] of names.entries()) {
    const blame = (en: string, fr: string): void => {
      faults.push({
        pointer: `/${field}/${i}`,
        detail: { en: `${name}[${i}]: ${en}`, fr: `${name}[${i}] : ${fr}` },
      });
    };
    const move = catalogue.names.findMove(given);
    const shown = (): string => showValue(given).en;
    if (move === undefined) {
      const nearest = faults.length < MAX_SUGGESTIONS ? catalogue.names.nearestMove(given) : undefined;
      const [en, fr] = nearest
        ? [`; did you mean ${nearest.names.en}?`, ` ; voulais-tu dire ${nearest.names.fr} ?`]
        : ["", ""];
      blame(`no move is called ${shown()}${en}`, `aucune capacité ne s’appelle ${shown()}${fr}`);
    } else if (!catalogue.learns(form, move)) {
      blame(
        `${form.names.en} can't learn ${move.names.en} (${shown()})`,
        `${form.names.fr} ne peut pas apprendre ${move.names.fr} (${shown()})`,
      );
    } else if (moves.includes(move)) {
      blame(`${move.names.en} (${shown()}) is there twice`, `${move.names.fr} (${shown()}) y est deux fois`);
    } else {
      moves.push(move);
    }
  }
  return { moves, faults };
}
