import { FetchError, faultOfStatus } from "./fetch-error.ts";

const MOST_REDIRECTS = 5;
const MOST_BYTES = 16 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One attempt. */
export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A good answer: 200 with its body, or 304. */
export interface RawAnswer {
  readonly status: 200 | 304;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Bytes on the wire, as far as the server states them. */
  readonly transferred: number;
}

/**
 * Asks once. Redirects are followed within the same host only; the time limit holds for the whole answer, body included.
 * @throws {FetchError} for everything but 200 and 304; the signal's reason when it aborts.
 */
export async function request(
  url: string,
  { headers, timeoutMs, signal }: RequestOptions,
): Promise<RawAnswer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  try {
    const response = await follow(url, { headers, signal: AbortSignal.any([signal, limit.signal]) });
    const fault = faultOfStatus(url, response);
    if (fault) {
      await response.body?.cancel();
      throw fault;
    }
    const body = await readBody(url, response);
    const stated = Number(response.headers.get("content-length"));
    return {
      status: response.status as 200 | 304,
      headers: response.headers,
      body,
      transferred: stated || body.length,
    };
  } catch (error) {
    if (error instanceof FetchError) throw error;
    signal.throwIfAborted();
    if (limit.signal.aborted) throw new FetchError("timeout", url, `no whole answer within ${timeoutMs} ms`);
    throw new FetchError("unreachable", url, networkCause(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function follow(
  url: string,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Response> {
  let target = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await fetch(target, { ...options, redirect: "manual" });
    const location = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, target);
    if (next.host !== new URL(url).host) {
      throw new FetchError("bad-answer", url, `redirected to another host, ${next.host}`);
    }
    target = next.href;
  }
  throw new FetchError("bad-answer", url, `redirected more than ${MOST_REDIRECTS} times`);
}

async function readBody(url: string, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new FetchError("bad-answer", url, `sent more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** What `fetch` hides behind "fetch failed" and "terminated". */
function networkCause(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return networkCause(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return networkCause(error.cause);
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}
