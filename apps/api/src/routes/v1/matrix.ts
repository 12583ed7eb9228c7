import { Readable } from "node:stream";
import type { Cell, PredictOptions, SetSpec } from "@predictiondex/answers";
import { cellOptions, createSetReader, MissingError, writeMatrix } from "@predictiondex/answers";
import {
  matrixRequestSchema,
  matrixResponseSchema,
  noQuerySchema,
  storedMatrixResponseSchema,
} from "@predictiondex/contract";
import type { FastifyReply } from "fastify";
import type { Catalogue } from "../../catalogue.ts";
import { whenClientGone } from "../../client-gone.ts";
import { computeCells } from "../../prediction/cells.ts";
import { checkListEffort } from "../../prediction/effort.ts";
import { OverloadedError } from "../../request-errors.ts";
import { rosterRows } from "../../v1/roster-matrix.ts";
import { storedMatrixOf, storedRows, tellStoredMatrix } from "../../v1/stored-matrix.ts";
import { type Api, NOT_MODIFIED, problems, type RouteContext, sendFrom } from "../route-context.ts";

const tags = ["prediction"];
const BODY_LIMIT_BYTES = 256 * 1024;
/** Matrices computed at one time. */
const MAX_MATRICES = 2;

const NOT_BUILT = {
  en: "the matrix of this data version has not been built yet: npm run -s cli -- matrix",
  fr: "la matrice de cette version des données n’est pas encore construite : npm run -s cli -- matrix",
};

/** Whole matrices, streamed row by row. */
export function v1MatrixRoutes(app: Api, { catalogue, pool, nodes, source }: RouteContext): void {
  let running = 0;
  const stream = async (
    reply: FastifyReply,
    now: Catalogue,
    rows: readonly SetSpec[],
    columns: readonly SetSpec[],
    method: PredictOptions["method"],
    compute: (signal: AbortSignal) => AsyncIterator<readonly Cell[]> & AsyncIterable<readonly Cell[]>,
  ): Promise<FastifyReply> => {
    if (running >= MAX_MATRICES) throw new OverloadedError();
    running++;
    const cells = compute(whenClientGone(reply));
    const first = await cells.next().catch((error: unknown) => {
      running--;
      throw error;
    });
    const text = Readable.from(writeMatrix(now, rows, columns, method, startingWith(first, cells)));
    text.once("close", () => running--);
    return reply
      .header("content-type", "application/json; charset=utf-8")
      .header("x-data-version", now.snapshot.dataVersion)
      .header("cache-control", "no-store")
      .send(text);
  };
  const roster = (now: Catalogue, reader: ReturnType<typeof createSetReader>): readonly SetSpec[] =>
    now.data.forms.map(({ slug }) => reader.read(slug, "roster")!);

  app.get(
    "/v1/predict/matrix",
    {
      schema: {
        operationId: "getRosterMatrix",
        tags,
        summary:
          "The 188 forms against each other at level 50 with their standard sets; computed once, then kept",
        querystring: noQuerySchema,
        response: { 200: matrixResponseSchema, ...problems(422, 503) },
      },
    },
    async (_request, reply) => {
      const now = catalogue();
      const all = roster(now, createSetReader(now, "no-restrictions"));
      const stored = storedMatrixOf(source, now);
      return stream(reply, now, all, all, "search", (signal) =>
        stored ? storedRows(now, all, stored) : rosterRows(pool, now, all, nodes, signal),
      );
    },
  );

  app.get(
    "/v1/predict/matrix/stored",
    {
      schema: {
        operationId: "getStoredMatrix",
        tags,
        summary: "The same in 35 kB, by the solver's best effort, once it has been built",
        querystring: noQuerySchema,
        response: { 200: storedMatrixResponseSchema, ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const stored = storedMatrixOf(source, now);
      if (stored === undefined) throw new MissingError(NOT_BUILT);
      const all = roster(now, createSetReader(now, "no-restrictions"));
      const key = `stored-matrix ${stored.specDigest}`;
      return sendFrom(now, request, reply, key, () => tellStoredMatrix(now, all, stored));
    },
  );

  app.post(
    "/v1/predict/matrix",
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        operationId: "predictMatrix",
        tags,
        summary: "Every one of a list against every one of another",
        body: matrixRequestSchema,
        response: { 200: matrixResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = catalogue();
      const reader = createSetReader(now, body.rules);
      const read = (field: "rows" | "columns") =>
        body[field]?.map((input, i) => reader.read(input, `${field}/${i}`)!) ?? roster(now, reader);
      const rows = read("rows");
      const columns = read("columns");
      reader.check();
      checkListEffort(body, rows.length * columns.length);
      const options = cellOptions(body, nodes);
      return stream(reply, now, rows, columns, options.method, (signal) => {
        const cells = computeCells(pool, now, { rows, columns, options }, signal);
        // Only the last pair tells whether all can be solved; a stream that has begun can't be refused any more.
        return options.method === "exact" ? allAtOnce(cells) : cells;
      });
    },
  );
}

async function* allAtOnce(pieces: AsyncIterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  const cells: Cell[] = [];
  for await (const piece of pieces) cells.push(...piece);
  yield cells;
}

/** The iterator with the value that was taken from it put back. */
async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
