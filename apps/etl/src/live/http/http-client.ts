import { setTimeout as sleep } from "node:timers/promises";
import { FetchError } from "./fetch-error.ts";
import { type CachedAnswer, type HttpCache, sha256 } from "./http-cache.ts";
import { createRateGate, type RateLimits } from "./rate-gate.ts";
import { type RawAnswer, request } from "./request.ts";

/** After so many resources in a row that could not be had, the source counts as down and is left alone. */
const FAILURES_TO_BE_DOWN = 5;
/** A server that asks for a longer wait is left alone until the next run. */
const LONGEST_WAIT_MS = 120_000;
const LONGEST_BACKOFF_MS = 30_000;

/** How a source is asked. */
export interface HttpClientOptions extends RateLimits {
  readonly userAgent: string;
  readonly cache: HttpCache;
  /** Longest time for one answer. */
  readonly timeoutMs: number;
  /** Attempts for each resource, the first included. */
  readonly attempts: number;
  /** First pause before an attempt is repeated; doubles each time, with jitter. */
  readonly retryBaseMs: number;
  /** A kept answer is used so long without asking again, longer where the source allows it; 0 always asks. */
  readonly cacheMaxAgeS: number;
  /** Called before each repeated attempt. */
  readonly onRetry?: (error: FetchError, waitMs: number) => void;
  /** Called when an answer can't be kept on disk; it is used all the same. */
  readonly onCacheFault?: (error: unknown) => void;
}

/** What was transferred. */
export interface TransferCounts {
  /** Requests sent, repeated ones included. */
  readonly requests: number;
  readonly retries: number;
  /** Answers of 304: what is kept still holds. */
  readonly revalidated: number;
  /** Answers taken from the cache without asking. */
  readonly fromCache: number;
  /** Answers taken from the cache although too old, because the source gave none. */
  readonly stale: number;
  readonly bytes: number;
}

/** What is asked for. */
export interface Question<T> {
  /** Media type that the answer must have. */
  readonly mediaType: string;
  /** Turns the body into a value; what it throws makes the answer a bad one, which is asked for again. */
  readonly parse: (text: string) => T;
  readonly signal: AbortSignal;
}

/** A value and where it comes from. */
export interface Answer<T> {
  readonly value: T;
  readonly url: string;
  /** SHA-256 of the body. */
  readonly digest: string;
  readonly bytes: number;
  readonly retrievedAt: Date;
}

/** Asks one source. */
export interface HttpClient {
  /**
   * The answer at the address, checked by `parse`.
   * @throws {FetchError} when there is none after all attempts and none is kept.
   */
  get<T>(url: string, question: Question<T>): Promise<Answer<T>>;
  counts(): TransferCounts;
  /** Why the source was given up; undefined while it answers. */
  down(): FetchError | undefined;
}

