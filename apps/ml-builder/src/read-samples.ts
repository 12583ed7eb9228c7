import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PokemonSet } from "@predictiondex/battle";
import {
  DataInvalidError,
  type Form,
  type GameData,
  type Move,
  type Nature,
  STATS,
} from "@predictiondex/core";
import {
  type LabelledSample,
  type MatchupSample,
  type MoveLabel,
  type SideState,
  SPLITS,
  type Split,
} from "@predictiondex/ml";
import { parquetRead } from "hyparquet";
import { COLUMNS, LIST_SEPARATOR, STAGE_COLUMNS, STAGES, STAT_COLUMNS } from "./dataset-schema.ts";

/** What sets are made whole with again. */
export type ReadFacts = Pick<GameData, "forms" | "moves" | "natures">;

/** What of a data set is read. */
export interface ReadOptions {
  /** All where left out. */
  readonly splits?: readonly Split[];
}

interface Lookups {
  readonly forms: ReadonlyMap<string, Form>;
  readonly moves: ReadonlyMap<string, Move>;
  readonly natures: ReadonlyMap<string, Nature>;
}
type Columns = ReadonlyMap<string, ArrayLike<unknown>>;

/** Columns that say nothing a sample is not made whole with anyway. */
const DERIVED = new Set([
  ...["category", "power", "accuracy", "priority", "type_multiplier", "stab", "damage_min", "damage_max"],
  ...Object.values(STAT_COLUMNS).flatMap((stat) => [`${stat}_a`, `${stat}_b`]),
]);

/** Columns of chances. */
const CHANCES = ["p", "p_low", "p_high", "p_move", "p_move_low", "p_move_high", "worst", "mix"];

/**
 * Reads the Parquet shards of a folder in the order of their names, shard by shard.
 * @throws {DataInvalidError} naming the folder that is missing or the file that is cut off, of another schema, or of forms that the facts don't know,
 *   or its row and column where a label is no chance
 */
export async function* readShards(
  directory: string,
  facts: ReadFacts,
  options: ReadOptions = {},
): AsyncGenerator<readonly LabelledSample[]> {
  const names = (await listFolder(directory)).filter((name) => name.endsWith(".parquet")).sort();
  if (names.length === 0) throw new DataInvalidError(`${directory} holds no Parquet file`);
  for (const name of names) {
    const path = join(directory, name);
    yield decodeShard(await readFile(path), facts, path, options);
  }
}

async function listFolder(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new DataInvalidError(`${directory} does not exist`, { cause: error });
  }
}

/** Reads a whole data set; see `readShards`. */
export async function readSamples(
  directory: string,
  facts: ReadFacts,
  options: ReadOptions = {},
): Promise<LabelledSample[]> {
  const samples: LabelledSample[] = [];
  for await (const shard of readShards(directory, facts, options)) for (const one of shard) samples.push(one);
  return samples;
}

/** Reads one shard's bytes; `path` names it in errors. @throws {DataInvalidError} as `readShards` */
export async function decodeShard(
  bytes: Uint8Array,
  facts: ReadFacts,
  path: string,
  { splits = SPLITS }: ReadOptions = {},
): Promise<readonly LabelledSample[]> {
  const lookups: Lookups = {
    forms: bySlug(facts.forms),
    moves: bySlug(facts.moves),
    natures: bySlug(facts.natures),
  };
  const columns = await readColumns(bytes, path);
  checkLabels(columns, path);
  const at = (name: string, row: number): unknown => columns.get(name)![row];
  const nRows = columns.get("sample")!.length;
  const samples: LabelledSample[] = [];
  try {
    for (let row = 0; row < nRows; ) {
      const first = row;
      const index = at("sample", row);
      while (row < nRows && at("sample", row) === index) row++;
      if (splits.includes(at("split", first) as Split)) samples.push(readOne(columns, first, row, lookups));
    }
  } catch (error) {
    if (!(error instanceof UnknownSlugError)) throw error;
    throw new DataInvalidError(`${path}: ${error.message}`, { cause: error });
  }
  return samples;
}

