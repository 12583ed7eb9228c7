// Loads changed facts into the database that the first argument names, and says each step: made to be killed.

import { type DatabaseSettings, migrate, openDatabase } from "@predictiondex/db";
import { runEtl } from "../src/index.ts";
import { extractorOf, factsWithPower } from "./helpers.ts";

const [settings, power] = process.argv.slice(2) as [string, string];
const database = await openDatabase(JSON.parse(settings) as DatabaseSettings);
await migrate(database);
await runEtl({
  database,
  extractor: extractorOf(factsWithPower(Number(power))),
  force: true,
  onProgress: ({ step }) => process.stdout.write(`${step}\n`),
});
await database.close();
