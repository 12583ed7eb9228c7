import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import proxy from "@fastify/http-proxy";
import serveStatic from "@fastify/static";
import { type FastifyReply, fastify } from "fastify";

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What the page may load: its own files and its own API, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Components set widths and custom properties on their elements; style sheets come from the page alone.
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves the built page from `directory`, and the API at `apiUrl` under `/api`. */
export async function startWebServer(options: {
  readonly directory: string;
  readonly apiUrl: string;
  readonly host: string;
  readonly port: number;
  /** Sent to the API for every request that brings no key of its own; it never reaches the browser. */
  readonly apiKey?: string | undefined;
}): Promise<RunningServer> {
  const { directory, apiUrl, host, port, apiKey } = options;
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addHook("onSend", async (request, reply) => {
    // The API's own pages under /api bring their own policy.
    if (request.url.startsWith("/api/")) return;
    reply.header("content-security-policy", CONTENT_SECURITY_POLICY);
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "no-referrer");
  });
  await app.register(compress, { encodings: ["br", "gzip"] });
  // Swagger UI asks for its files beside itself.
  app.get("/api/docs", (_request, reply) => reply.redirect("/api/docs/"));
  await app.register(proxy, {
    upstream: apiUrl,
    prefix: "/api",
    rewritePrefix: "/",
    replyOptions: {
      onError: (reply) => sendApiAway(reply as FastifyReply),
      rewriteRequestHeaders: (request, headers) => ({
        ...(apiKey === undefined ? {} : { "x-api-key": apiKey }),
        ...headers,
        "x-forwarded-for": [headers["x-forwarded-for"], request.ip].filter(Boolean).join(", "),
      }),
    },
  });
  await app.register(serveStatic, {
    root: directory,
    wildcard: false,
    // The build writes `.br` beside its scripts and style sheets.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const forever = path.includes(`${join(directory, "assets")}`);
      reply.header("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  // The page's router knows the rest; a missing file stays missing.
  app.setNotFoundHandler((request, reply) => {
    const page = join(directory, "index.html");
    if (request.method !== "GET" || /\.\w+$/.test(request.url.split("?")[0] ?? "") || !existsSync(page)) {
      return reply.code(404).type("text/plain").send("Not found");
    }
    return reply
      .header("cache-control", "no-cache")
      .type("text/html; charset=utf-8")
      .send(createReadStream(page));
  });
  const url = await app.listen({ host, port });
  return { url, close: () => app.close() };
}

/** The API does not answer: a problem that the page understands, without the address behind the proxy. */
function sendApiAway(reply: FastifyReply): void {
  reply.code(502).header("retry-after", "3").type("application/problem+json").send({
    type: "about:blank",
    title: "Bad Gateway",
    status: 502,
    detail: "The API does not answer; try again in a few seconds.",
    instance: reply.request.url,
    code: "UNAVAILABLE",
  });
}