/** Makes a client with limits, retries and cache; one for each source. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { cache, attempts, cacheMaxAgeS } = options;
  const gate = createRateGate(options);
  const counts = { requests: 0, retries: 0, revalidated: 0, fromCache: 0, stale: 0, bytes: 0 };
  let nFailedInARow = 0;
  let down: FetchError | undefined;

  async function get<T>(url: string, question: Question<T>): Promise<Answer<T>> {
    const kept = keptAnswer(await cache.read(url), question);
    if (kept && isFresh(kept.cached)) {
      counts.fromCache += 1;
      return kept.answer;
    }
    try {
      const answer = await ask(url, question, kept);
      nFailedInARow = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.isTransient && ++nFailedInARow >= FAILURES_TO_BE_DOWN) down ??= error;
      if (!kept || error.fault === "missing") throw error;
      counts.stale += 1;
      return kept.answer;
    }
  }

  async function ask<T>(url: string, question: Question<T>, kept: Kept<T> | undefined): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      if (down) throw new FetchError("source-down", url, `not asked, the source is down (${down.message})`);
      try {
        return await gate.pass(() => askOnce(url, question, kept), question.signal);
      } catch (error) {
        if (!(error instanceof FetchError) || !error.isTransient) throw error;
        const wait = error.retryAfterMs ?? backoff(attempt);
        if (attempt >= attempts || wait > LONGEST_WAIT_MS) throw givenUp(error, attempt, wait);
        if (error.retryAfterMs !== undefined) gate.pause(wait);
        counts.retries += 1;
        options.onRetry?.(error, wait);
        await sleep(wait, undefined, { signal: question.signal });
      }
    }
  }

  async function askOnce<T>(
    url: string,
    question: Question<T>,
    kept: Kept<T> | undefined,
  ): Promise<Answer<T>> {
    const { mediaType, signal } = question;
    if (down) throw new FetchError("source-down", url, `not asked, the source is down (${down.message})`);
    counts.requests += 1;
    const headers = {
      "user-agent": options.userAgent,
      accept: mediaType,
      ...(kept?.cached.etag && { "if-none-match": kept.cached.etag }),
      ...(kept?.cached.lastModified && { "if-modified-since": kept.cached.lastModified }),
    };
    const raw = await request(url, { headers, timeoutMs: options.timeoutMs, signal });
    counts.bytes += raw.transferred;
    if (raw.status === 304 && kept) {
      counts.revalidated += 1;
      await keep({ ...kept.cached, ...freshness(raw) });
      return kept.answer;
    }
    const cached = checked(url, raw, mediaType);
    const value = parseOrThrow(url, cached.body, question);
    await keep(cached);
    return answerOf(cached, value);
  }

  async function keep(answer: CachedAnswer): Promise<void> {
    try {
      await cache.write(answer);
    } catch (error) {
      options.onCacheFault?.(error);
    }
  }

  function isFresh({ confirmedAt, maxAgeS }: CachedAnswer): boolean {
    const ageS = (Date.now() - Date.parse(confirmedAt)) / 1000;
    return cacheMaxAgeS > 0 && ageS >= 0 && ageS < Math.max(cacheMaxAgeS, maxAgeS);
  }

  function backoff(attempt: number): number {
    const longest = Math.min(options.retryBaseMs * 2 ** (attempt - 1), LONGEST_BACKOFF_MS);
    return longest * (0.5 + Math.random() / 2);
  }

  return { get, counts: () => ({ ...counts }), down: () => down };
}

/** A kept answer with its value. */
interface Kept<T> {
  readonly cached: CachedAnswer;
  readonly answer: Answer<T>;
}

/** What is kept, unless the parser refuses it by now. */
function keptAnswer<T>(cached: CachedAnswer | undefined, { parse }: Question<T>): Kept<T> | undefined {
  if (cached === undefined) return undefined;
  try {
    return { cached, answer: answerOf(cached, parse(cached.body.toString("utf8"))) };
  } catch {
    return undefined;
  }
}

function answerOf<T>({ url, digest, body, confirmedAt }: CachedAnswer, value: T): Answer<T> {
  return { value, url, digest, bytes: body.length, retrievedAt: new Date(confirmedAt) };
}

function checked(url: string, { status, headers, body }: RawAnswer, mediaType: string): CachedAnswer {
  const found = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (status === 304)
    throw new FetchError("bad-answer", url, "answered 304 to a question without conditions");
  if (found !== mediaType) {
    throw new FetchError("bad-answer", url, `sent ${found ?? "no media type"} instead of ${mediaType}`);
  }
  if (body.length === 0) throw new FetchError("bad-answer", url, "sent an empty body");
  return {
    url,
    body,
    digest: sha256(body),
    etag: headers.get("etag") ?? undefined,
    lastModified: headers.get("last-modified") ?? undefined,
    ...freshness({ headers }),
  };
}

function freshness({ headers }: Pick<RawAnswer, "headers">): Pick<CachedAnswer, "confirmedAt" | "maxAgeS"> {
  const maxAge = /\bmax-age=(\d+)/.exec(headers.get("cache-control") ?? "")?.[1];
  return { confirmedAt: new Date().toISOString(), maxAgeS: Number(maxAge ?? 0) };
}

function parseOrThrow<T>(url: string, body: Buffer, { parse }: Question<T>): T {
  try {
    return parse(body.toString("utf8"));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new FetchError("bad-answer", url, what, { cause: error });
  }
}

function givenUp(error: FetchError, attempts: number, waitMs: number): FetchError {
  const { fault, url, message } = error;
  const what = message.slice(`GET ${url}: `.length);
  const ending =
    waitMs > LONGEST_WAIT_MS
      ? `and asks to wait ${Math.round(waitMs / 1000)} s: left alone`
      : `${attempts} attempt${attempts === 1 ? "" : "s"}`;
  return new FetchError(fault, url, `${what} (${ending})`, { cause: error });
}
