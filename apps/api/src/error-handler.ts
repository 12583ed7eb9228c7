import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { CancelledError, InvalidRequestError, MissingError } from "@predictiondex/answers";
import { PROBLEM_MEDIA_TYPE, type Problem } from "@predictiondex/contract";
import { NotReadyError, PredictionDexError, type Text, type UiLanguage } from "@predictiondex/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { preferredLanguage } from "./accept-language.ts";
import { FRAMEWORK_CODES, PROBLEMS, type ProblemCode } from "./problems.ts";
import {
  AccessError,
  ModelMissingError,
  OverloadedError,
  PartsMissingError,
  RateLimitedError,
} from "./request-errors.ts";
import { addVary } from "./vary.ts";

const RETRY_AFTER_S = 5;
/** Bytes that have arrived are read within. */
const ARRIVED_MS = 250;

/** Turns every error into a problem; the log gets all of a 5xx, the client nothing but the request's id. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = codeOf(error);
  const { status } = PROBLEMS[code];
  if (status >= 500 && !(error instanceof NotReadyError)) request.log.error({ err: error }, "request failed");
  if (status === 503) {
    reply.header("retry-after", error instanceof NotReadyError ? error.retryAfterS : RETRY_AFTER_S);
  }
  // RFC 9110 §15.5.2 asks for it; there is no registered scheme for keys in a header of their own.
  if (status === 401) reply.header("www-authenticate", 'ApiKey header="X-API-Key"');
  return sendProblem(request, reply, code, error);
}

/** Answers with a problem of the given kind, in the client's language. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  error?: unknown,
): FastifyReply {
  const language = preferredLanguage(request.headers["accept-language"]);
  const text = code === "BODY_TOO_LARGE" ? bodyLimitText(request.routeOptions.bodyLimit) : undefined;
  const problem = makeProblem(code, request.url.split("?", 1)[0] ?? "/", language, error, text);
  addVary(reply, "Accept-Language");
  return reply
    .code(problem.status)
    .header("content-type", PROBLEM_MEDIA_TYPE)
    .header("content-language", language)
    .header("cache-control", "no-store")
    .send(JSON.stringify(problem));
}

/** The latest request of each connection. */
const latest = new WeakMap<Socket, IncomingMessage>();

/** Notes which request a connection is at, for `handleClientError`. */
export function noteRequest(request: IncomingMessage): void {
  latest.set(request.socket, request);
}

/**
 * Answers what never became a request: broken HTTP, headers too large, requests that take too long. After a standstill of
 * the process Node calls those late too whose bytes have been waiting all along; cutting them off would reset them. So
 * what has arrived is read first, and who is complete by then is left alone.
 */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  const refuseUnlessComplete = (): void => {
    if (latest.get(socket)?.complete !== true) refuse(error, socket);
  };
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") setTimeout(refuseUnlessComplete, ARRIVED_MS);
  else refuse(error, socket);
}

function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const codes: ReadonlyMap<string | undefined, ProblemCode> = new Map([
    ["HPE_HEADER_OVERFLOW", "HEADERS_TOO_LARGE"],
    ["ERR_HTTP_REQUEST_TIMEOUT", "TIMEOUT"],
  ]);
  const problem = makeProblem(codes.get(error.code) ?? "MALFORMED_REQUEST", "/", "en");
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof OverloadedError) return "OVERLOADED";
  if (error instanceof CancelledError) return "CLIENT_GONE";
  if (error instanceof PredictionDexError) return error.code;
  if (error instanceof AccessError || error instanceof RateLimitedError) return error.problem;
  if (!(error instanceof Error)) return "INTERNAL";
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : FRAMEWORK_CODES[code];
  if (known !== undefined) return known;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? "MALFORMED_REQUEST" : "INTERNAL";
}

function makeProblem(
  code: ProblemCode,
  instance: string,
  language: UiLanguage,
  error?: unknown,
  text: Text = error instanceof MissingError || error instanceof ModelMissingError
    ? error.text
    : PROBLEMS[code].detail,
): Problem {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:predictiondex:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: title[language],
    status,
    detail: text[language],
    instance,
    code,
  };
  if (error instanceof MissingError && error.field !== undefined) {
    return { ...problem, errors: [{ detail: problem.detail, pointer: `/${error.field}` }] };
  }
  if (!(error instanceof InvalidRequestError || error instanceof PartsMissingError)) return problem;
  const errors = error.requestFaults.map((fault) => ({
    detail: fault.detail[language],
    pointer: fault.pointer,
  }));
  return { ...problem, detail: errors.map((fault) => fault.detail).join("; "), errors };
}

function bodyLimitText(bytes: number): Text {
  const kB = bytes / 1024;
  return { en: `The body is larger than ${kB} kB.`, fr: `Le corps dépasse ${kB} ko.` };
}
