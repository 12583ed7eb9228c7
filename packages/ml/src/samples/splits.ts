import type { Split } from "./sample.ts";

/** Forms that no model is trained on: whole families with their Mega and Alola forms, of many types and strengths. */
export const UNSEEN_FORMS: ReadonlySet<string> = new Set([
  "dragonair",
  "dragonite",
  "dratini",
  "gastly",
  "gengar",
  "gengar-mega",
  "gloom",
  "haunter",
  "hitmonlee",
  "lapras",
  "nidoking",
  "nidoran-m",
  "nidorino",
  "ninetales",
  "ninetales-alola",
  "oddish",
  "pinsir",
  "pinsir-mega",
  "slowbro",
  "slowbro-mega",
  "slowpoke",
  "snorlax",
  "vileplume",
  "vulpix",
  "vulpix-alola",
]);

/** Of 100 pairs of seen forms, those that validate and those that test; the rest train. */
const VALIDATION_SHARE = 5;
const TEST_SHARE = 8;

/** The group of a match-up: both slugs, the lesser first. */
export function groupOf(formA: string, formB: string): string {
  return formA < formB ? `${formA}|${formB}` : `${formB}|${formA}`;
}

/** The split of every match-up between two forms; the same for all seeds, scenarios and versions. */
export function splitOf(formA: string, formB: string): Split {
  if (UNSEEN_FORMS.has(formA) || UNSEEN_FORMS.has(formB)) return "test-species";
  const place = fnv1a(groupOf(formA, formB)) % 100;
  if (place < TEST_SHARE) return "test-pairs";
  return place < TEST_SHARE + VALIDATION_SHARE ? "validation" : "train";
}

/** 32-bit FNV-1a, its bits mixed once more (murmur3's finalizer), so that its remainders are even. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
