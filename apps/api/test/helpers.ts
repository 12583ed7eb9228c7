import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import {
  type Api,
  createApi,
  type DatasetSummary,
  type Snapshot,
  type SnapshotSource,
} from "../src/index.ts";

let bundled: GameData | undefined;

/** The bundled tables as the database would publish them. */
export function bundledData(): GameData {
  if (bundled === undefined) {
    const facts = loadBundledFacts();
    bundled = { ...facts, learnsets: deriveLegalMoves(facts) };
  }
  return bundled;
}

/** A data version of the bundled tables. */
export function createSnapshot(dataVersion = "test-1"): Snapshot {
  return { dataVersion, publishedAt: new Date("2026-11-23T12:00:00Z"), data: bundledData() };
}

/** A source whose state a test sets. */
export interface TestSource extends SnapshotSource {
  snapshot: Snapshot | undefined;
  summary: DatasetSummary | undefined;
  databaseUp: boolean;
}

export function createSource(snapshot: Snapshot | undefined = createSnapshot()): TestSource {
  return {
    snapshot,
    summary: undefined,
    databaseUp: true,
    current() {
      return this.snapshot;
    },
    dataset() {
      return this.summary;
    },
    isDatabaseUp() {
      return this.databaseUp;
    },
  };
}

/** An API on the bundled tables. */
export function createTestApi(source: SnapshotSource = createSource()): Promise<Api> {
  return createApi({ source, version: "0.0.0-test" });
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
