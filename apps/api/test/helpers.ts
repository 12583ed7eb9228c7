import { countPairs } from "@predictiondex/battle";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type {
  ApiKey,
  Dataset,
  LoggedPrediction,
  Model,
  ModelMatrix,
  StoredMatrix,
  TrainingRun,
} from "@predictiondex/db";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import {
  type Api,
  createApi,
  type DatasetSummary,
  type Snapshot,
  type SnapshotSource,
} from "../src/index.ts";
import type { ModelFault } from "../src/model/model-follower.ts";

let bundled: GameData | undefined;

/** The bundled tables as the database would publish them. */
export function bundledData(): GameData {
  if (bundled === undefined) {
    const facts = loadBundledFacts();
    bundled = { ...facts, learnsets: deriveLegalMoves(facts) };
  }
  return bundled;
}

const ISSUES = (["warning", "info", "warning"] as const).map((severity, i) => ({
  severity,
  subjectTable: i === 1 ? "form" : "move",
  subject: `row-${i}`,
  field: "power",
  found: { bundled: 40, pokeapi: 20 },
  chosenSource: "bundled",
  reason: "Let's Go's own value",
}));

/** A data version of the bundled tables. */
export function createSnapshot(dataVersion = "test-1"): Snapshot {
  return {
    dataVersion,
    publishedAt: new Date("2026-11-23T12:00:00Z"),
    data: bundledData(),
    version: { id: 1, digest: "d".repeat(64), source: "bundled", rowCounts: { forms: 188 } },
    report: {
      sources: [
        {
          source: "bundled",
          url: "data/forms.csv",
          digest: "a".repeat(64),
          bytes: 1,
          retrievedAt: new Date("2026-11-23T12:00:00Z"),
        },
      ],
      issues: ISSUES,
    },
  };
}

/** A stored matrix of the bundled forms that says of every pair the same: one half. */
function evenMatrix(): StoredMatrix {
  const forms = bundledData().forms.map(({ slug }) => slug);
  const words = new Uint16Array(countPairs(forms.length)).fill(500 << 6);
  const content = new Uint8Array(words.buffer);
  const rowsDone = forms.length;
  return { dataVersion: 1, specDigest: "e".repeat(64), forms, nodes: 1, rowsDone, content };
}

/** A source whose state a test sets. */
export interface TestSource extends SnapshotSource {
  snapshot: Snapshot | undefined;
  summary: DatasetSummary | undefined;
  dataSets: readonly Dataset[];
  keys: readonly ApiKey[] | undefined;
  usedKeys: number[];
  databaseUp: boolean;
  fault: ModelFault | undefined;
  matrix: ModelMatrix | undefined;
  storedMatrix: StoredMatrix | undefined;
  runs: readonly TrainingRun[];
  models: readonly Model[];
  logged: readonly LoggedPrediction[];
}

export function createSource(snapshot: Snapshot | undefined = createSnapshot()): TestSource {
  return {
    snapshot,
    summary: undefined,
    dataSets: [],
    keys: [],
    usedKeys: [],
    databaseUp: true,
    fault: undefined,
    matrix: undefined,
    storedMatrix: evenMatrix(),
    runs: [],
    models: [],
    logged: [],
    current() {
      return this.snapshot;
    },
    dataset() {
      return this.summary;
    },
    datasets() {
      return this.dataSets;
    },
    apiKeys() {
      return this.keys;
    },
    noteKeyUse(id) {
      this.usedKeys.push(id);
    },
    isDatabaseUp() {
      return this.databaseUp;
    },
    modelFault() {
      return this.fault;
    },
    standardMatrix() {
      return this.storedMatrix;
    },
    modelMatrix() {
      return this.matrix;
    },
    registry() {
      return { runs: this.runs, models: this.models };
    },
    async recentPredictions(limit, before) {
      return this.logged
        .slice(0, before ?? this.logged.length)
        .map((one, id) => ({ ...one, id }))
        .toReversed()
        .slice(0, limit);
    },
  };
}

/** Turns of a search: few, so that tests are quick; what they say of values holds for any number. */
export const TEST_NODES = 400;

/** An API on the bundled tables. */
export function createTestApi(source: SnapshotSource = createSource()): Promise<Api> {
  return createApi({ source, version: "0.0.0-test", nodes: TEST_NODES });
}

/** A call that must come back whole: no 5xx but 503, no stack trace, no path of this machine. */
export async function call(app: Api, options: InjectOptions | string): Promise<LightMyRequestResponse> {
  const response = await app.inject(options);
  if (/node_modules|\.ts:\d|\bat \w+ \(|\/src\//.test(response.payload)) {
    throw new Error(`an answer shows the inside: ${response.payload}`);
  }
  return response;
}

/** A prediction request. */
export function predict(app: Api, payload: object, headers: Record<string, string> = {}) {
  return call(app, { method: "POST", url: "/predict/best-move", payload, headers });
}

export const PIKACHU = { pokemon: "pikachu", moves: ["thunderbolt", "Vive-Attaque"] };

/** Posts to an API; `ok` wants a 200 and gives back what it holds. */
export function poster(app: () => Api) {
  const post = (url: string, payload: object) => call(app(), { method: "POST", url, payload });
  const ok = async (url: string, payload: object) => {
    const response = await post(url, payload);
    expect(response.statusCode, response.payload).toBe(200);
    return response.json();
  };
  return { post, ok };
}
