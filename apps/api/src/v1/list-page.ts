import type { RequestFault } from "@predictiondex/answers";
import { showValue } from "@predictiondex/answers";
import type { Page } from "@predictiondex/contract";

/** What a list's query says about its page. */
export interface PageQuery {
  readonly limit: number;
  readonly offset: number;
  readonly sort?: string | undefined;
  readonly fields?: string | undefined;
}

const collator = new Intl.Collator("en", { numeric: true });

/** The page of `rows` that a query asks for; `url` is the request's own. Faults are added to `faults`. */
export function makePage<T extends object>(
  rows: readonly T[],
  fields: readonly string[],
  query: PageQuery,
  url: string,
  faults: RequestFault[],
): Page<object> {
  const sorted = sortRows(rows, query.sort, faults);
  const pick = makePick<T>(fields, query.fields, faults);
  const { limit, offset } = query;
  const at = (start: number): string => {
    const asked = new URLSearchParams(url.split("?")[1] ?? "");
    asked.set("limit", String(limit));
    asked.set("offset", String(start));
    return `?${asked}`;
  };
  return {
    items: sorted.slice(offset, offset + limit).map(pick),
    total: rows.length,
    limit,
    offset,
    next: offset + limit < rows.length ? at(offset + limit) : null,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
  };
}

/** Keeps of an item what `asked` names; all where it is left out. */
export function makePick<T extends object>(
  fields: readonly string[],
  asked: string | undefined,
  faults: RequestFault[],
): (item: T) => object {
  if (asked === undefined) return (item) => item;
  const names = splitList(asked);
  for (const name of names) if (!fields.includes(name)) faults.push(unknownWord("fields", name, fields));
  return (item) => Object.fromEntries(names.map((name) => [name, Reflect.get(item, name)]));
}

/** The parts of a comma-separated list, without repetitions. */
export function splitList(text: string): readonly string[] {
  return [...new Set(text.split(",").map((part) => part.trim()))].filter((part) => part !== "");
}

/** The fault of a word that is none of those allowed. */
export function unknownWord(field: string, word: string, allowed: readonly string[]): RequestFault {
  const shown = showValue(word).en;
  const list = allowed.join(", ");
  return {
    pointer: `/${field}`,
    detail: {
      en: `${field}: ${shown} is not one of ${list}`,
      fr: `${field} : ${shown} n’est pas l’une de ces valeurs : ${list}`,
    },
  };
}

function sortRows<T extends object>(
  rows: readonly T[],
  asked: string | undefined,
  faults: RequestFault[],
): readonly T[] {
  if (asked === undefined || rows.length === 0) return rows;
  const keys = splitList(asked)
    .slice(0, 5)
    .map((word) => {
      const path = word.replace(/^[-+]/, "");
      return { path, sign: word.startsWith("-") ? -1 : 1, values: rows.map((row) => scalarAt(row, path)) };
    });
  for (const { path, values } of keys) {
    if (values.every((value) => value === undefined)) {
      faults.push(unknownWord("sort", path, sortablePaths(rows[0]!)));
    }
  }
  return rows
    .map((_, i) => i)
    .sort((left, right) => {
      for (const { sign, values } of keys) {
        const order = compare(values[left], values[right], sign);
        if (order !== 0) return order;
      }
      return 0;
    })
    .map((i) => rows[i]!);
}

/** The text or number that a path such as `names.fr`, or the name of a stat alone, leads to. */
function scalarAt(row: object, path: string): string | number | undefined {
  const parts = path.split(".");
  if (parts.length === 1 && !Object.hasOwn(row, path)) parts.unshift("baseStats");
  let value: unknown = row;
  for (const part of parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Rising or, with a `sign` of −1, falling; absent values come last either way. */
function compare(
  left: string | number | undefined,
  right: string | number | undefined,
  sign: number,
): number {
  if (left === undefined || right === undefined) {
    return left === right ? 0 : left === undefined ? 1 : -1;
  }
  if (typeof left === "number" && typeof right === "number") return sign * (left - right);
  return sign * collator.compare(String(left), String(right));
}

function sortablePaths(row: object): readonly string[] {
  return Object.entries(row).flatMap(([key, value]) => {
    if (typeof value === "string" || typeof value === "number" || value === null) return [key];
    if (typeof value !== "object" || Array.isArray(value)) return [];
    return Object.entries(value as object)
      .filter(([, inner]) => typeof inner === "string" || typeof inner === "number")
      .map(([inner]) => `${key}.${inner}`);
  });
}
