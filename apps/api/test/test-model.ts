import {
  createLabeller,
  createSampler,
  type LabelledSample,
  loadModel,
  trainModel,
  trainOptions,
} from "@predictiondex/ml";
import { bundledData, createSnapshot, createSource } from "./helpers.ts";

const N_MATCHUPS = 240;
const LABEL_NODES = 200;

let trained: ReturnType<typeof train> | undefined;

/** A model that is really trained, in a second or two: small, and no better than its few match-ups. */
export function testModel(): ReturnType<typeof train> {
  trained ??= train();
  return trained;
}

/** A data version with a trained model in service. */
export async function modelSource() {
  const { bytes, card } = await testModel();
  const { digest } = loadModel(bytes);
  const model = {
    ...{
      id: 4,
      name: "tiny",
      version: `model-${digest.slice(0, 12)}`,
      artefact: bytes,
      sha256: "a".repeat(64),
    },
    ...{ nBytes: bytes.length, dataset: 2, dataVersion: 1, metrics: { brier: 0.1 } },
    card: card as unknown as Readonly<Record<string, unknown>>,
    createdAt: new Date("2026-11-23T12:00:00Z"),
    promotedAt: new Date("2026-11-23T12:05:00Z"),
  };
  return createSource({ ...createSnapshot(), model });
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
