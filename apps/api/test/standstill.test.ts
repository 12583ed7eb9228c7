import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const BODY = '{"attacker":{"pokemon":25},"defender":{"pokemon":7}}';
const REQUEST = `POST /v1/damage HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

let own: ChildProcessByStdio<null, Readable, null> | undefined;
// Whatever fails, it is not left behind; a stopped process hears nothing else.
afterAll(() => {
  own?.kill("SIGKILL");
});

/** Starts the API and gives back its port. No database answers: every question gets a 503, once it is read whole. */
async function start(): Promise<number> {
  const env = { HOST: "127.0.0.1", API_PORT: "0", DATABASE_URL: "postgres://u:p@127.0.0.1:1/x" };
  own = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  for await (const chunk of own.stdout.iterator({ destroyOnReturn: false })) {
    log += chunk;
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1];
    if (port !== undefined) break;
  }
  own.stdout.resume();
  return Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(log)![1]);
}

describe("a process that stands still for longer than a request may take", () => {
  it("answers what has arrived meanwhile, where Node's clock alone would reset some of it", async () => {
    const port = await start();
    const sockets = await Promise.all(
      Array.from({ length: 150 }, async () => {
        const socket = connect(port, "127.0.0.1");
        await once(socket, "connect");
        return socket;
      }),
    );
    // Some have sent nothing yet, some a part of the head, some all but the body's end.
    const sentBefore = sockets.map((_, i) => [0, 20, REQUEST.length - 1][i % 3]!);
    const answers = sockets.map(async (socket, i) => {
      socket.write(REQUEST.slice(0, sentBefore[i]));
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("error", (error) => {
        answer += error.message;
      });
      await once(socket, "close");
      return answer;
    });
    await sleep(500);
    own!.kill("SIGSTOP");
    for (const [i, socket] of sockets.entries()) socket.write(REQUEST.slice(sentBefore[i]));
    await sleep(11_500);
    own!.kill("SIGCONT");
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    own!.kill("SIGTERM");
    await once(own!, "exit");
  }, 60_000);
});
