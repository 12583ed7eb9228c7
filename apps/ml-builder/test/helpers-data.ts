import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { completeSpec, type DatasetRequest, type DatasetSpec } from "../src/dataset-spec.ts";

const { learnsets, ...facts } = loadBundledFacts();

/** The bundled facts with their legal moves. */
export const DATA: GameData = { ...facts, learnsets: deriveLegalMoves({ ...facts, learnsets }) };
export const VERSION = "a".repeat(64);

/** A quick data set of three shards. */
export function smallSpec(request: Partial<DatasetRequest> = {}, dataVersion = VERSION): DatasetSpec {
  return completeSpec({ scenario: "all", seed: 1, nMatchups: 120, nodes: 200, ...request }, dataVersion);
}
