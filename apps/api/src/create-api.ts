import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import { DEFAULT_NODES } from "@predictiondex/battle";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { type AccessOptions, OPEN_ACCESS, registerGuard } from "./access/guard.ts";
import { createAllowedMethods } from "./allowed-methods.ts";
import { createCatalogueReader } from "./catalogue.ts";
import { handleClientError, handleError, noteRequest, sendProblem } from "./error-handler.ts";
import { createMetrics } from "./metrics.ts";
import { createDriftWatch } from "./model/drift-watch.ts";
import { solveWhenIdle } from "./model/solve-when-idle.ts";
import { openApiRoutes, registerOpenApi } from "./openapi.ts";
import { createPredictionLog, type PredictionLog } from "./prediction/log.ts";
import { createModelLane } from "./prediction/model-lane.ts";
import { createInlinePool, type PredictionPool } from "./prediction/pool.ts";
import { createWarmUp, NO_WARM_UP } from "./prediction/warm-up.ts";
import { registerJsonReader } from "./read-json.ts";
import { healthRoutes } from "./routes/health.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { moveRoutes } from "./routes/moves.ts";
import { pokemonRoutes } from "./routes/pokemon.ts";
import { predictRoutes } from "./routes/predict.ts";
import type { Api } from "./routes/route-context.ts";
import { spriteRoutes } from "./routes/sprites.ts";
import { typeRoutes } from "./routes/types.ts";
import { v1CatalogueRoutes } from "./routes/v1/catalogue.ts";
import { v1DataRoutes } from "./routes/v1/data.ts";
import { v1MatrixRoutes } from "./routes/v1/matrix.ts";
import { v1ModelRoutes } from "./routes/v1/model.ts";
import { v1PredictRoutes } from "./routes/v1/predict.ts";
import { v1SearchRoutes } from "./routes/v1/search.ts";
import { v1SimulateTeamsRoutes } from "./routes/v1/simulate-teams.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { SnapshotSource } from "./snapshot.ts";
import { createSpriteStore, NO_SPRITES, type SpriteSettings } from "./sprites/sprite-store.ts";
import { validatorCompiler } from "./validation.ts";
import { createWriteQueue } from "./write-together.ts";

/** What an API is made of. */
export interface ApiOptions {
  readonly source: SnapshotSource;
  /** Version of the program. */
  readonly version: string;
  /** Silent when left out. */
  readonly logger?: FastifyBaseLogger;
  /** Origins whose pages may read answers; `*` is any. None when left out. */
  readonly corsOrigins?: readonly string[];
  /** Folder of the data sets, to be downloaded from; none when left out. */
  readonly datasetDirectory?: string | undefined;
  /** Who may do what, and how often; all may read and predict when left out. */
  readonly access?: AccessOptions;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, ranges, `loopback`, `uniquelocal`. None when left out. */
  readonly trustProxy?: string;
  /** Where predictions are made; in the caller's thread when left out. Its maker closes it. */
  readonly pool?: PredictionPool;
  /** Turns that a search may play where the request names no number, the solver's default unless told. */
  readonly nodes?: number;
  /** Where a sample of the predictions is noted; nowhere when left out. */
  readonly log?: PredictionLog;
  /** Where sprites come from and are kept; stand-ins are drawn when left out. */
  readonly sprites?: SpriteSettings;
  /** Whether `/metrics` tells of the whole process as well. */
  readonly processMetrics?: boolean;
  /** Share of the trained model's answers that the solver re-checks in the background, 0.05 unless told. */
  readonly truthSample?: number;
  /** How often what is asked is compared with the training set, 60,000 ms unless told. */
  readonly driftEveryMs?: number;
  /** Whether the pool answers the model's questions about standard sets before they are asked; not unless told. */
  readonly warmUp?: boolean;
}

const DEFAULT_TRUTH_SAMPLE = 0.05;
const DEFAULT_DRIFT_EVERY_MS = 60_000;
const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
/** How often Node looks for requests that are late. */
const TIMEOUT_CHECK_MS = 1000;
const MAX_PARAMETER_LENGTH = 200;

