/**
 * Runs a program and starts it anew whenever a source file changes: `node docker/reload.ts apps/api/src/main.ts`.
 *
 * It looks at the files every 200 ms instead of being told: that sees every kind of save (in place, by rename, by a new
 * file) any number of times, on every host, also where a mount passes no file events on. `node --watch` hears nothing any
 * more after the first save by rename.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const LOOK_MS = 200;
/** How long a program may drain before it is killed. */
const GRACE_MS = 300;
const WATCHED = /\.(ts|json|sql|csv)$/;
const SKIPPED = new Set(["node_modules", "test", "dist"]);

const [script, ...parameters] = process.argv.slice(2);
if (script === undefined) throw new Error("usage: node docker/reload.ts <program> [option...]");
const folders = [resolve(dirname(script)), resolve("packages"), resolve("data")].filter((folder) =>
  existsSync(folder),
);

let child: ChildProcess | undefined;
let isStopping = false;
let seen = look();

start(script);
setInterval(() => {
  const now = look();
  const changed = firstDifference(seen, now);
  seen = now;
  if (changed === undefined || isStopping) return;
  console.log(`${relative(".", changed)} changed: starting again`);
  if (child) end(child);
  else start(script);
}, LOOK_MS);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    isStopping = true;
    if (child) end(child);
    else process.exit(0);
  });
}

function start(program: string): void {
  const started = spawn(
    process.execPath,
    ["--import", "./docker/wait-for-database.ts", program, ...parameters],
    {
      stdio: "inherit",
    },
  );
  child = started;
  const since = performance.now();
  started.on("exit", (code) => {
    child = undefined;
    if (isStopping) process.exit(code ?? 0);
    if (started.killed) start(program);
    else
      console.log(
        `ended with code ${code} after ${Math.round(performance.now() - since)} ms: waiting for a change`,
      );
  });
}

function end(running: ChildProcess): void {
  running.kill("SIGTERM");
  setTimeout(() => running.kill("SIGKILL"), GRACE_MS).unref();
}

/** What tells one state of a file from another, by its path. */
function look(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path);
      } else if (WATCHED.test(entry.name)) {
        const state = statSync(path, { throwIfNoEntry: false });
        if (state) files.set(path, `${state.mtimeMs} ${state.size} ${state.ino}`);
      }
    }
  };
  for (const folder of folders) walk(folder);
  return files;
}

function firstDifference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  for (const [path, state] of after) if (before.get(path) !== state) return path;
  for (const path of before.keys()) if (!after.has(path)) return path;
  return undefined;
}
