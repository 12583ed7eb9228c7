import { missingPokemon } from "@predictiondex/answers";
import type { Form } from "@predictiondex/core";
import type { Catalogue } from "./catalogue.ts";
import { UnknownValueError } from "./request-errors.ts";

/** The form of that id. @throws {UnknownValueError} naming the field where there is none */
export function findForm(catalogue: Catalogue, id: number, field = "id"): Form {
  const form = catalogue.forms.get(id);
  if (form === undefined) throw new UnknownValueError(field, missingPokemon(catalogue, id, field).text);
  return form;
}
