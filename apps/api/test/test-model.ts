import {
  createLabeller,
  createSampler,
  type LabelledSample,
  trainModel,
  trainOptions,
} from "@predictiondex/ml";
import { bundledData } from "./helpers.ts";

const N_MATCHUPS = 240;
const LABEL_NODES = 200;

let trained: ReturnType<typeof train> | undefined;

/** A model that is really trained, in a second or two: small, and no better than its few match-ups. */
export function testModel(): ReturnType<typeof train> {
  trained ??= train();
  return trained;
}

async function train() {
  const data = bundledData();
  const labeller = createLabeller(data);
  const sampler = createSampler(data, { scenario: "random_move", seed: 7 });
  async function* samples(): AsyncGenerator<readonly LabelledSample[]> {
    for (let i = 0; i < N_MATCHUPS; i++) {
      const sample = sampler.sample(i);
      yield [{ sample, label: labeller.label(sample, { nodes: LABEL_NODES }) }];
    }
  }
  const origin = { createdAt: "2026-11-23T12:00:00.000Z", dataVersion: "test", dataset: "test" };
  const options = trainOptions({ nTrees: 12, maxDepth: 3, learningRate: 0.3 }, { firstMatchups: 100 });
  return trainModel(samples(), data, origin, options);
}
