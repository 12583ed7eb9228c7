import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import {
  DataLockedError,
  deriveLegalMoves,
  type Fault,
  type GameData,
  InvalidInputError,
} from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { type Database, gameDataDigest } from "@predictiondex/db";
import { SCENARIOS, type Scenario, SPLITS, type Split } from "@predictiondex/ml";
import {
  completeSpec,
  currentData,
  DEFAULT_NODES,
  makeDataset,
  matchupsForRows,
  specDigest,
} from "@predictiondex/ml-builder";
import { defineCommand } from "citty";
import { type CliSettings, readSettings } from "../env.ts";
import { createProgressLine, type ProgressLine } from "../platform/progress-line.ts";
import { createRateLine } from "../platform/rate-line.ts";
import { openPlatformDatabase } from "../platform/start-platform.ts";
import { stopRequested } from "../platform/stop-signal.ts";
import { runGuarded } from "../run-command.ts";

/** `predictiondex dataset`: match-ups labelled by the solver, as Parquet. */
export const datasetCommand = defineCommand({
  meta: {
    name: "dataset",
    description: "Label match-ups by the solver and write them as Parquet; a stopped run is gone on with",
  },
  args: {
    rows: {
      type: "string",
      default: "10000",
      description: "About so many rows, one for each move of both seats",
    },
    scenario: { type: "string", default: "all", description: SCENARIOS.join(", ") },
    seed: { type: "string", default: "1", description: "Equal seeds give equal bytes" },
    out: { type: "string", description: "Folder (default: one for each data set in DATA_DIR/datasets)" },
    nodes: { type: "string", default: String(DEFAULT_NODES), description: "Turns that a search plays" },
    "first-nodes": {
      type: "string",
      default: "0",
      description: "Turns of a first search whose answer stands where it is decided; 0: none",
    },
    splits: { type: "string", default: SPLITS.join(), description: "What is drawn from, parted by commas" },
    plain: { type: "boolean", default: false, description: "Draw close match-ups no more often than others" },
    threads: {
      type: "string",
      description: "Threads that label (default: as many as the machine has cores)",
    },
    json: { type: "boolean", default: false, description: "Say what was made as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const settings = readSettings();
      const progress = createProgressLine(args.json ? process.stderr : process.stdout);
      const scenario = args.scenario as Scenario;
      const numbers = readNumbers({
        rows: args.rows,
        seed: args.seed,
        nodes: args.nodes,
        "first-nodes": args["first-nodes"],
        threads: args.threads ?? String(availableParallelism()),
      });
      if (!SCENARIOS.includes(scenario)) {
        const detail = `scenario must be one of ${SCENARIOS.join(", ")}, got "${scenario}"`;
        throw new InvalidInputError([{ pointer: "/scenario", detail }]);
      }
      const facts = await openFacts(settings, progress);
      const stopping = new AbortController();
      void stopRequested().then(() => stopping.abort());
      try {
        const request = {
          scenario,
          seed: numbers.seed,
          nMatchups: matchupsForRows(numbers.rows, scenario),
          nodes: numbers.nodes,
          firstNodes: numbers["first-nodes"],
          splits: args.splits.split(",") as Split[],
          favourClose: !args.plain,
        };
        const spec = completeSpec(request, facts.digest);
        const name = `${scenario}-${specDigest(spec).slice(0, 12)}`;
        const made = await makeDataset({
          data: facts.data,
          spec,
          directory: resolve(args.out ?? join(settings.dataDirectory, "datasets", name)),
          threads: numbers.threads,
          ...(facts.database && { database: facts.database }),
          // Files elsewhere are not the API's to hand out.
          ...(facts.version !== undefined && args.out === undefined && { dataVersion: facts.version }),
          onProgress: createRateLine(progress, "match-ups"),
          onError: (error) => progress.show(error instanceof Error ? error.message : String(error)),
          signal: stopping.signal,
        });
        const { nRows, nFiles, seconds, directory, card } = made;
        const count = (n: number) => n.toLocaleString("en");
        progress.done(
          `${count(nRows)} rows of ${count(card.nMatchups)} match-ups in ${nFiles} Parquet files, ${seconds} s: ${directory}`,
        );
        if (args.json) console.log(JSON.stringify({ name, directory, seconds, ...card }, undefined, 2));
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
        process.exitCode = 1;
        progress.done("stopped; the same command goes on from here");
      } finally {
        await facts.database?.close();
      }
    }),
});

interface Facts {
  readonly data: GameData;
  readonly digest: string;
  /** Id of the data version in the database. */
  readonly version?: number;
  readonly database?: Database;
}

/** The database's facts; the bundled ones where another process owns the folder or nothing is loaded yet. */
async function openFacts(settings: CliSettings, progress: ProgressLine): Promise<Facts> {
  let database: Database;
  try {
    database = await openPlatformDatabase(settings, progress);
  } catch (error) {
    if (!(error instanceof DataLockedError)) throw error;
    progress.done(
      `the database is in use (process ${error.pid}): bundled facts, and no entry in its list of data sets`,
    );
    return bundledFacts();
  }
  try {
    const { data, version } = await currentData(database);
    return { data, digest: version.digest, version: version.id, database };
  } catch (error) {
    await database.close();
    if ((error as { code?: string }).code !== "NOT_READY") throw error;
    progress.done(
      "the database holds no game data yet: bundled facts, and no entry in its list of data sets",
    );
    return bundledFacts();
  }
}

function bundledFacts(): Facts {
  const facts = loadBundledFacts();
  const data = { ...facts, learnsets: deriveLegalMoves(facts) };
  return { data, digest: gameDataDigest(data) };
}

/** Reads whole numbers. @throws InvalidInputError naming every one that is none */
function readNumbers<T extends string>(texts: Readonly<Record<T, string>>): Record<T, number> {
  const faults: Fault[] = [];
  const least = { rows: 1, nodes: 1, threads: 1 } as Partial<Record<string, number>>;
  const numbers = Object.entries<string>(texts).map(([name, text]) => {
    const value = Number(text);
    const isGood =
      text.trim() !== "" && Number.isInteger(value) && value >= (least[name] ?? Number.MIN_SAFE_INTEGER);
    if (!isGood)
      faults.push({
        pointer: `/${name}`,
        detail: `--${name} must be a whole number${least[name] ? ` from ${least[name]} on` : ""}, got "${text}"`,
      });
    return [name, value];
  });
  if (faults.length > 0) throw new InvalidInputError(faults);
  return Object.fromEntries(numbers);
}
