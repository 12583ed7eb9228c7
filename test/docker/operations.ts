/** Runs every command of the tables in docs/OPERATIONS.md, from top to bottom, as an operator types it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@predictiondex/db";
import { hasOlderServer } from "./faults.ts";
import { type Clone, check, expect, expectMatch, predict, type Running, until } from "./harness.ts";

/** A row of the table: the first project's command, ours. */
interface Row {
  readonly theirs: string;
  readonly ours: string;
}

/** What a command does, beyond ending with code 0. */
interface Claim {
  /** It goes on until Ctrl-C. */
  readonly isFollowed?: boolean;
  /** What must have been typed before. */
  readonly before?: string;
  /** Tried until it succeeds, as people do. */
  readonly isRepeated?: boolean;
  readonly shows?: RegExp;
  readonly after?: (clone: Clone) => Promise<unknown>;
}

const GUIDE = "../../../shared/design/docker-guide.md";

const page = (clone: Clone) => until("a prediction", () => predict(`${clone.webUrl}/api`), 180_000);
const api = (clone: Clone) =>
  until("the API", async () => (await fetch(`${clone.apiUrl}/health`)).status === 200, 120_000);
const services = async (clone: Clone): Promise<string> =>
  (await clone.must("docker compose ps --services")).trim().split("\n").sort().join(" ");
const volumes = async (clone: Clone): Promise<number> =>
  (await clone.must(`docker volume ls -q --filter label=com.docker.compose.project=${clone.project}`))
    .split("\n")
    .filter(Boolean).length;

const nRows =
  "docker compose exec -T db psql -U letsgo_user -d letsgo_db -Atc 'select count(*) from learnset'";
/** What there was before the backup, and the restore must bring back. */
let before = "";

/** By our command; a command that stands twice makes the same claim twice. */
const CLAIMS: Readonly<Record<string, Claim>> = {
  "docker compose up --build": { isFollowed: true, after: page },
  "docker compose up -d --build": { after: page },
  "docker compose logs -f": { isFollowed: true, shows: /ETL done/ },
  "docker compose logs -f api": { isFollowed: true, shows: /Server listening/ },
  "docker compose logs -f etl": { isFollowed: true, shows: /ETL done/ },
  "docker compose logs -f web": { isFollowed: true, shows: /VITE v/ },
  "docker compose restart api": { after: api },
  "docker compose restart web": { after: page },
  "docker compose down": {
    after: async (clone) => {
      expect((await services(clone)) === "", "services are left");
      expect((await volumes(clone)) === 4, `${await volumes(clone)} volumes are left`);
    },
  },
  "docker compose down -v": {
    after: async (clone) => expect((await volumes(clone)) === 0, "volumes are left"),
  },
  "docker compose up --build api": {
    isFollowed: true,
    after: async (clone) => {
      await api(clone);
      expect((await services(clone)) === "api db", await services(clone));
    },
  },
  "docker compose build": {},
  "docker compose up -d db": {
    after: async (clone) => expect((await services(clone)).includes("db"), "no db"),
  },
  'docker compose logs db | grep "ready to accept connections"': {
    isRepeated: true,
    shows: /ready to accept/,
  },
  "docker compose exec db pg_isready -U letsgo_user -d letsgo_db": { shows: /accepting connections/ },
  "curl -f http://localhost:8000/health": { shows: /"status":"healthy"/ },
  "docker compose logs api": { shows: /Server listening/ },
  "docker compose exec api getent hosts db": { shows: /^\d+\.\d+\.\d+\.\d+\s+db/ },
  "docker compose exec api predictiondex doctor": { shows: /✓ Name db: .*✓ Database: .*✓ Data: version/s },
  "docker compose logs etl": { shows: /ETL done|already/ },
  "docker compose run --rm etl --force": { shows: /ETL done/, after: page },
  "docker compose run --rm --no-deps etl cat /app/state/.etl_done": { shows: /"dataVersion":\d+/ },
  'docker compose exec db psql -U letsgo_user -d letsgo_db -c "\\dt"': { shows: /data_version/ },
  "docker compose exec web predictiondex doctor": {
    shows: /✓ Name api: .*✓ API: http:\/\/api:8000 answers/s,
  },
  "docker compose exec web env | grep API_BASE_URL": { shows: /^API_BASE_URL=http:\/\/api:8000$/m },
  "docker compose exec api env | grep DEV_MODE": { shows: /^DEV_MODE=true$/m },
  "docker compose exec web env | grep DEV_MODE": { shows: /^DEV_MODE=true$/m },
  "docker compose port db 5432": {
    shows: /^127\.0\.0\.1:\d+$/m,
    after: async ({ ports }) => {
      const url = `postgresql://letsgo_user:letsgo_password@localhost:${ports.db}/letsgo_db`;
      const database = await openDatabase({ kind: "server", address: { url } });
      await database.runSql("select count(*) from form").finally(() => database.close());
    },
  },
  "curl -f http://localhost:8000/docs": { shows: /swagger/i },
  "curl -f http://localhost:8501/": { shows: /<title>PredictionDex/ },
  "docker compose run --rm -T backup > predictiondex.dump": {
    before: "docker compose up -d db api web",
    after: async (clone) => {
      before = await clone.must(nRows);
      await clone.must(
        "test $(stat -c %s predictiondex.dump) -gt 100000 && docker compose exec -T db psql -q -U letsgo_user -d letsgo_db -c 'delete from learnset'",
      );
    },
  },
  "docker compose run --rm -T restore < predictiondex.dump": {
    shows: /^restored$/m,
    after: async (clone) => {
      expect((await clone.must(nRows)) === before, "the rows are not those of the backup");
      await page(clone);
    },
  },
  "docker compose run --rm ml_builder --force": { shows: /"seconds":/, after: page },
  "docker compose run --rm -e ML_BUILD=full ml_builder": {
    isFollowed: true,
    shows: /"message":"labelling","done":\d+,"total":50000/,
  },
  "docker compose --profile workers up -d --scale ml_worker=4": {
    after: (clone) =>
      until("four workers", async () => {
        const running = await clone.must("docker compose ps --status running -q ml_worker");
        return running.trim().split("\n").length === 4;
      }),
  },
  "docker compose exec api predictiondex model list": { shows: /promoted/ },
  "POSTGRES_VERSION=15 docker compose up --build": {
    before: "docker compose --profile workers down -v --timeout 5",
    isFollowed: true,
    after: async (clone) => {
      await page(clone);
      expectMatch(await clone.must("docker compose exec -T api predictiondex doctor"), /PostgreSQL 15\./);
    },
  },
};

