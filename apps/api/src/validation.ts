import { InvalidRequestError, type RequestFault, showValue } from "@predictiondex/answers";
import type { Text } from "@predictiondex/core";
import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";

const MAX_FAULTS = 20;
const MAX_SHOWN = 60;

type Issue = z.core.$ZodIssue;

/** Checks a part of a request against its schema; every fault is named with its field and value. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    return { error: new InvalidRequestError(requestFaults(result.error.issues, data)) };
  };
};

/** The faults that zod found in `data`, in every language. */
export function requestFaults(issues: readonly Issue[], data: unknown): readonly RequestFault[] {
  return issues.flatMap((issue) => faultsOf(issue, data)).slice(0, MAX_FAULTS);
}

function faultsOf(issue: Issue, data: unknown): RequestFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: {
        en: `${showValue(key).en} is not a field of this request`,
        fr: `${showValue(key).fr} n’est pas un champ de cette requête`,
      },
    }));
  }
  if (issue.code === "invalid_union") {
    // A set that is an object need not hear that a name would do too.
    const nearest = issue.errors.find((inner) => inner.every(isInside));
    if (nearest !== undefined) {
      return nearest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, data));
    }
  }
  const field = nameOf(issue.path);
  const value = valueAt(data, issue.path);
  if (value === undefined) {
    const required = { en: `${field.en} is required`, fr: `${field.fr} est obligatoire` };
    return [{ pointer: pointerTo(issue.path), detail: required }];
  }
  const rule = ruleOf(issue);
  const shown = showValue(value);
  return [
    {
      pointer: pointerTo(issue.path),
      detail: {
        en: `${field.en} must be ${rule.en}, got ${shown.en}`,
        fr: `${field.fr} doit être ${rule.fr}, reçu : ${shown.fr}`,
      },
    },
  ];
}

/** Whether the value itself is of the right kind, and something in it is wrong. */
function isInside({ code, path }: Issue): boolean {
  return code === "unrecognized_keys" || path.length > 0;
}

/** What the value must be, so that it fits behind "must be". */
function ruleOf(issue: Issue): Text {
  switch (issue.code) {
    case "invalid_type":
      return kindOf(issue.expected);
    case "too_small":
      return sizeOf(issue.origin, { en: "at least", fr: "au moins" }, issue.minimum);
    case "too_big":
      return sizeOf(issue.origin, { en: "at most", fr: "au plus" }, issue.maximum);
    case "invalid_value": {
      const values = issue.values.map((value) => showValue(value).en).join(", ");
      return { en: `one of ${values}`, fr: `l’une de ces valeurs : ${values}` };
    }
    case "invalid_union": {
      const rules = issue.errors.flatMap(([first]) => (first ? [ruleOf(first)] : []));
      const [en, fr] = [rules.map((rule) => rule.en), rules.map((rule) => rule.fr)];
      return { en: [...new Set(en)].join(" or "), fr: [...new Set(fr)].join(" ou ") };
    }
    default:
      return { en: "of the form that /docs describes", fr: "de la forme que décrit /docs" };
  }
}

function kindOf(expected: string): Text {
  const kinds: ReadonlyMap<string, Text> = new Map([
    ["int", { en: "a whole number", fr: "un nombre entier" }],
    ["number", { en: "a number", fr: "un nombre" }],
    ["string", { en: "a text", fr: "un texte" }],
    ["array", { en: "a list", fr: "une liste" }],
    ["object", { en: "a JSON object", fr: "un objet JSON" }],
    ["boolean", { en: "true or false", fr: "true ou false" }],
  ]);
  return kinds.get(expected) ?? { en: `a value of type ${expected}`, fr: `une valeur de type ${expected}` };
}

function sizeOf(origin: string, side: Text, limit: number | bigint): Text {
  const units: ReadonlyMap<string, Text> = new Map([
    ["string", { en: "character", fr: "caractère" }],
    ["array", { en: "item", fr: "élément" }],
  ]);
  const unit = units.get(origin);
  if (unit === undefined) return { en: `${side.en} ${limit}`, fr: `${side.fr} ${limit}` };
  const s = limit > 1 ? "s" : "";
  return {
    en: `${side.en} ${limit} ${unit.en}${s} long`,
    fr: `long d’${side.fr} ${limit} ${unit.fr}${s}`,
  };
}

function nameOf(path: readonly PropertyKey[]): Text {
  if (path.length === 0) return { en: "the body", fr: "le corps" };
  const name = path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`))
    .join("");
  return { en: name, fr: name };
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).slice(0, MAX_SHOWN).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
