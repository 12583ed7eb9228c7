import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePort, type RunningCli, runCli } from "./run-cli.ts";

const READY = "Press Ctrl-C to stop.";
// A first start builds the data set, on two cores that others may use as well.
const TIMEOUT_MS = 240_000;
const home = mkdtempSync(join(tmpdir(), "predictiondex-platform-"));
const directory = join(home, "data");
let apiPort: number;
let webPort: number;
const running = new Set<RunningCli>();

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  DATA_DIR: directory,
  API_PORT: `${apiPort}`,
  WEB_PORT: `${webPort}`,
  LANG: "en_US.UTF-8",
  ...more,
});
const start = (
  parameters: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): RunningCli => {
  const cli = runCli(["start", ...parameters], environment(more));
  running.add(cli);
  void cli.ended.then(() => running.delete(cli));
  return cli;
};
const stop = async (cli: RunningCli): Promise<number | null> => {
  cli.child.kill("SIGINT");
  return cli.ended;
};
const askHealth = async () =>
  (await (await fetch(`http://127.0.0.1:${apiPort}/health`)).json()) as { missing: readonly string[] };

beforeAll(async () => {
  [apiPort, webPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  for (const cli of running) {
    cli.child.kill("SIGKILL");
    await cli.ended;
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("npm start", { timeout: TIMEOUT_MS }, () => {
  it("loses nothing when it is killed in the middle of its first start, and completes the next time", async () => {
    for (const moment of [
      /Loading the game's facts/,
      /Building the data set \(answers are ready meanwhile\) [2-9]\d %/,
    ]) {
      const cli = start();
      await cli.sees(moment);
      cli.child.kill("SIGKILL");
      await cli.ended;
    }
    const cli = start();
    await cli.sees(READY);
    expect(await askHealth()).toMatchObject({ missing: [] });
    const types = await (await fetch(`http://127.0.0.1:${webPort}/api/pokemon/`)).json();
    expect(types).toHaveLength(188);
    expect(await stop(cli)).toBe(0);
  });

  it("is ready within seconds the second time, serves page and API, and closes cleanly at Ctrl-C", async () => {
    const begun = performance.now();
    const cli = start([], { CORS_ORIGINS: "https://a.example" });
    await cli.sees(READY);
    const seconds = (performance.now() - begun) / 1000;
    console.log(`second start: ready in ${seconds.toFixed(1)} s (goal 5 s)`);
    expect(seconds).toBeLessThan(15);
    expect(cli.output()).toContain("already");
    const headers = { origin: "https://a.example" };
    const fromAway = await fetch(`http://127.0.0.1:${apiPort}/health`, { headers });
    expect(fromAway.headers.get("access-control-allow-origin")).toBe("https://a.example");
    const page = await fetch(`http://127.0.0.1:${webPort}/?a=pikachu&b=squirtle`);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect((await fetch(`http://127.0.0.1:${webPort}/nothing.js`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${webPort}/api/docs`)).status).toBe(200);
    expect(await stop(cli)).toBe(0);
    expect(cli.output()).toContain("Stopped.");
    await expect(fetch(`http://127.0.0.1:${apiPort}/health`)).rejects.toThrow();
  });

  it("is the folder's one owner: a second start refuses, predict asks the owner, etl refuses with its pid", async () => {
    const owner = start();
    await owner.sees(READY);
    const [otherApi, otherWeb] = [`${await freePort()}`, `${await freePort()}`];
    const second = start([], { API_PORT: otherApi, WEB_PORT: otherWeb });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`process ${owner.child.pid}`);
    const etl = runCli(["etl", "--force"], environment());
    expect(await etl.ended).toBe(1);
    expect(etl.output()).toContain(`process ${owner.child.pid}`);
    const predict = runCli(["predict", "--a", "pikachu", "--b", "carapuce", "--json"], environment());
    expect(await predict.ended).toBe(0);
    expect(JSON.parse(predict.output())).toMatchObject({ recommended: "thunderbolt", method: "search" });
    const doctor = runCli(["doctor"], environment());
    expect(await doctor.ended).toBe(0);
    expect(doctor.output()).toContain(`held by process ${owner.child.pid}`);
    expect(await stop(owner)).toBe(0);
  });

  it("answers on the network with --lan, and shows a QR code", async () => {
    const cli = start(["--lan"]);
    await cli.sees(READY);
    const shown = /On the phone, in the same network: (http:\S+)/.exec(cli.output());
    // A machine without a network has no address to show.
    if (shown) expect(cli.output()).toMatch(/[█▀▄]{5}/);
    await stop(cli);
  });

  it("says in one line that a port is taken, and which variable moves it", async () => {
    const server = await new Promise<Server>((done) => {
      const taken = createServer().listen(apiPort, "127.0.0.1", () => done(taken));
    });
    const cli = start();
    expect(await cli.ended).toBe(1);
    expect(cli.output().trim()).toBe(
      `Port ${apiPort} is taken by another program: stop it, or choose another port, such as API_PORT=${apiPort + 1} npm start`,
    );
    server.close();
  });

  it("says in one line that the data folder can't be used", async () => {
    const file = join(home, "file");
    writeFileSync(file, "");
    const cli = start([], { DATA_DIR: file });
    expect(await cli.ended).toBe(1);
    expect(cli.output().trim()).toMatch(
      /^The data folder .*file can't be read and written \(it is not a folder\): .*DATA_DIR.*$/,
    );
    const closed = join(home, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o000);
    chmodSync(home, 0o755);
    // Rights do not bind root: ask as somebody else.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const other = runCli(["start"], environment({ DATA_DIR: closed }), nobody);
    expect(await other.ended).toBe(1);
    expect(other.output().trim()).toMatch(
      /^The data folder .*closed can't be read and written \(EACCES\): .*DATA_DIR.*$/,
    );
    chmodSync(closed, 0o700);
  });

  it("names every setting at fault at once", async () => {
    const cli = start([], { API_PORT: "eighty", WEB_PORT: "70000" });
    expect(await cli.ended).toBe(1);
    expect(cli.output().trim()).toBe(
      'API_PORT must be a port from 1 to 65535, got "eighty"; WEB_PORT must be a port from 1 to 65535, got "70000"',
    );
  });
});
