import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Database,
  type DatabaseSettings,
  describeDatabase,
  migrate,
  waitForDatabase,
} from "@predictiondex/db";
import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import type { AccessOptions } from "./access/guard.ts";
import { createApi } from "./create-api.ts";
import { createDatabaseSource, type DatabaseSource } from "./database-source.ts";
import { createPredictionLog } from "./prediction/log.ts";
import { createInlinePool, createThreadPool } from "./prediction/pool.ts";
import type { SpriteSettings } from "./sprites/sprite-store.ts";

/** How the API is started. */
export interface StartOptions {
  /** An open, migrated database, which stays its opener's; or where one will be, to be opened as soon as it answers. */
  readonly database: Database | DatabaseSettings;
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  /** Version of the program. */
  readonly version: string;
  /** Silent when left out. */
  readonly logger?: FastifyBaseLogger;
  /** Origins whose pages may read answers; `*` is any. None when left out. */
  readonly corsOrigins?: readonly string[];
  /** How often to ask the database what is new besides its notifications, 5,000 ms unless told. */
  readonly pollMs?: number;
  /** Folder of the data sets, to be downloaded from; none when left out. */
  readonly datasetDirectory?: string | undefined;
  /** Who may do what, and how often; all may read and predict when left out. */
  readonly access?: AccessOptions;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, ranges, `loopback`, `uniquelocal`. None when left out. */
  readonly trustProxy?: string;
  /** Threads that predict; as many as the machine has cores but one when left out, 0 for none but the caller's. */
  readonly threads?: number;
  /** Turns that a search may play where the request names no number, the solver's default unless told. */
  readonly nodes?: number;
  /** Share of the predictions that is noted in the database, 0.1 unless told. */
  readonly logSample?: number;
  /** Days that noted predictions are kept, 30 unless told. */
  readonly logDays?: number;
  /** Share of the trained model's answers that the solver re-checks in the background, 0.05 unless told. */
  readonly truthSample?: number;
  /** How often what is asked is compared with the training set, 60,000 ms unless told. */
  readonly driftEveryMs?: number;
  /** Whether a thread answers the model's questions about standard sets before they are asked; no unless told. */
  readonly warmUp?: boolean;
  /** Where sprites come from and are kept; stand-ins are drawn when left out. */
  readonly sprites?: SpriteSettings;
}

/** An API that listens. */
export interface RunningApi {
  readonly url: string;
  /** Answers what has been asked, for at most 10 s, then stops. */
  close(): Promise<void>;
}

const DEFAULT_POLL_MS = 5000;
const DEFAULT_LOG_SAMPLE = 0.1;
const DEFAULT_LOG_DAYS = 30;
const DRAIN_MS = 10_000;
const RETRY_MS = 5000;

/** Starts listening; with an open database once its data are in memory, with settings at once. */
export async function startApi(options: StartOptions): Promise<RunningApi> {
  const { database, host, port } = options;
  const logger = options.logger ?? pino({ level: "silent" });
  const { threads = Math.max(1, availableParallelism() - 1) } = options;
  const pool = threads === 0 ? createInlinePool() : createThreadPool({ threads });
  const log = createPredictionLog(options.logSample ?? DEFAULT_LOG_SAMPLE);
  const source = createDatabaseSource({
    logger,
    pollMs: options.pollMs ?? DEFAULT_POLL_MS,
    log,
    logDays: options.logDays ?? DEFAULT_LOG_DAYS,
    onVersion: (snapshot) => pool.prepare(snapshot),
  });
  const warmUp = (options.warmUp ?? false) && threads > 0;
  const app = await createApi({ ...options, source, logger, pool, log, warmUp, processMetrics: true });
  const stopping = new AbortController();
  const isOpen = "db" in database;
  if (isOpen) await source.follow(database);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await source.close();
    await app.close();
    await pool.close();
    throw error;
  }
  const connected = isOpen ? undefined : connect(database, source, logger, stopping.signal);
  const close = async (): Promise<void> => {
    stopping.abort();
    const cutOff = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
    await app.close();
    clearTimeout(cutOff);
    // The source first: told to stop in the middle of a start, it may be about to have threads made.
    await source.close();
    await pool.close();
    await (await connected)?.close();
  };
  let closed: Promise<void> | undefined;
  return {
    url: urlOf(host, (app.server.address() as AddressInfo).port),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** Opens and follows the database, trying until it succeeds or the API stops. */
async function connect(
  settings: DatabaseSettings,
  source: DatabaseSource,
  logger: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<Database | undefined> {
  let database: Database | undefined;
  while (!signal.aborted) {
    try {
      database ??= await waitForDatabase(settings, {
        timeoutMs: Number.POSITIVE_INFINITY,
        signal,
        onWait: (reason) => logger.warn({ reason }, "waiting for the database"),
      });
      await migrate(database);
      await source.follow(database);
      return database;
    } catch (error) {
      if (signal.aborted) break;
      logger.error({ err: error, database: describeDatabase(settings) }, "database not usable; trying again");
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
    }
  }
  return database;
}

function urlOf(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