/** The tables of both languages, their claim to be whole, and every command in them. */
export async function checkOperations(clone: Clone): Promise<void> {
  const [rows, more] = ["commands", "more"].map((table) => readRows(clone, "docs/OPERATIONS.md", table));
  await check("OPERATIONS.md and OPERATIONS.fr.md hold the same commands in the same order", async () => {
    const french = ["commands", "more"].map((table) => readRows(clone, "docs/OPERATIONS.fr.md", table));
    expect(rows!.length > 25 && more!.length > 5, "the tables are not found");
    expect(JSON.stringify(french) === JSON.stringify([rows, more]), "they differ");
  });
  await checkGuide(rows!);
  const running = await runRows(clone, rows!);
  await check("Ctrl-C ends docker compose up and stops every service", async () => {
    expect(running !== undefined, "it does not run");
    await running.interrupt();
    expect((await services(clone)) === "", `still running: ${await services(clone)}`);
  });
  await (await runRows(clone, more!))?.interrupt();
  await checkOldCompose(clone);
}

async function checkOldCompose(clone: Clone): Promise<void> {
  if ((await clone.run("docker-compose version --short")).code !== 0) {
    console.log("SKIPPED: the same with docker-compose 1.29, which is not on this machine");
    return;
  }
  await check("the same with docker-compose 1.29: up, exec, run, logs, restart, down -v", async () => {
    await clone.must("docker compose down -v --timeout 5");
    try {
      // Without names it comes back when the builder has ended.
      await clone.must("docker-compose up -d --build db etl api web");
      await page(clone);
      expectMatch(await clone.must("docker-compose exec -T api predictiondex doctor"), /✓ Data: version/);
      expectMatch(await clone.must("docker-compose run --rm -T etl --force"), /ETL done/);
      expectMatch(await clone.must("docker-compose logs db"), /ready to accept connections/);
      await clone.must("docker-compose restart api web");
      await page(clone);
    } finally {
      await clone.must("docker-compose down -v --timeout 5");
    }
  });
}

