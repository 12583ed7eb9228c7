/** The development set-up: five services by one command, their order, hot reload of both kinds, and where the data live. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";
import { busyness, type Clone, check, expect, expectMatch, predict, type Running, until } from "./harness.ts";

const FIRST_PREDICTION_S = 60;
const RELOAD_S = 2;
/** The builder labels and trains: a minute on two idle cores. */
const SETTLED_MS = 600_000;

/** A save as an editor does it. */
type Save = (path: string, text: string) => void;

const saveInPlace: Save = (path, text) => writeFileSync(path, text);
const saveByRename: Save = (path, text) => {
  writeFileSync(`${path}~`, text);
  renameSync(`${path}~`, path);
};

/** From nothing to the first prediction, twice: with the images to build, and with them built. */
export async function checkStart(clone: Clone): Promise<void> {
  await check("docker compose up -d --build, images not built yet or taken from the cache", async () => {
    await clone.must("docker compose up -d --build");
    await until("a prediction through the page's port", () => predict(`${clone.webUrl}/api`));
  });
  await clone.must("docker compose down -v --timeout 20");
  const events = followEvents(clone);
  await check(
    `docker compose up: first prediction within ${FIRST_PREDICTION_S} s, images built`,
    async () => {
      const start = performance.now();
      const up = clone.run("docker compose up -d");
      await until("a prediction through the page's port", () => predict(`${clone.webUrl}/api`), 120_000, 100);
      const took = inTime(start, FIRST_PREDICTION_S, 2);
      const { code, output } = await up;
      expect(code === 0, output);
      return `after ${took}`;
    },
  );
  await check("all servers become healthy, both one-shots exit with 0", async () => {
    await until("healthy", () => isSettled(clone), SETTLED_MS);
  });
  await check("docker compose up --wait succeeds, though both one-shots have ended", async () => {
    await clone.must("docker compose up -d --wait");
    expect(await isSettled(clone), "not settled");
  });
  await check("the services start in the order of the architecture (from the engine's events)", async () => {
    await events.interrupt();
    const happened = readEvents(events.output());
    const order: readonly (readonly [string, string])[] = [
      ["db healthy", "etl start"],
      ["db healthy", "api start"],
      ["etl die 0", "ml_builder start"],
      ["api healthy", "web start"],
    ];
    for (const [before, after] of order) {
      const [first, second] = [happened.indexOf(before), happened.indexOf(after)];
      expect(
        first >= 0 && second > first,
        `"${before}" must come before "${after}" in:\n${happened.join("\n")}`,
      );
    }
    expect(happened.includes("ml_builder die 0"), happened.join("\n"));
  });
  await check("ports are published on 127.0.0.1 alone", async () => {
    const output = await clone.must(
      'docker ps --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --format "{{.Ports}}"',
    );
    expect(!/0\.0\.0\.0:|:::/.test(output), output);
    expectMatch(output, new RegExp(`127\\.0\\.0\\.1:${clone.ports.web}->8501`));
  });
  await check("the page answers to web and to streamlit in the services' network", async () => {
    for (const name of ["web", "streamlit"]) {
      const script = `fetch("http://${name}:8501/").then(async (answer) => console.log(answer.status, await answer.text()))`;
      expectMatch(
        await clone.must(`docker compose exec -T api node --eval '${script}'`),
        /^200 .*PredictionDex/s,
      );
    }
  });
}

