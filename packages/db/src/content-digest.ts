import { createHash } from "node:crypto";

/** SHA-256 of a value's JSON with sorted keys: equal content gives equal digests, whatever the order of its keys. */
export function contentDigest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value, sortKeys)).digest("hex");
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
