import { computeStats, type PokemonSet } from "@predictiondex/battle";
import { applyCondition, type Condition } from "@predictiondex/battle/engine";
import type { matchupRequestSchema } from "@predictiondex/contract";
import type { z } from "zod";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError, type RequestFault } from "../request-errors.ts";
import { engineOf } from "../v1/engines.ts";
import { type SetSpec, setOf } from "./set-spec.ts";

/** A battle in the middle, as a request has it. */
export type MiddleState = NonNullable<z.output<typeof matchupRequestSchema>["state"]>;

/**
 * Checks a state against the sets that it is of.
 * @throws {InvalidRequestError} where HP are more than all, PP are of no move of the set, or none are left
 */
export function checkMiddle(catalogue: Catalogue, a: SetSpec, b: SetSpec, middle: MiddleState): void {
  const faults: RequestFault[] = [];
  for (const [side, spec] of [
    ["a", a],
    ["b", b],
  ] as const) {
    const set = setOf(catalogue, spec);
    const { hp, pp = {} } = middle[side] ?? {};
    const blame = (field: string, en: string, fr: string): void => {
      const name = `state.${side}.${field.replaceAll("/", ".")}`;
      faults.push({
        pointer: `/state/${side}/${field}`,
        detail: { en: `${name} ${en}`, fr: `${name} ${fr}` },
      });
    };
    const full = computeStats(set).hp;
    if (hp !== undefined && hp > full) {
      blame("hp", `must be at most ${full}, got ${hp}`, `doit être d'au plus ${full}, reçu : ${hp}`);
    }
    const slugs = set.moves.map(({ slug }) => slug);
    for (const slug of Object.keys(pp).filter((key) => !slugs.includes(key))) {
      const list = slugs.join(", ");
      blame(`pp/${slug.slice(0, 60)}`, `is none of ${list}`, `n'est pas l'une de ces capacités : ${list}`);
    }
    if (slugs.every((slug) => pp[slug] === 0)) {
      blame("pp", "must leave at least one PP", "doit laisser au moins un PP");
    }
  }
  if (faults.length > 0) throw new InvalidRequestError(faults.slice(0, MAX_FAULTS));
}

const MAX_FAULTS = 20;

/** The battle's words, and what is known of its hidden timers, as the judge takes them. */
export function stateOf(catalogue: Catalogue, a: PokemonSet, b: PokemonSet, middle: MiddleState) {
  const engine = engineOf(catalogue, false);
  const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b));
  applyCondition(battle, "a", condition(a, middle.a));
  applyCondition(battle, "b", condition(b, middle.b));
  return { state: battle.snapshot(), seen: { a: seen(middle.a), b: seen(middle.b) } };
}

function condition({ moves }: PokemonSet, given: MiddleState["a"]): Condition {
  const { pp, ...rest } = given ?? {};
  return pp === undefined ? rest : { ...rest, pp: moves.map(({ slug }) => pp[slug]) };
}

function seen(given: MiddleState["a"]): { asleepFor: number; confusedFor: number } {
  return { asleepFor: given?.asleepFor ?? 0, confusedFor: given?.confusedFor ?? 0 };
}