/** Runs them in order; the last that goes on is left running, for the commands below it, and given back. */
async function runRows(clone: Clone, rows: readonly Row[]): Promise<Running | undefined> {
  let running: Running | undefined;
  for (const [index, { ours }] of rows.entries()) {
    const claim = CLAIMS[ours];
    if (ours.startsWith("POSTGRES_VERSION=15 ") && !(await hasOlderServer(clone))) continue;
    await check(`${index + 1}. ${ours}`, async () => {
      expect(claim !== undefined, "the test makes no claim about this command");
      if (claim.before) await clone.must(claim.before);
      const command = onPorts(ours, clone);
      if (!claim.isFollowed) {
        const output = claim.isRepeated
          ? await until(ours, async () => succeeded(await clone.run(command)), 60_000)
          : await clone.must(command);
        if (claim.shows) expectMatch(output, claim.shows);
        await claim.after?.(clone);
        return;
      }
      const [, assignment = "", plain = command] = /^([A-Z_]+=\S+) (.*)$/.exec(command) ?? [];
      const followed = clone.start(
        plain,
        assignment === "" ? {} : Object.fromEntries([assignment.split("=")]),
      );
      try {
        if (claim.shows) await followed.seen(claim.shows, 60_000);
        await claim.after?.(clone);
      } finally {
        const isLastStart = rows.slice(index + 1).every((row) => !CLAIMS[row.ours]?.isFollowed);
        if (isLastStart) running = followed;
        else await followed.interrupt();
      }
    });
  }
  return running;
}

async function checkGuide(rows: readonly Row[]): Promise<void> {
  const path = join(import.meta.dirname, GUIDE);
  if (!existsSync(path)) {
    console.log("SKIPPED: comparison with the first project's guide, which is not beside the repository");
    return;
  }
  await check(
    "the table's left column holds every command of the first project's guide, in its order",
    async () => {
      const blocks = [...readFileSync(path, "utf8").matchAll(/```bash\n(.*?)```/gs)].map(
        ([, block]) => block ?? "",
      );
      const commands = blocks
        .flatMap((block) => block.split("\n"))
        .filter((line) => /^(docker-compose|pg_isready|curl) /.test(line))
        .map((line) => line.replace(/psycopg2\.connect\(.*\)/, "psycopg2.connect(…)"));
      const theirs = rows.map((row) => row.theirs).slice(0, commands.length);
      expect(commands.length > 20, `only ${commands.length} commands found`);
      expect(
        theirs.join("\n") === commands.join("\n"),
        `the guide:\n${commands.join("\n")}\n\nthe table:\n${theirs.join("\n")}`,
      );
      return `${commands.length} commands`;
    },
  );
  await check("the left column holds every address of the first project's guide", async () => {
    const addresses = new Set(
      readFileSync(path, "utf8").match(/\b(?:http|postgresql):\/\/localhost[^\s`|]*/g),
    );
    const missing = [...addresses].filter((address) => !rows.some(({ theirs }) => theirs.includes(address)));
    expect(addresses.size > 4 && missing.length === 0, `not there: ${missing}`);
    return `${addresses.size} addresses`;
  });
}

function readRows(clone: Clone, file: string, name: string): readonly Row[] {
  const text = readFileSync(join(clone.directory, file), "utf8");
  const table = new RegExp(`<!-- ${name} -->\\n(.*?)\\n<!-- /${name} -->`, "s").exec(text)?.[1] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
      // The table of ours alone has no column of theirs.
      const [theirs = "", ours = ""] = cells.length === 5 ? cells.slice(1) : ["", cells[1]];
      return { theirs: theirs.replaceAll("`", ""), ours: ours.replaceAll("`", "") };
    });
}

function onPorts(command: string, clone: Clone): string {
  return command
    .replace("localhost:8000", `localhost:${clone.ports.api}`)
    .replace("localhost:8501", `localhost:${clone.ports.web}`);
}

function succeeded({ code, output }: { code: number; output: string }): string | false {
  return code === 0 && output;
}