/** Hot reload of the API: by place, by rename three times in a row, of a shared package, and after a broken file. */
export async function checkApiReload(clone: Clone): Promise<void> {
  const route = join(clone.directory, "apps/api/src/routes/health.ts");
  const original = readFileSync(route, "utf8");
  const edit = (mark: string): string =>
    original.replace(`"no-store");`, `"no-store");\n      reply.header("x-edit", "${mark}");`);
  expect(edit("1") !== original, "health.ts no longer holds the line that the test edits");
  const saves: readonly (readonly [string, Save])[] = [
    ["saved in place", saveInPlace],
    ["saved by rename, first time", saveByRename],
    ["saved by rename, second time", saveByRename],
    ["saved by rename, third time", saveByRename],
  ];
  for (const [index, [name, save]] of saves.entries()) {
    await check(`API route ${name}: the new answer within ${RELOAD_S} s`, async () => {
      const start = performance.now();
      save(route, edit(String(index)));
      await until("the new answer", async () => (await editOf(clone)) === String(index), 15_000, 25);
      return inTime(start);
    });
  }
  await check("a file that does not compile stops the API alone; the next save starts it again", async () => {
    saveByRename(route, `${original}\nthis is no TypeScript`);
    await until("no answer", async () => (await isAnswering(clone)) === false, 15_000, 50);
    const start = performance.now();
    saveByRename(route, original);
    await until("the answer without the mark", async () => (await editOf(clone)) === null, 15_000, 25);
    return inTime(start);
  });
  const shared = join(clone.directory, "packages/core/src/index.ts");
  const text = readFileSync(shared, "utf8");
  for (const index of [1, 2, 3]) {
    const name = `shared package saved by rename, ${index} of 3: the API starts again within ${RELOAD_S} s`;
    await check(name, async () => {
      const start = performance.now();
      saveByRename(shared, `${text}\nconsole.log("shared package edited: ${index}");\n`);
      await until(
        "the new start",
        async () =>
          (await clone.must("docker compose logs --tail 50 api")).includes(`shared package edited: ${index}`),
        15_000,
        25,
      );
      return inTime(start);
    });
  }
  saveByRename(shared, text);
  await until("the API again", () => isAnswering(clone), 15_000);
}

/** The sources of the jobs are mounted too: their next run is of what was saved. */
export async function checkJobReload(clone: Clone): Promise<void> {
  for (const [service, program] of [
    ["etl", "apps/etl/src/main.ts"],
    ["ml_builder", "apps/ml-builder/src/main.ts"],
  ] as const) {
    await check(`${program} saved: the next run of ${service} is of what was saved`, async () => {
      const path = join(clone.directory, program);
      const original = readFileSync(path, "utf8");
      saveByRename(path, `console.log("edited");\n${original}`);
      try {
        expectMatch(await clone.must(`docker compose run --rm -T ${service}`), /^edited$/m);
      } finally {
        saveByRename(path, original);
      }
    });
  }
}

/** Hot reload of the page: a component changes in the open page, which is not loaded again. */
export async function checkPageReload(clone: Clone): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log("SKIPPED: hot reload of the page: no Chromium on this machine");
    return;
  }
  await check("React component saved: the open page changes without a reload", async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      await page.goto(`${clone.webUrl}/`);
      await page.locator("main").waitFor({ timeout: 60_000 });
      await page.evaluate("window.isSamePage = true");
      const component = join(clone.directory, "apps/web/src/components/page-frame.tsx");
      const original = readFileSync(component, "utf8");
      const times: string[] = [];
      for (const mark of ["1", "2", "3"]) {
        const edited = original.replace("<main", `<main data-edit="${mark}"`);
        expect(edited !== original, "page-frame.tsx no longer holds <main");
        const start = performance.now();
        saveByRename(component, edited);
        await page.locator(`main[data-edit="${mark}"]`).waitFor({ timeout: 20_000 });
        times.push(`${((performance.now() - start) / 1000).toFixed(2)} s`);
      }
      expect((await page.evaluate("window.isSamePage")) === true, "the page was loaded again");
      saveByRename(component, original);
      return times.join(", ");
    } finally {
      await browser.close();
    }
  });
}

