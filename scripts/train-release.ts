// Trains the committed model from a folder of labelled shards (see docs/MODEL.md):
//   node scripts/train-release.ts --dataset FOLDER [--sure FOLDER] [--out packages/ml/release] [--threads 2] [--most 200000]
// writes model.bin and card.json; --sure holds validation match-ups with surer labels, to calibrate on. Equal shards and
// options give equal bytes.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadBundledFacts } from "@predictiondex/data";
import { RELEASE_TRAINING, type TrainOptions, trainModel } from "@predictiondex/ml";
import { readSamples, readShards } from "@predictiondex/ml-builder";

const { values } = parseArgs({
  options: {
    dataset: { type: "string" },
    sure: { type: "string" },
    out: { type: "string", default: "packages/ml/release" },
    threads: { type: "string", default: "1" },
    most: { type: "string" },
    trees: { type: "string" },
    rate: { type: "string" },
  },
});
if (values.dataset === undefined) throw new Error("--dataset FOLDER is missing");
const facts = loadBundledFacts();
const boost: TrainOptions["boost"] = {
  win: withFlags(RELEASE_TRAINING.boost.win),
  gap: withFlags(RELEASE_TRAINING.boost.gap),
  worst: withFlags(RELEASE_TRAINING.boost.worst),
};
const options: TrainOptions = {
  ...RELEASE_TRAINING,
  boost,
  mostMatchups: Number(values.most ?? RELEASE_TRAINING.mostMatchups),
};
const started = performance.now();
let told = "";
const { bytes, card } = await trainModel(
  readShards(values.dataset, facts),
  facts,
  {
    createdAt: new Date().toISOString().slice(0, 10),
    dataVersion: digestOf("data", ".csv"),
    dataset: datasetName(values.dataset),
  },
  options,
  {
    onProgress({ step, done, validationLoss }) {
      if (done % (step === "encode" ? 20_000 : 100) !== 0 && told === step) return;
      told = step;
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.error(
        `${seconds} s: ${step} ${done}${validationLoss === undefined ? "" : `, validation log loss ${validationLoss.toFixed(5)}`}`,
      );
    },
  },
  values.sure === undefined ? {} : { sure: await readSamples(values.sure, facts) },
);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "model.bin"), bytes);
writeFileSync(join(values.out, "card.json"), `${JSON.stringify(card, undefined, 1)}\n`);
console.log(
  JSON.stringify(
    {
      digest: card.digest,
      bytes: card.bytes,
      heads: card.heads,
      validation: card.validation,
      nMatchups: card.origin.nMatchups,
    },
    undefined,
    1,
  ),
);

function withFlags(boosting: TrainOptions["boost"]["win"]): TrainOptions["boost"]["win"] {
  return {
    ...boosting,
    threads: Number(values.threads),
    nTrees: Number(values.trees ?? boosting.nTrees),
    learningRate: Number(values.rate ?? boosting.learningRate),
  };
}

function digestOf(folder: string, ending: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort())
    hash.update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}

/** The data set by the names and contents of its shards' manifest. */
function datasetName(folder: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, "manifest.json")))
    .digest("hex")
    .slice(0, 16);
}
