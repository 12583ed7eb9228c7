/** What the Docker checks share: a clone of the project, commands in it, and a count of what held. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How a command ended. */
export interface Outcome {
  readonly code: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** A command that goes on. */
export interface Running {
  /** Both streams so far. */
  output(): string;
  /** Resolves when the output matches; throws when the command ends or the time is over before. */
  seen(pattern: RegExp, timeoutMs?: number): Promise<void>;
  /** Ends it as Ctrl-C does. */
  interrupt(): Promise<number>;
}

/** The project in a folder of its own, with a Compose project and ports of its own. */
export interface Clone {
  readonly directory: string;
  readonly project: string;
  readonly ports: { readonly db: number; readonly api: number; readonly web: number };
  readonly apiUrl: string;
  readonly webUrl: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Runs a shell command in the folder; never throws for its code. */
  run(
    command: string,
    options?: { environment?: Record<string, string>; timeoutMs?: number },
  ): Promise<Outcome>;
  /** Runs a shell command that must end with code 0, and gives its output. */
  must(
    command: string,
    options?: { environment?: Record<string, string>; timeoutMs?: number },
  ): Promise<string>;
  start(command: string, environment?: Record<string, string>): Running;
  remove(): void;
}

const DEFAULT_TIMEOUT_MS = 600_000;
const root = join(import.meta.dirname, "../..");
const counts = { passed: 0, failed: 0 };

/** Runs one check, tells how it went, and counts it. */
export async function check(name: string, body: () => Promise<unknown>): Promise<boolean> {
  const start = performance.now();
  try {
    const detail = await body();
    counts.passed++;
    console.log(`✓ ${name}${typeof detail === "string" ? `: ${detail}` : ""} (${seconds(start)} s)`);
    return true;
  } catch (error) {
    counts.failed++;
    console.log(`✗ ${name} (${seconds(start)} s)\n${indent((error as Error).message)}`);
    return false;
  } finally {
    // A check that failed half-way leaves none behind.
    for (const load of loads) await load.stop();
  }
}

const undoings = new Set<() => Promise<unknown>>();

/** Runs the body, then the undoing, also where the whole run is interrupted meanwhile. */
export async function undone<T>(body: () => Promise<T>, undo: () => Promise<unknown>): Promise<T> {
  undoings.add(undo);
  try {
    return await body();
  } finally {
    undoings.delete(undo);
    await undo();
  }
}

/** Undoes what is under way, the last first. */
export async function undoAll(): Promise<void> {
  for (const undo of [...undoings].reverse()) await undo();
}

/** The checks so far. */
export function totals(): Readonly<{ passed: number; failed: number }> {
  return counts;
}

/** Throws unless the claim holds. */
export function expect(claim: boolean, otherwise: string): asserts claim {
  if (!claim) throw new Error(otherwise);
}

/** Throws unless the text matches. */
export function expectMatch(text: string, pattern: RegExp): void {
  expect(pattern.test(text), `${pattern} not found in:\n${tail(text)}`);
}

/** Copies what git knows or would add, as a clean clone holds it, and gives the copy ports that are free. */
export async function cloneProject(name: string): Promise<Clone> {
  const directory = mkdtempSync(join(tmpdir(), `${name}-`));
  const list = await execute("git ls-files -co --exclude-standard -z", root, process.env, DEFAULT_TIMEOUT_MS);
  for (const file of list.output.split("\0")) {
    if (file === "") continue;
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(root, file), join(directory, file), { force: true, verbatimSymlinks: true });
  }
  const ports = { db: await freePort(), api: await freePort(), web: await freePort() };
  const environment = {
    ...withoutProject(process.env),
    COMPOSE_PROJECT_NAME: name,
    IMAGE_TAG: "test",
    // One client asks all of the tests' questions.
    API_RATE_LIMIT_PREDICT: "1000000",
    DB_PORT: String(ports.db),
    API_PORT: String(ports.api),
    WEB_PORT: String(ports.web),
    COMPOSE_ANSI: "never",
    COMPOSE_PROGRESS: "plain",
  };
  const clone: Clone = {
    directory,
    project: name,
    ports,
    apiUrl: `http://127.0.0.1:${ports.api}`,
    webUrl: `http://127.0.0.1:${ports.web}`,
    environment,
    run: (command, options = {}) =>
      execute(
        command,
        directory,
        { ...environment, ...options.environment },
        options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      ),
    async must(command, options) {
      const { code, output } = await clone.run(command, options);
      expect(code === 0, `\`${command}\` ended with code ${code}:\n${tail(output)}`);
      return output;
    },
    start: (command, more = {}) => follow(command, directory, { ...environment, ...more }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  return clone;
}

/** How much more work there is on this machine than it has cores for; 1 where it has enough. */
export function busyness(): number {
  return Math.max(1, loadavg()[0]! / availableParallelism());
}

/** How long to wait for what must happen, but is not promised within a time: a busy machine is given up to four times as long. */
function patient(timeoutMs: number): number {
  return Math.round(timeoutMs * Math.min(busyness(), 4));
}

/** Tries until `look` gives something; its last error is told when the time is over. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  timeoutMs = 60_000,
  pauseMs = 250,
): Promise<T> {
  const start = performance.now();
  let last = "nothing yet";
  while (performance.now() - start < patient(timeoutMs)) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = (error as Error).message;
    }
    await sleep(pauseMs);
  }
  throw new Error(`${what}: not within ${((performance.now() - start) / 1000).toFixed(0)} s (${last})`);
}

/** Those that run. */
const loads = new Set<Load>();
/** How often a busy API asked for patience, in this run. */
let nBusy = 0;

/**
 * A prediction as the page asks for it; throws unless it is one. An API that says it is too busy, and when to come again, is
 * asked again then, as every client must: the machine of a test may have much else to do.
 */
export async function predict(base: string, timeoutMs = 5000): Promise<number> {
  for (let nTries = 1; ; nTries++) {
    const response = await fetch(`${base}/predict/best-move`, {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify({
        pokemon_a_id: 25,
        pokemon_b_id: 7,
        available_moves: ["Tonnerre", "Vive-Attaque"],
      }),
      signal: AbortSignal.timeout(patient(timeoutMs)),
    });
    const text = await response.text();
    if (response.status === 503 && text.includes('"OVERLOADED"') && nTries < 4) {
      nBusy++;
      await sleep(Number(response.headers.get("retry-after") ?? 1) * 1000);
      continue;
    }
    expect(response.status === 200, `${response.status}: ${text.slice(0, 300)}`);
    const { recommended_move_slug: move, win_probability: p } = JSON.parse(text);
    expect(move === "thunderbolt" && p > 0.5 && p <= 1, `not the expected answer: ${text.slice(0, 300)}`);
    return p;
  }
}

/** What a load came to. */
export interface LoadResult {
  readonly nDone: number;
  /** How many requests were told that the API is busy, and answered when they came again. */
  readonly nBusy: number;
  readonly failures: readonly string[];
}

/** A load that goes on until it is stopped. */
export interface Load {
  stop(): Promise<LoadResult>;
}

/** Asks for predictions one after the other on `nClients` connections until stopped, or until the check that started it ends. */
export function startLoad(base: string, nClients = 4): Load {
  const failures: string[] = [];
  const nBusyBefore = nBusy;
  let nDone = 0;
  let isOver = false;
  const client = async (): Promise<void> => {
    while (!isOver) {
      try {
        await predict(base, 10_000);
        nDone++;
      } catch (error) {
        const { message, cause } = error as Error;
        failures.push(cause instanceof Error ? `${message}: ${cause.message}` : message);
      }
      await sleep(20);
    }
  };
  const clients = Array.from({ length: nClients }, client);
  const load: Load = {
    async stop() {
      loads.delete(load);
      isOver = true;
      await Promise.all(clients);
      return { nDone, nBusy: nBusy - nBusyBefore, failures };
    },
  };
  loads.add(load);
  return load;
}

/** Throws where a request of the load failed; otherwise its figures. */
export function withoutFailures({ nDone, nBusy: busy, failures }: LoadResult): string {
  expect(
    failures.length === 0,
    `${failures.length} of ${nDone + failures.length} failed: ${failures.slice(0, 5).join("\n")}`,
  );
  return `${nDone} requests answered, 0 failed${busy > 0 ? `, ${busy} of them after a busy API's 503` : ""}`;
}

/** A port of this machine that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

function execute(command: string, cwd: string, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn("bash", ["-c", command], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const allowedMs = patient(timeoutMs);
    const timer = setTimeout(() => {
      output += `\n(stopped after ${(allowedMs / 1000).toFixed(0)} s)`;
      process.kill(-child.pid!, "SIGKILL");
    }, allowedMs);
    child.on("error", fail);
    child.on("close", (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output });
    });
  });
}

function follow(command: string, cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn("bash", ["-c", `exec ${command}`], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  let code: number | undefined;
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = new Promise<number>((done) => {
    child.on("close", (given) => {
      code = given ?? 130;
      done(code);
    });
  });
  return {
    output: () => output,
    async seen(pattern, timeoutMs = 60_000) {
      const deadline = performance.now() + patient(timeoutMs);
      while (!pattern.test(output)) {
        expect(
          code === undefined,
          `\`${command}\` ended with code ${code} before ${pattern}:\n${tail(output)}`,
        );
        expect(
          performance.now() < deadline,
          `\`${command}\`: ${pattern} not seen within ${timeoutMs / 1000} s:\n${tail(output)}`,
        );
        await sleep(100);
      }
    },
    async interrupt() {
      if (code === undefined) signalGroup(child.pid!, "SIGINT");
      const timer = setTimeout(() => signalGroup(child.pid!, "SIGKILL"), 60_000);
      const given = await ended;
      clearTimeout(timer);
      return given;
    },
  };
}

/** Signals a process and its children, if they have not just ended by themselves. */
function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** What belongs to the caller's own Compose project stays out of the clone's. */
function withoutProject(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(COMPOSE_|POSTGRES_|DATABASE_URL|API_|WEB_|DB_|DEV_MODE|IMAGE_|BIND_)/.test(name),
    ),
  );
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

function tail(text: string): string {
  return text.trimEnd().split("\n").slice(-40).join("\n");
}
