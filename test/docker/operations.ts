/** Runs every command of the table in docs/OPERATIONS.md, from top to bottom, as an operator types it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
      expect((await volumes(clone)) === 3, "the volumes are gone");
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
  "curl -f http://localhost:8000/docs": { shows: /swagger/i },
  "curl -f http://localhost:8501/": { shows: /<title>PredictionDex/ },
};

/** The tables of both languages, their claim to be whole, and every command in them. */
export async function checkOperations(clone: Clone): Promise<void> {
  const rows = readRows(clone, "docs/OPERATIONS.md");
  await check("OPERATIONS.md and OPERATIONS.fr.md hold the same commands in the same order", async () => {
    expect(JSON.stringify(readRows(clone, "docs/OPERATIONS.fr.md")) === JSON.stringify(rows), "they differ");
  });
  await checkGuide(rows);
  let running: Running | undefined;
  for (const [index, { ours }] of rows.entries()) {
    const claim = CLAIMS[ours];
    await check(`${index + 1}. ${ours}`, async () => {
      expect(claim !== undefined, "the test makes no claim about this command");
      const command = onPorts(ours, clone);
      if (!claim.isFollowed) {
        const output = claim.isRepeated
          ? await until(ours, async () => succeeded(await clone.run(command)), 60_000)
          : await clone.must(command);
        if (claim.shows) expectMatch(output, claim.shows);
        await claim.after?.(clone);
        return;
      }
      const followed = clone.start(command);
      try {
        if (claim.shows) await followed.seen(claim.shows, 60_000);
        await claim.after?.(clone);
      } finally {
        // The last start stays for the commands below it.
        const isLastStart = rows.slice(index + 1).every((row) => !CLAIMS[row.ours]?.isFollowed);
        if (isLastStart) running = followed;
        else await followed.interrupt();
      }
    });
  }
  await check("Ctrl-C ends docker compose up and stops every service", async () => {
    expect(running !== undefined, "it does not run");
    await running.interrupt();
    expect((await services(clone)) === "", `still running: ${await services(clone)}`);
  });
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
}

function readRows(clone: Clone, file: string): readonly Row[] {
  const text = readFileSync(join(clone.directory, file), "utf8");
  const table = /<!-- commands -->\n(.*?)\n<!-- \/commands -->/s.exec(text)?.[1] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => {
      const [, theirs = "", ours = ""] = line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|"));
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