async function readColumns(bytes: Uint8Array, path: string): Promise<Columns> {
  const wanted = COLUMNS.map(({ name }) => name).filter((name) => !DERIVED.has(name));
  const chunks = new Map<string, ArrayLike<unknown>[]>();
  const { buffer, byteOffset, byteLength } = bytes;
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  try {
    await parquetRead({
      file,
      columns: wanted,
      onChunk: ({ columnName, columnData }) => {
        const known = chunks.get(columnName);
        if (known) known.push(columnData);
        else chunks.set(columnName, [columnData]);
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DataInvalidError(`${path} can't be read as a shard of the data set: ${why}`, { cause: error });
  }
  const missing = wanted.filter((name) => !chunks.has(name));
  if (missing.length > 0) {
    throw new DataInvalidError(`${path} has another schema: it has no column ${missing.join(", ")}`);
  }
  return new Map([...chunks].map(([name, parts]) => [name, parts.length === 1 ? parts[0]! : joined(parts)]));
}

/** @throws {DataInvalidError} naming row and column of the first label that is none */
function checkLabels(columns: Columns, path: string): void {
  for (const name of CHANCES) check(name, (value) => value >= 0 && value <= 1, "0–1");
  check("sample_weight", (value) => value > 0 && value < Number.POSITIVE_INFINITY, "above 0");

  function check(name: string, isGood: (value: number) => boolean, range: string): void {
    const values = columns.get(name)! as ArrayLike<number>;
    for (let row = 0; row < values.length; row++) {
      if (isGood(values[row]!)) continue;
      throw new DataInvalidError(`${path}, row ${row}: ${name} must be ${range}, got ${values[row]}`);
    }
  }
}

function joined(parts: readonly ArrayLike<unknown>[]): ArrayLike<unknown> {
  return parts.flatMap((part) => Array.from(part));
}

/** A match-up from its rows `from` to `to` (exclusive): first those of its seat, then those of the other. */
function readOne(columns: Columns, from: number, to: number, lookups: Lookups): LabelledSample {
  const at = <T>(name: string, row = from): T => columns.get(name)![row] as T;
  const movesOf = (seat: "a" | "b"): MoveLabel[] => {
    const labels: MoveLabel[] = [];
    for (let row = from; row < to; row++) {
      if (at("seat", row) !== seat) continue;
      labels.push({
        move: at("move", row),
        p: at("p_move", row),
        low: at("p_move_low", row),
        high: at("p_move_high", row),
        worst: at("worst", row),
        weight: at("mix", row),
      });
    }
    return labels;
  };
  const a = readSet(columns, "a", from, lookups);
  const b = readSet(columns, "b", from, lookups);
  const state = at<boolean>("is_middle")
    ? { a: readState(columns, "a", from), b: readState(columns, "b", from) }
    : undefined;
  const sample: MatchupSample = {
    index: at("sample"),
    scenario: at("scenario"),
    group: at("pair"),
    split: at("split"),
    rules: at("rules"),
    a,
    b,
    state,
    weight: at("sample_weight"),
  };
  const label = {
    p: at<number>("p"),
    low: at<number>("p_low"),
    high: at<number>("p_high"),
    method: at<"exact" | "search">("method"),
    nodes: at<number>("nodes"),
    a: movesOf("a"),
    b: movesOf("b"),
  };
  return { sample, label };
}

function readSet(columns: Columns, side: "a" | "b", row: number, lookups: Lookups): PokemonSet {
  const at = <T>(word: string): T => columns.get(`${word}_${side}`)![row] as T;
  const nature = at<string | null>("nature");
  const byStat = (word: string) =>
    Object.fromEntries(STATS.map((stat) => [stat, at<number>(`${word}_${STAT_COLUMNS[stat]}`)]));
  return {
    form: find(lookups.forms, "form", at("form")),
    moves: at<string>("moves")
      .split(LIST_SEPARATOR)
      .map((slug) => find(lookups.moves, "move", slug)),
    level: at("level"),
    nature: nature === null ? undefined : find(lookups.natures, "nature", nature),
    ivs: byStat("iv") as PokemonSet["ivs"],
    avs: byStat("av") as PokemonSet["avs"],
    friendship: at("friendship"),
  };
}

function readState(columns: Columns, side: "a" | "b", row: number): SideState {
  const at = <T>(word: string): T => (columns.get(`${word}_${side}`)![row] ?? undefined) as T;
  return {
    hp: at("hp_left"),
    status: at("status"),
    poisonedFor: at("poisoned_for"),
    asleepFor: at<number>("asleep_for"),
    confused: at("is_confused"),
    confusedFor: at<number>("confused_for"),
    stages: Object.fromEntries(STAGES.map((stage) => [stage, at<number>(`stage_${STAGE_COLUMNS[stage]}`)])),
    pp: at<string>("pp").split(LIST_SEPARATOR).map(Number),
    hasActed: at("has_acted"),
  };
}

/** A slug that the facts at hand don't know. */
class UnknownSlugError extends Error {}

function find<T>(items: ReadonlyMap<string, T>, kind: string, slug: string): T {
  const item = items.get(slug);
  if (item === undefined) throw new UnknownSlugError(`the game data have no ${kind} "${slug}"`);
  return item;
}

function bySlug<T extends { readonly slug: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.slug, item]));
}
