import { defineCommand, runMain } from "citty";
import { datasetCommand } from "./commands/dataset.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { etlCommand } from "./commands/etl.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { keysCommand } from "./commands/keys.ts";
import { matrixCommand } from "./commands/matrix.ts";
import { modelCommand } from "./commands/model.ts";
import { predictCommand } from "./commands/predict.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { startCommand } from "./commands/start.ts";
import { trainCommand } from "./commands/train.ts";
import { verifyCommand } from "./commands/verify.ts";

await runMain(
  defineCommand({
    meta: {
      name: "predictiondex",
      description: "Pokémon: Let's Go battle predictor: which move to use, and how likely it wins",
    },
    subCommands: {
      start: startCommand,
      etl: etlCommand,
      dataset: datasetCommand,
      train: trainCommand,
      model: modelCommand,
      predict: predictCommand,
      simulate: simulateCommand,
      matrix: matrixCommand,
      keys: keysCommand,
      doctor: doctorCommand,
      verify: verifyCommand,
      evaluate: evaluateCommand,
    },
  }),
);
