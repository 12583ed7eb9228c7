import { defineCommand, runMain } from "citty";
import { doctorCommand } from "./commands/doctor.ts";
import { etlCommand } from "./commands/etl.ts";
import { keysCommand } from "./commands/keys.ts";
import { matrixCommand } from "./commands/matrix.ts";
import { predictCommand } from "./commands/predict.ts";
import { startCommand } from "./commands/start.ts";
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
      predict: predictCommand,
      matrix: matrixCommand,
      keys: keysCommand,
      doctor: doctorCommand,
      verify: verifyCommand,
    },
  }),
);
