import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that passes on another's answers, edited, with ETags. */
export interface EditingProxy {
  readonly url: string;
  /** Requests by status. */
  readonly byStatus: Map<number, number>;
  /** Called with each path before it is answered. */
  onRequest: (path: string) => void;
  /** Changes an answer's text. */
  edit: (path: string, text: string) => string;
  /** How long an answer may be used without asking again. */
  maxAgeS: (path: string) => number;
  stop(): void;
}

/** Starts one in front of `target`. */
export async function startEditingProxy(target: string): Promise<EditingProxy> {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(request.url!);
      proxy.onRequest(path);
      const answer = await fetch(target + request.url);
      const text = proxy.edit(path, await answer.text());
      const etag = `"${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
      const isSame = request.headers["if-none-match"] === etag;
      const status = isSame ? 304 : answer.status;
      proxy.byStatus.set(status, (proxy.byStatus.get(status) ?? 0) + 1);
      const type = answer.headers.get("content-type") ?? "text/plain";
      const headers = { etag, "content-type": type, "cache-control": `max-age=${proxy.maxAgeS(path)}` };
      response.writeHead(status, headers).end(isSame ? undefined : text);
    } catch {
      response.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const proxy: EditingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    byStatus: new Map(),
    onRequest: () => {},
    edit: (_path, text) => text,
    maxAgeS: () => 0,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}

/** Changes the answer at a path of PokéAPI. */
export function editJson<T>(path: string, change: (answer: T) => void): EditingProxy["edit"] {
  return (asked, text) => {
    if (asked !== path) return text;
    const answer = JSON.parse(text) as T;
    change(answer);
    return JSON.stringify(answer);
  };
}
