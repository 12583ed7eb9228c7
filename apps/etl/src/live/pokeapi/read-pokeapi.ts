import {
  type GameFacts,
  type Machine,
  type Nature,
  TYPES,
  type TypeEffectiveness,
  type TypeName,
} from "@predictiondex/core";
import { namesOf } from "./api-names.ts";
import type { PokeApi } from "./pokeapi.ts";
import { readEvolutions } from "./read-evolutions.ts";
import { type FormReading, type RosterEntry, readForm } from "./read-forms.ts";
import { type MoveReading, readGroupOrders, readMove } from "./read-moves.ts";

/** What is to be read. */
export interface Roster {
  readonly forms: readonly RosterEntry[];
  readonly moves: readonly RosterEntry[];
  readonly types: readonly Pick<RosterEntry, "id" | "slug">[];
}

/** A part of the source that could not be read. */
export interface ReadingFault {
  /** Kind and key, such as `form pikachu`, or the name of a whole table. */
  readonly what: string;
  readonly error: unknown;
}

/** What PokéAPI states. A table is absent where a part of it could not be read: it would be half-read. */
export interface PokeApiReading {
  readonly types: readonly TypeName[];
  readonly effectiveness: readonly TypeEffectiveness[] | undefined;
  readonly forms: readonly FormReading[];
  readonly evolutions: GameFacts["evolutions"] | undefined;
  readonly moves: readonly MoveReading[];
  readonly machines: readonly Machine[] | undefined;
  readonly natures: readonly Nature[];
}

export interface ReadPokeApiOptions {
  readonly roster: Roster;
  /** Gets each part that could not be read; may throw to end the reading. */
  readonly onFault: (fault: ReadingFault) => void;
  /** Called after each form and move. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Reads all that PokéAPI tells of the roster. */
export async function readPokeApi(
  api: PokeApi,
  { roster, onFault, onProgress = () => {} }: ReadPokeApiOptions,
): Promise<PokeApiReading> {
  const total = roster.forms.length + roster.moves.length;
  let done = 0;
  /** The value, or undefined with the fault told. */
  const attempt = async <T>(what: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      onFault({ what, error });
      return undefined;
    }
  };
  const each = async <E extends { readonly slug: string }, T>(
    kind: string,
    entries: readonly E[],
    read: (entry: E) => Promise<T>,
  ): Promise<readonly T[]> => {
    const readings = await Promise.all(
      entries.map(async (entry) => {
        const reading = await attempt(`${kind} ${entry.slug}`, () => read(entry));
        if (kind !== "type") onProgress(++done, total);
        return reading;
      }),
    );
    return readings.filter((reading) => reading !== undefined) as readonly T[];
  };
  /** A table that rests on several readings: all of them or none of it. */
  const whole = async <T>(what: string, isWhole: boolean, read: () => Promise<T>): Promise<T | undefined> => {
    if (isWhole) return attempt(what, read);
    onFault({ what, error: new Error("what it rests on could not all be read") });
    return undefined;
  };

  const orders = await readGroupOrders(api);
  const [forms, moves, types, natures] = await Promise.all([
    each("form", roster.forms, (entry) => readForm(api, entry)),
    each("move", roster.moves, (entry) => readMove(api, entry, orders)),
    each("type", roster.types, (entry) => readType(api, entry)),
    readNatures(api, onFault),
  ]);
  const hasAllForms = forms.length === roster.forms.length;
  const hasAllMoves = moves.length === roster.moves.length;
  const hasAllTypes = types.length === TYPES.length;
  return {
    types,
    forms,
    moves,
    natures,
    effectiveness: await whole("type chart", hasAllTypes, () => readEffectiveness(api)),
    evolutions: await whole("evolutions", hasAllForms, () => readEvolutions(api, forms)),
    machines: await whole("machines", hasAllMoves, () => readMachines(api, moves)),
  };
}

async function readType(api: PokeApi, { id, slug }: Roster["types"][number]): Promise<TypeName> {
  const { names } = await api.byName("type", slug);
  return { id, slug: slug as TypeName["slug"], names: namesOf(names) };
}

async function readEffectiveness(api: PokeApi): Promise<readonly TypeEffectiveness[]> {
  const rows = await Promise.all(
    TYPES.map(async (attacking) => {
      const { damage_relations: to } = await api.byName("type", attacking);
      const multipliers = new Map<string, TypeEffectiveness["multiplier"]>([
        ...to.double_damage_to.map((ref) => [ref.name, 2] as const),
        ...to.half_damage_to.map((ref) => [ref.name, 0.5] as const),
        ...to.no_damage_to.map((ref) => [ref.name, 0] as const),
      ]);
      return TYPES.map((defending) => ({
        attacking,
        defending,
        multiplier: multipliers.get(defending) ?? 1,
      }));
    }),
  );
  return rows.flat();
}

async function readMachines(api: PokeApi, moves: readonly MoveReading[]): Promise<readonly Machine[]> {
  const found = await Promise.all(
    moves.map(async ({ move, machine }): Promise<readonly Machine[]> => {
      if (machine === undefined) return [];
      const { item } = await api.byUrl("machine", machine);
      return [{ number: Number(item.name.replace("tm", "")), move: move.slug }];
    }),
  );
  return found.flat().sort((a, b) => a.number - b.number);
}

async function readNatures(api: PokeApi, onFault: ReadPokeApiOptions["onFault"]): Promise<readonly Nature[]> {
  try {
    const natures = await Promise.all((await api.list("nature")).map(({ url }) => api.byUrl("nature", url)));
    return natures
      .map((nature) => ({
        slug: nature.name,
        names: namesOf(nature.names),
        increased: statOf(nature.increased_stat),
        decreased: statOf(nature.decreased_stat),
      }))
      .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  } catch (error) {
    onFault({ what: "natures", error });
    return [];
  }
}

const NATURE_STATS = {
  attack: "attack",
  defense: "defense",
  "special-attack": "specialAttack",
  "special-defense": "specialDefense",
  speed: "speed",
} as const;

function statOf(stat: { readonly name: keyof typeof NATURE_STATS } | null): Nature["increased"] {
  return stat && NATURE_STATS[stat.name];
}
