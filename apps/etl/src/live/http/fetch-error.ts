import { UnavailableError } from "@predictiondex/core";

/** Why an answer could not be had. */
export type FetchFault =
  | "missing"
  | "refused"
  | "busy"
  | "server-error"
  | "unreachable"
  | "timeout"
  | "bad-answer"
  | "source-down";

/** A request that brought no usable answer; the message names the address and what came instead. */
export class FetchError extends UnavailableError {
  readonly fault: FetchFault;
  readonly url: string;
  /** How long the server asks to wait before the next request. */
  readonly retryAfterMs: number | undefined;

  constructor(
    fault: FetchFault,
    url: string,
    what: string,
    options: ErrorOptions & { readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(`GET ${url}: ${what}`, options);
    this.fault = fault;
    this.url = url;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.fault !== "missing" && this.fault !== "source-down";
  }
}

/** The fault that a status states; undefined for 200 and 304. */
export function faultOfStatus(url: string, response: Response): FetchError | undefined {
  const { status, headers } = response;
  if (status === 200 || status === 304) return undefined;
  const challenge = headers.get("cf-mitigated") === "challenge" ? " with a challenge page for bots" : "";
  const what = `answered ${status}${challenge}`;
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"));
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    return new FetchError("busy", url, what, { retryAfterMs });
  }
  if (status >= 500 || status === 408 || status === 425) return new FetchError("server-error", url, what);
  if (status === 401 || status === 403) return new FetchError("refused", url, what);
  if (status >= 400) return new FetchError("missing", url, what);
  return new FetchError("bad-answer", url, what);
}

/** Milliseconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3); undefined for none. */
export function parseRetryAfter(header: string | null, now: number = Date.now()): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