/** `down` keeps the data, `down -v` does not; the marker is read by `run --rm --no-deps etl`. */
export async function checkData(clone: Clone): Promise<void> {
  const version = `docker compose exec -T db psql -U letsgo_user -d letsgo_db -Atc "select digest || ' ' || published_at from data_version"`;
  await check("data are kept over down and gone after down -v", async () => {
    const before = await clone.must(version);
    expectMatch(before, /^[0-9a-f]{12}/);
    expectMatch(
      await clone.must("docker compose run --rm --no-deps -T etl cat state/.etl_done"),
      /"digest":/,
    );
    await clone.must("docker compose down --timeout 20");
    // The database row decides: without the marker nothing is loaded again, and the marker is back.
    await clone.must("docker compose run --rm --no-deps -T etl rm state/.etl_done");
    await clone.must("docker compose up -d db etl");
    await until(
      "etl",
      async () => /already|nothing/i.test(await clone.must("docker compose logs etl")),
      60_000,
    );
    await clone.must("docker compose run --rm --no-deps -T etl test -e state/.etl_done");
    expect((await clone.must(version)) === before, "the data version changed");
    await clone.must("docker compose down -v --timeout 20");
    const left = await clone.must(
      'docker volume ls -q --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"',
    );
    expect(!/db_data/.test(left), `volumes left: ${left}`);
    const { code } = await clone.run("docker compose run --rm --no-deps -T etl test -e state/.etl_done");
    expect(code !== 0, "the marker is still there after down -v");
    await clone.must("docker compose down -v");
  });
}

/** Whether the servers are healthy and the one-shots done; throws when one failed. */
export async function isSettled(clone: Clone): Promise<boolean> {
  const states = JSON.parse(
    `[${(await clone.must("docker compose ps -a --format json")).trim().split("\n").join(",")}]`,
  ) as readonly { Service: string; State: string; Health: string; ExitCode: number }[];
  const of = (service: string) => states.find(({ Service }) => Service === service);
  for (const name of ["etl", "ml_builder"]) {
    const state = of(name);
    expect(state?.State !== "exited" || state.ExitCode === 0, `${name} exited with ${state?.ExitCode}`);
    if (state?.State !== "exited") return false;
  }
  return ["db", "api", "web"].every((name) => of(name)?.Health === "healthy");
}

/** The engine itself remembers its last 256 events, and every health check makes some. */
function followEvents(clone: Clone): Running {
  const filter = `--filter label=com.docker.compose.project=${clone.project} --filter type=container`;
  return clone.start(
    `docker events ${filter} --format '{{.Action}}|{{index .Actor.Attributes "com.docker.compose.service"}}|{{index .Actor.Attributes "exitCode"}}'`,
  );
}

/** `service event` lines of the project's start, in order. */
function readEvents(output: string): readonly string[] {
  return output.split("\n").flatMap((line) => {
    const [action = "", service = "", code = ""] = line.split("|");
    if (action === "start") return [`${service} start`];
    if (action === "die") return [`${service} die ${code}`];
    return action === "health_status: healthy" ? [`${service} healthy`] : [];
  });
}

async function editOf(clone: Clone): Promise<string | null | undefined> {
  try {
    const answer = await fetch(`${clone.apiUrl}/health`, {
      headers: { connection: "close" },
      signal: AbortSignal.timeout(1000),
    });
    return answer.headers.get("x-edit");
  } catch {
    return undefined;
  }
}

async function isAnswering(clone: Clone): Promise<boolean> {
  return (await editOf(clone)) !== undefined;
}

/**
 * A machine that others keep busy is given as much more time as it has less of itself to give, `most` times as much at the
 * most, and the line says so.
 */
function inTime(start: number, limitS = RELOAD_S, most = Number.POSITIVE_INFINITY): string {
  const took = (performance.now() - start) / 1000;
  const busy = busyness();
  const share = busy > 1 ? `, ${busy.toFixed(1)} times as much work here as cores` : "";
  expect(took <= limitS * Math.min(busy, most), `took ${took.toFixed(2)} s${share}`);
  return `${took.toFixed(2)} s${share}`;
}
