import { createHash } from "node:crypto";
import { type Fault, InvalidInputError } from "@predictiondex/core";
import { SCENARIOS, type Scenario, SPLITS, type Split } from "@predictiondex/ml";

/** Changes whenever the same spec would give other match-ups, other labels or other columns. */
export const LABEL_VERSION = "solver-2";

/** All that a data set follows from: equal specs give equal bytes. */
export interface DatasetSpec {
  readonly scenario: Scenario;
  /** Any 32-bit integer. */
  readonly seed: number;
  readonly nMatchups: number;
  /** Match-ups of a shard; the last one may have fewer. */
  readonly shardSize: number;
  /** Kernel turns of each search. */
  readonly nodes: number;
  /** Kernel turns of the search whose answer stands where it is decided; 0 for none. */
  readonly firstNodes: number;
  readonly splits: readonly Split[];
  /**
   * Among the first so many match-ups those that are held out take `SURE_FACTOR` times the nodes where a search leaves them
   * open: labels to compare models by. None where left out.
   */
  readonly sureMatchups?: number;
  /** Whether close match-ups are drawn more often, their weights undoing it. */
  readonly favourClose: boolean;
  /** Digest of the data version. */
  readonly dataVersion: string;
  readonly labelVersion: string;
}

/** What a user says of a data set; the rest has defaults. */
export interface DatasetRequest {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly nMatchups: number;
  readonly nodes?: number;
  readonly firstNodes?: number;
  readonly splits?: readonly Split[];
  readonly sureMatchups?: number;
  readonly favourClose?: boolean;
}

/** Turns that give the most for their time: see docs/DATASET.md. */
export const DEFAULT_NODES = 3000;
/** How much more a label that models are compared by may cost than one that they learn from. */
export const SURE_FACTOR = 10;
/** Rows (moves of both seats) of a match-up on the average: measured, see docs/DATASET.md. */
const ROWS_PER_MATCHUP: Readonly<Record<Scenario, number>> = {
  best_move: 7.9,
  random_move: 7.9,
  in_game: 7.4,
  all_combinations: 2,
  all: 7.2,
};
const LEAST_SHARD = 50;
const LARGEST_SHARD = 1000;
/** Shards that a data set is cut into where its size allows. */
const WANTED_SHARDS = 40;

/** Completes a request. @throws {InvalidInputError} naming every fault at once */
export function completeSpec(request: DatasetRequest, dataVersion: string): DatasetSpec {
  const { scenario, seed, nMatchups, nodes = DEFAULT_NODES, firstNodes = 0, splits = SPLITS } = request;
  const faults: Fault[] = [];
  const check = (isGood: boolean, pointer: string, detail: string): void => {
    if (!isGood) faults.push({ pointer, detail });
  };
  check(
    SCENARIOS.includes(scenario),
    "/scenario",
    `scenario must be one of ${SCENARIOS.join(", ")}, got "${scenario}"`,
  );
  check(
    Number.isInteger(seed) && Math.abs(seed) < 2 ** 31,
    "/seed",
    `seed must be a 32-bit integer, got ${seed}`,
  );
  check(
    Number.isInteger(nMatchups) && nMatchups >= 1 && nMatchups <= 1e8,
    "/nMatchups",
    `match-ups must be 1–100,000,000, got ${nMatchups}`,
  );
  check(
    Number.isInteger(nodes) && nodes >= 1 && nodes <= 1e8,
    "/nodes",
    `nodes must be 1–100,000,000, got ${nodes}`,
  );
  check(
    Number.isInteger(firstNodes) && firstNodes >= 0 && firstNodes <= nodes,
    "/firstNodes",
    `the nodes of the first search must be 0–${nodes}, got ${firstNodes}`,
  );
  check(
    splits.length > 0 && splits.every((split) => SPLITS.includes(split)),
    "/splits",
    `splits must be of ${SPLITS.join(", ")}, got "${splits.join(", ")}"`,
  );
  if (faults.length > 0) throw new InvalidInputError(faults);
  const shardSize = Math.min(LARGEST_SHARD, Math.max(LEAST_SHARD, Math.ceil(nMatchups / WANTED_SHARDS)));
  return {
    scenario,
    seed,
    nMatchups,
    shardSize,
    nodes,
    firstNodes,
    splits,
    ...(request.sureMatchups !== undefined && { sureMatchups: request.sureMatchups }),
    favourClose: request.favourClose ?? true,
    dataVersion,
    labelVersion: LABEL_VERSION,
  };
}

/** The match-ups that come to about so many rows. */
export function matchupsForRows(nRows: number, scenario: Scenario): number {
  return Math.max(1, Math.ceil(nRows / ROWS_PER_MATCHUP[scenario]));
}

/** How many shards a data set has. */
export function countShards({ nMatchups, shardSize }: DatasetSpec): number {
  return Math.ceil(nMatchups / shardSize);
}

/** Match-ups of one shard. */
export function sizeOfShard({ nMatchups, shardSize }: DatasetSpec, shard: number): number {
  return Math.min(shardSize, nMatchups - shard * shardSize);
}

/** Whether a match-up's label is one to compare models by. */
export function isSureTest({ sureMatchups = 0 }: DatasetSpec, index: number, split: Split): boolean {
  return index < sureMatchups && (split === "test-pairs" || split === "test-species");
}

/** The file of a shard. */
export function shardName(shard: number): string {
  return `part-${String(shard).padStart(5, "0")}.parquet`;
}

/** SHA-256 that names a spec; lower-case hexadecimal. */
export function specDigest(spec: DatasetSpec): string {
  const sorted = Object.fromEntries(Object.entries(spec).sort(([left], [right]) => (left < right ? -1 : 1)));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}
