// A process that owns a data folder: inserts rows and says which ones are committed, until it is killed.

import { PredictionDexError } from "@predictiondex/core";
import { sql } from "kysely";
import { acquireDirectoryLock } from "../src/directory-lock.ts";
import { openDatabase } from "../src/index.ts";

const [mode, directory] = process.argv.slice(2) as [string, string];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  if (mode === "race") {
    // Everyone starts at the same moment: when the parent says so.
    say("ready");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    acquireDirectoryLock(directory);
    say(`owner ${process.pid}`);
    setInterval(() => {}, 1000);
  } else {
    const database = await openDatabase({ kind: "embedded", directory });
    database.announce({ api: "http://127.0.0.1:1" });
    await sql`create table if not exists row_test (id integer primary key, pid integer)`.execute(database.db);
    say("open");
    const { rows } = await sql<{
      next: number;
    }>`select coalesce(max(id), 0) + 1 as next from row_test`.execute(database.db);
    for (let id = rows[0]!.next; ; id++) {
      await sql`insert into row_test values (${id}, ${process.pid})`.execute(database.db);
      say(`committed ${id}`);
    }
  }
} catch (error) {
  say(error instanceof PredictionDexError ? `${error.code} ${error.message}` : `FAULT ${String(error)}`);
  process.exit(3);
}
