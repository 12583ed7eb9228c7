import { sql } from "kysely";
import { expect, it } from "vitest";
import {
  forgetPredictions,
  listPredictions,
  migrate,
  openDatabase,
  publishGameData,
  recordPredictions,
} from "../src/index.ts";
import { bundledGameData } from "./helpers.ts";

it("keeps predictions for as many days as it is told, and lists the latest", async () => {
  const database = await openDatabase({ kind: "memory" });
  const { db } = database;
  await migrate(database);
  const { version } = await publishGameData(db, bundledGameData(), { source: "test" });
  const note = (probability: number) =>
    recordPredictions(db, [
      { method: "search", dataVersion: version.id, model: null, probability, input: { a: 1 } },
    ]);
  await note(0.25);
  await sql`update prediction_log set logged_at = now() - interval '31 days'`.execute(db);
  await note(0.75);
  expect((await listPredictions(db, 10)).map(({ probability }) => probability)).toEqual([0.75, 0.25]);
  expect(await forgetPredictions(db, 32)).toBe(0);
  expect(await forgetPredictions(db, 30)).toBe(1);
  expect(await listPredictions(db, 10)).toMatchObject([{ probability: 0.75, input: { a: 1 } }]);
  for (const probability of [0.25, 0.5]) await note(probability);
  const [latest, ...earlier] = await listPredictions(db, 3);
  expect(latest).toMatchObject({ probability: 0.5 });
  expect(await listPredictions(db, 2, latest!.id)).toEqual(earlier);
  await database.close();
}, 60_000);
