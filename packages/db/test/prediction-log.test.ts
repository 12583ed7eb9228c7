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

it("keeps predictions for as many days as it is told, and no longer", async () => {
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
  await database.close();
}, 60_000);
