import { PROBLEM_MEDIA_TYPE, problemSchema } from "@predictiondex/contract";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { sendCached } from "../cached-body.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Metrics } from "../metrics.ts";
import type { DriftWatch } from "../model/drift-watch.ts";
import type { PredictionLog } from "../prediction/log.ts";
import type { ModelLane } from "../prediction/model-lane.ts";
import type { PredictionPool } from "../prediction/pool.ts";
import type { SnapshotSource } from "../snapshot.ts";

/** The server as routes see it: requests are typed by their zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes share. */
export interface RouteContext {
  readonly source: SnapshotSource;
  /** The current data version; throws `DataMissingError` where there is none. */
  readonly catalogue: () => Catalogue;
  /** Version of the program. */
  readonly version: string;
  /** Folder of the data sets; undefined where this host holds none. */
  readonly datasetDirectory: string | undefined;
  /** Turns that a search may play where the request names no number. */
  readonly nodes: number;
  readonly pool: PredictionPool;
  readonly modelLane: ModelLane;
  readonly metrics: Metrics;
  readonly log: PredictionLog;
  readonly driftWatch: DriftWatch;
}

const PROBLEM_TEXTS = {
  401: "A key is needed, and none was sent.",
  403: "The key is wrong or revoked, or its scopes don't reach that far.",
  404: "Nothing is there.",
  422: "The request breaks a rule; `errors` names every field.",
  429: "The limit of requests a minute is reached; `Retry-After` says when to go on.",
  503: "Data are not loaded yet, or too much is asked at once; `Retry-After` says when to try again.",
} as const;

/** The schema of a file of that media type. */
export const binary = (contentMediaType: string) =>
  z.any().meta({ type: "string", contentMediaType, contentEncoding: "binary" });

/** What a route with an ETag may answer, for its schema. */
export const NOT_MODIFIED = {
  304: z.undefined().describe("The client has it: `If-None-Match` names its ETag."),
};

/** The error answers of a route, for its schema; those of the guard come by themselves. */
export function problems(...statuses: readonly (keyof typeof PROBLEM_TEXTS)[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEM_TEXTS[status], content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } } },
    ]),
  );
}

/** What any route may answer that asks for a key. */
export const GUARD_PROBLEMS = problems(401, 403, 429);

/** Answers with a body of the data version, serialised once; `key` must come from the data, never from a request. */
export function sendFrom(
  catalogue: Catalogue,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  make: () => unknown,
): FastifyReply {
  reply.header("x-data-version", catalogue.snapshot.dataVersion);
  return sendCached(request, reply, catalogue.body(key, make));
}
