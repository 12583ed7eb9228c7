import { InvalidRequestError, type RequestFault } from "@predictiondex/answers";
import type { FastifyReply, FastifyRequest } from "fastify";
import { createCachedBody, sendCached } from "../cached-body.ts";
import type { Catalogue } from "../catalogue.ts";

/**
 * Answers with a body made for this very address, kept for the next request of it while there is room.
 * @throws {InvalidRequestError} where `make` found faults
 */
export function sendRecent(
  catalogue: Catalogue,
  request: FastifyRequest,
  reply: FastifyReply,
  make: (faults: RequestFault[]) => unknown,
): FastifyReply {
  let body = catalogue.recent.get(request.url);
  if (body === undefined) {
    const faults: RequestFault[] = [];
    const value = make(faults);
    if (faults.length > 0) throw new InvalidRequestError(faults);
    body = createCachedBody(value);
    catalogue.recent.set(request.url, body);
  }
  reply.header("x-data-version", catalogue.snapshot.dataVersion);
  return sendCached(request, reply, body);
}
