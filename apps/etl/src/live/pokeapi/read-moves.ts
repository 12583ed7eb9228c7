import { type Move, UnavailableError } from "@predictiondex/core";
import type { ApiAnswers } from "./answers.ts";
import { namesOf } from "./api-names.ts";
import { LETS_GO } from "./lets-go.ts";
import type { PokeApi } from "./pokeapi.ts";
import type { RosterEntry } from "./read-forms.ts";

/** Fields of a move whose changes PokéAPI records. */
export const DATED_FIELDS = ["power", "accuracy", "pp", "type"] as const;
export type DatedField = (typeof DATED_FIELDS)[number];

/** A move with what is known of its values' age. */
export interface MoveReading {
  readonly move: Move;
  /** Fields whose value is PokéAPI's of today, for want of a recorded change after Let's Go. */
  readonly todays: ReadonlySet<DatedField>;
  /** Link to the machine that teaches it in Let's Go. */
  readonly machine: string | undefined;
}

/** Each version group's place in time. */
export type GroupOrders = ReadonlyMap<string, number>;

/** Reads the places of all version groups in time. */
export async function readGroupOrders(api: PokeApi): Promise<GroupOrders> {
  const refs = await api.list("version-group");
  const groups = await Promise.all(refs.map(({ url }) => api.byUrl("version-group", url)));
  const orders = new Map(groups.map(({ name, order }) => [name, order]));
  if (!orders.has(LETS_GO)) throw new UnavailableError(`PokéAPI has no version group "${LETS_GO}"`);
  return orders;
}

/** Reads a move with its values of Let's Go, as far as PokéAPI knows them. */
export async function readMove(api: PokeApi, entry: RosterEntry, orders: GroupOrders): Promise<MoveReading> {
  const answer = await api.byName("move", entry.slug);
  const past = Object.fromEntries(
    DATED_FIELDS.map((field) => [field, valueInLetsGo(answer, field, orders)]),
  ) as { [F in DatedField]: NonNullable<PastValues[F]> | undefined };
  return {
    move: {
      id: entry.id,
      slug: entry.slug,
      names: namesOf(answer.names),
      frenchAlias: entry.frenchAlias,
      type: (past.type ?? answer.type).name,
      category: answer.damage_class.name,
      power: past.power ?? answer.power,
      accuracy: past.accuracy ?? answer.accuracy,
      pp: past.pp ?? answer.pp,
      priority: answer.priority,
      description: { en: descriptionIn(answer, "en", orders), fr: descriptionIn(answer, "fr", orders) },
    },
    todays: new Set(DATED_FIELDS.filter((field) => past[field] === undefined)),
    machine: answer.machines.find((link) => link.version_group.name === LETS_GO)?.machine.url,
  };
}

type PastValues = ApiAnswers["move"]["past_values"][number];

/**
 * The value that held in Let's Go, where PokéAPI records that it changed later: an entry of `past_values` names the
 * version group in which the value CHANGED, so the earliest entry after Let's Go that has the field holds it. The entry
 * named after Let's Go itself holds what held before.
 */
function valueInLetsGo<F extends DatedField>(
  move: ApiAnswers["move"],
  field: F,
  orders: GroupOrders,
): NonNullable<PastValues[F]> | undefined {
  const order = (entry: PastValues): number => orderOf(orders, entry.version_group.name);
  const later = move.past_values
    .filter((entry) => order(entry) > orderOf(orders, LETS_GO) && entry[field] !== null)
    .sort((a, b) => order(a) - order(b));
  return later[0]?.[field] ?? undefined;
}

/** The game's text of Let's Go, else of the nearest older version group, else of the nearest newer; on one line. */
function descriptionIn(move: ApiAnswers["move"], language: string, orders: GroupOrders): string {
  const letsGo = orderOf(orders, LETS_GO);
  const distance = (group: string): number => {
    const order = orderOf(orders, group);
    return order <= letsGo ? letsGo - order : order * 1000;
  };
  const texts = move.flavor_text_entries
    .filter((entry) => entry.language.name === language)
    .sort((a, b) => distance(a.version_group.name) - distance(b.version_group.name));
  return (texts[0]?.flavor_text ?? "").replaceAll("\u00ad\n", "").replaceAll(/\s+/g, " ").trim();
}

function orderOf(orders: GroupOrders, group: string): number {
  const order = orders.get(group);
  if (order === undefined) throw new Error(`the version group "${group}" is in no list`);
  return order;
}
