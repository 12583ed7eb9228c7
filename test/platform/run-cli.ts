import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
const MAIN = join(ROOT, "apps/cli/src/main.ts");

/** A command of the CLI as it runs. */
export interface RunningCli {
  readonly child: ChildProcess;
  /** All that it has printed so far, both streams. */
  output(): string;
  /** Resolves when the output holds `text`; rejects when the process ends before. */
  sees(text: string | RegExp): Promise<void>;
  /** Resolves with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `predictiondex …` in a process of its own, with nothing of the environment that names a database. */
export function runCli(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  options: { readonly uid?: number; readonly gid?: number } = {},
): RunningCli {
  const { DATABASE_URL: _url, POSTGRES_HOST: _host, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    cwd: ROOT,
    env: { ...inherited, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  let output = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  return {
    child,
    output: () => output,
    ended,
    sees: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (typeof text === "string" ? !output.includes(text) : !text.test(output)) return;
          watchers.delete(look);
          done();
        };
        watchers.add(look);
        look();
        void ended.then(() => fail(new Error(`ended before it printed "${text}":\n${output}`)));
      }),
  };
}

/** A port on loopback that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
