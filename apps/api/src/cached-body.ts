import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addVary } from "./vary.ts";

/** An answer that is serialised, and compressed, once. */
export interface CachedBody {
  readonly plain: Buffer;
  readonly etag: string;
  readonly compressed: Map<Encoding, Buffer>;
}

type Encoding = "br" | "gzip";

const JSON_TYPE = "application/json; charset=utf-8";
/** Below this, compression costs more than it saves. */
const LEAST_COMPRESSED_BYTES = 1024;

/** Answers of one data version, made when first asked for; keys must come from the data, never from a request. */
export function createBodyCache(): (key: string, make: () => unknown) => CachedBody {
  const bodies = new Map<string, CachedBody>();
  return (key, make) => {
    const known = bodies.get(key);
    if (known !== undefined) return known;
    const body = createCachedBody(make());
    bodies.set(key, body);
    return body;
  };
}

/** Serialises a value for any number of answers; its ETag is the digest of what is sent. */
export function createCachedBody(value: unknown): CachedBody {
  const plain = Buffer.from(JSON.stringify(value));
  const digest = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  return { plain, etag: `W/"${digest}"`, compressed: new Map() };
}

/** Answers with a cached body: 304 where the client has it, else in the best encoding that it takes. */
export function sendCached(request: FastifyRequest, reply: FastifyReply, body: CachedBody): FastifyReply {
  reply.header("cache-control", "public, max-age=60, stale-while-revalidate=600").type(JSON_TYPE);
  addVary(reply, "Accept-Encoding");
  if (isKnown(request, reply, body.etag)) return reply.code(304).send();
  const encoding = bestEncoding(request.headers["accept-encoding"]);
  if (encoding === undefined || body.plain.length < LEAST_COMPRESSED_BYTES) return reply.send(body.plain);
  return reply.header("content-encoding", encoding).send(compress(body, encoding));
}

/** Answers with what may change at any time: clients ask anew each time, and get a 304 where they have it still. */
export function sendChecked(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  const { plain, etag } = createCachedBody(value);
  reply.header("cache-control", "no-cache").type(JSON_TYPE);
  return isKnown(request, reply, etag) ? reply.code(304).send() : reply.send(plain);
}

/** Gives the answer its ETag; true where that is what the client has. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header("etag", etag);
  return matches(request.headers["if-none-match"], etag);
}

function compress(body: CachedBody, encoding: Encoding): Buffer {
  const known = body.compressed.get(encoding);
  if (known !== undefined) return known;
  const made =
    encoding === "br"
      ? brotliCompressSync(body.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
      : gzipSync(body.plain);
  body.compressed.set(encoding, made);
  return made;
}

/** Weak comparison, by RFC 9110 §13.1.2. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = etag.replace("W/", "");
  return header.split(",").some((part) => {
    const tag = part.trim();
    return tag === "*" || tag.replace(/^W\//, "") === opaque;
  });
}

function bestEncoding(header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined;
  const taken = header
    .toLowerCase()
    .split(",")
    .map((part) => part.replaceAll(" ", "").split(";"))
    .filter(([, quality]) => quality === undefined || !/^q=0(\.0*)?$/.test(quality))
    .map(([name]) => name);
  return (["br", "gzip"] as const).find((encoding) => taken.includes(encoding));
}