/** Makes the API, ready to answer (`inject`) or to listen. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { source, version, corsOrigins = [], datasetDirectory } = options;
  const app: Api = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    forceCloseConnections: "idle",
    // While draining, what still comes in is answered, and its connection closed.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => requestId(headers["x-request-id"]),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH },
    schemaController: { compilersFactory: { buildValidator: notLoaded, buildSerializer: notLoaded } },
    clientErrorHandler: handleClientError,
    frameworkErrors: handleError,
  });
  // Fastify reads plain text by itself; no route takes any.
  app.removeAllContentTypeParsers();
  registerJsonReader(app);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are built from the contract's types; the tests hold each against its schema.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(handleError);
  const allowedMethods = createAllowedMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = allowedMethods(request.url.split("?", 1)[0] ?? "/");
    if (methods.length === 0) return sendProblem(request, reply, "ROUTE_NOT_FOUND");
    return sendProblem(request, reply.header("allow", methods.join(", ")), "METHOD_NOT_ALLOWED");
  });
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  // Hooks call back, as promises would cost every request several turns of the queue.
  app.addHook("onRequest", (request, reply, done) => {
    noteRequest(request.raw);
    reply.headers(SECURITY_HEADERS).header("x-request-id", request.id);
    done();
  });
  const writeTogether = createWriteQueue();
  app.addHook("onSend", (_request, reply, _payload, done) => {
    // A connection that is kept would be waited for until the drain ends.
    if (isClosing) reply.header("connection", "close");
    writeTogether(done);
  });
  app.addHook("onResponse", ({ log, method, url, routeOptions }, reply, done) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log.info({ method, url, route: routeOptions.url, status: reply.statusCode, ms }, "request done");
    done();
  });
  if (corsOrigins.length > 0) {
    await app.register(cors, {
      origin: corsOrigins.includes("*") ? "*" : [...corsOrigins],
      methods: ["GET", "HEAD", "POST"],
      allowedHeaders: [
        "accept",
        "accept-language",
        "content-type",
        "if-none-match",
        "x-api-key",
        "x-request-id",
      ],
      exposedHeaders: [
        "etag",
        "ratelimit-limit",
        "ratelimit-remaining",
        "ratelimit-reset",
        "retry-after",
        "x-data-version",
        "x-request-id",
      ],
      maxAge: 600,
    });
  }
  await app.register(compress, { encodings: ["br", "gzip"] });
  const { pool = createInlinePool(), log = createPredictionLog(0), processMetrics = false } = options;
  const nodes = options.nodes ?? DEFAULT_NODES;
  const catalogue = createCatalogueReader(source);
  const driftWatch = createDriftWatch({
    source,
    catalogue,
    logger: app.log,
    truthSample: options.truthSample ?? DEFAULT_TRUTH_SAMPLE,
    everyMs: options.driftEveryMs ?? DEFAULT_DRIFT_EVERY_MS,
    solve: (now, task, signal) => solveWhenIdle(pool, now, task, nodes, signal),
  });
  const warmUp = options.warmUp
    ? createWarmUp({
        catalogue: () => (source.current() ? catalogue() : undefined),
        ...{ pool, nodes, logger: app.log },
      })
    : NO_WARM_UP;
  const metrics = createMetrics(app, {
    ...{ source, pool, version, driftWatch, warmUp, ofProcess: processMetrics },
  });
  app.addHook("onRequest", (_request, _reply, done) => {
    warmUp.makeWay();
    done();
  });
  app.addHook("onClose", async () => {
    metrics.close();
    await warmUp.close();
    await driftWatch.close();
  });
  const access = options.access ?? OPEN_ACCESS;
  await registerGuard(app, source, access);
  await registerOpenApi(app, version, access.keyRequired);
  const context = {
    source,
    version,
    datasetDirectory,
    pool,
    modelLane: createModelLane(pool),
    metrics,
    log,
    nodes,
    catalogue,
    driftWatch,
  };
  metricsRoutes(app, context);
  healthRoutes(app, context);
  pokemonRoutes(app, context);
  moveRoutes(app, context);
  typeRoutes(app, context);
  predictRoutes(app, context);
  v1CatalogueRoutes(app, context);
  v1SearchRoutes(app, context);
  v1PredictRoutes(app, context);
  v1SimulateTeamsRoutes(app, context);
  v1MatrixRoutes(app, context);
  v1DataRoutes(app, context);
  v1ModelRoutes(app, context);
  spriteRoutes(app, context, options.sprites ? createSpriteStore(options.sprites) : NO_SPRITES);
  openApiRoutes(app);
  await app.ready();
  return app;
}

/** In the place of Fastify's own schema compilers, a hundred modules that it would load and not use: ours are set. */
function notLoaded(): never {
  throw new Error("the API sets its own compilers");
}

/** The client's own id where it is a plain one, else a fresh one. */
function requestId(header: string | readonly string[] | undefined): string {
  return typeof header === "string" && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}
