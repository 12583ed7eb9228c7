import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { completeSpec, type DatasetRequest, type DatasetSpec } from "../src/dataset-spec.ts";

const { learnsets, ...facts } = loadBundledFacts();

/** The bundled facts with their legal moves. */
export const DATA: GameData = { ...facts, learnsets: deriveLegalMoves({ ...facts, learnsets }) };
/** Every seventh form, and what is said of them: quick where pairs are many. */
export const FEW: GameData = fewForms(DATA);
export const VERSION = "a".repeat(64);

/** A quick data set of three shards. */
export function smallSpec(request: Partial<DatasetRequest> = {}, dataVersion = VERSION): DatasetSpec {
  return completeSpec({ scenario: "all", seed: 1, nMatchups: 120, nodes: 200, ...request }, dataVersion);
}

function fewForms(data: GameData): GameData {
  const forms = data.forms.filter(({ id }) => id % 7 === 1);
  const kept = new Set(forms.map(({ slug }) => slug));
  return {
    ...data,
    forms,
    learnsets: data.learnsets
      .filter(({ form }) => kept.has(form))
      .map((entry) => (kept.has(entry.from) ? entry : { ...entry, origin: "own", from: entry.form })),
    evolutions: data.evolutions.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    trainers: [],
  };
}
