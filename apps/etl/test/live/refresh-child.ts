// Run by kill.test.ts: opens the folder, says what it holds, and refreshes it from the live sources.
// It waits to be killed when told to stay.
//   node refresh-child.ts <folder> <base URL> <cache folder> [stay]
import { setTimeout as sleep } from "node:timers/promises";
import { gameDataDigest, loadGameData, migrate, openDatabase } from "@predictiondex/db";
import { runEtl, runLiveRefresh } from "../../src/index.ts";
import { settingsFor } from "./mirror.ts";

const [directory, url, cacheDirectory, stay] = process.argv.slice(2) as [string, string, string, string?];
const database = await openDatabase({ kind: "embedded", directory });
await migrate(database);
await runEtl({ database });
const { data, version } = (await loadGameData(database.db))!;
const attack = data.forms.find(({ slug }) => slug === "pikachu")!.baseStats.attack;
console.log(`found ${JSON.stringify({ attack, isWhole: gameDataDigest(data) === version.digest })}`);
const settings = settingsFor(url, { cacheDirectory, cacheMaxAgeS: 1, mode: "auto" });
const { status } = await runLiveRefresh({
  database,
  settings,
  onProgress: ({ step }) => {
    if (step !== "extract") console.log(step);
  },
});
console.log(`ended ${status}`);
if (stay) await sleep(60_000);
await database.close();
