import { connect, type Socket } from "node:net";

/** What a load has met. */
export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** A load to be put on a server. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The bytes of the n-th request. */
  readonly request: (n: number) => Buffer;
  /** Requests a second to keep to; as many as come back when left out. */
  readonly rate?: number;
  /** Ends before its time after so many. */
  readonly most?: number;
}

/** A request as bytes, kept-alive. */
export function requestBytes(method: string, path: string, body?: object): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const head =
    body === undefined
      ? ""
      : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${head}\r\n${text}`);
}

/**
 * Puts a load on a server over bare sockets, one request at a time on each, so that the client costs little of the
 * machine. At a given rate, latencies count from when a request was due: what waits for a free connection counts too.
 */
export async function putLoad({
  port,
  connections,
  seconds,
  request,
  rate,
  most,
}: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const idle: Line[] = [];
  const due: number[] = [];
  let sent = 0;
  let isOver = false;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const done = (line: Line, status: string, since: number): void => {
    const now = performance.now();
    latencies.push(now - since);
    statuses[status] = (statuses[status] ?? 0) + 1;
    isOver ||= now >= end || latencies.length === most;
    if (isOver) line.socket.destroy();
    else if (rate === undefined) line.ask(request(sent++), now);
    else if (due.length > 0) line.ask(request(sent++), due.shift()!);
    else idle.push(line);
  };
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port, done)));
  const pacing =
    rate === undefined
      ? undefined
      : setInterval(() => {
          const now = performance.now();
          const wanted = Math.floor(((Math.min(now, end) - begun) / 1000) * rate);
          for (let n = sent + due.length; n < wanted; n++) due.push(begun + (n * 1000) / rate);
          // In turn: a connection that is never asked on is a slow client's, and refused after 10 s.
          while (due.length > 0 && idle.length > 0) idle.shift()!.ask(request(sent++), due.shift()!);
          if (now >= end + 2000) for (const line of lines) line.socket.destroy();
        }, 1);
  if (rate === undefined) for (const line of lines) line.ask(request(sent++), performance.now());
  else idle.push(...lines);
  const stop = setTimeout(
    () => {
      isOver = true;
      for (const line of idle) line.socket.destroy();
    },
    seconds * 1000 + 200,
  );
  await Promise.all(lines.map((line) => line.closed));
  clearInterval(pacing);
  clearTimeout(stop);
  const took = (Math.min(performance.now(), end) - begun) / 1000;
  latencies.sort((left, right) => left - right);
  const at = (share: number): number =>
    Math.round((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0) * 100) /
    100;
  return {
    requests: latencies.length,
    perSecond: Math.round(latencies.length / took),
    ...{ p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) },
    statuses,
  };
}

const HEAD_END = "\r\n\r\n";

interface Line {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  ask(bytes: Buffer, since: number): void;
}

async function openLine(
  port: number,
  onDone: (line: Line, status: string, since: number) => void,
): Promise<Line> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let since = 0;
  let missing = -1;
  let head = "";
  let status = "";
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const line: Line = {
    socket,
    closed,
    ask(bytes, from) {
      since = from;
      missing = -1;
      head = "";
      socket.write(bytes);
    },
  };
  socket.on("close", () => resolve());
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    if (missing < 0) {
      // Only the head is text to the client; a body costs it no more than its length.
      const before = head.length;
      const end = before === 0 ? chunk.indexOf(HEAD_END) : -1;
      head += chunk.toString("latin1", 0, end < 0 ? chunk.length : end + HEAD_END.length);
      const split = head.indexOf(HEAD_END);
      if (split < 0) return;
      status = head.slice(9, 12);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      missing = Number(length ?? 0) - (before + chunk.length - split - HEAD_END.length);
    } else {
      missing -= chunk.length;
    }
    if (missing <= 0) onDone(line, status, since);
  });
  await new Promise<void>((done, fail) => {
    socket.once("connect", done);
    socket.once("error", fail);
  });
  return line;
}
