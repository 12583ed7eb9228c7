import { PREDICTOR_VERSION } from "@predictiondex/answers";
import {
  dataReportSchema,
  datasetFileParamsSchema,
  datasetsSchema,
  dataVersionSchema,
  gameFactsSchema,
  noQuerySchema,
  reportQuerySchema,
} from "@predictiondex/contract";
import { z } from "zod";
import { createCachedBody, isKnown, sendCached } from "../../cached-body.ts";
import { sendRecent } from "../../v1/answer.ts";
import { dataReport } from "../../v1/data-report.ts";
import { datasetItem, openDatasetFile } from "../../v1/datasets.ts";
import { createFilterReader } from "../../v1/filters.ts";
import { type Api, binary, NOT_MODIFIED, problems, type RouteContext, sendFrom } from "../route-context.ts";

const tags = ["data"];
const PARQUET = "application/vnd.apache.parquet";

/** Where the answers come from: data version, quality report, data sets. */
export function v1DataRoutes(app: Api, { catalogue, source, version, datasetDirectory }: RouteContext): void {
  app.get(
    "/v1/data/version",
    {
      schema: {
        operationId: "getDataVersion",
        tags,
        summary: "The data version that answers are made from",
        querystring: noQuerySchema,
        response: { 200: dataVersionSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const { dataVersion, publishedAt } = now.snapshot;
      const { digest, source: from, rowCounts } = now.snapshot.version;
      return sendFrom(now, request, reply, "data version", () => ({
        dataVersion,
        digest,
        source: from,
        publishedAt: publishedAt.toISOString(),
        rowCounts,
        predictorVersion: PREDICTOR_VERSION,
        apiVersion: version,
      }));
    },
  );

  app.get(
    "/v1/data/facts",
    {
      schema: {
        operationId: "getGameFacts",
        tags,
        summary: "All facts of the game in one piece, for programs that make their answers themselves",
        querystring: noQuerySchema,
        response: { 200: gameFactsSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const { dataVersion, publishedAt, data } = now.snapshot;
      return sendFrom(now, request, reply, "facts", () => ({
        dataVersion,
        publishedAt: publishedAt.toISOString(),
        modelVersion: now.snapshot.model?.version ?? null,
        data,
      }));
    },
  );

  app.get(
    "/v1/data/report",
    {
      schema: {
        operationId: "getDataReport",
        tags,
        summary: "Sources of the data version, and where they disagree or break a rule",
        querystring: reportQuerySchema,
        response: { 200: dataReportSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendRecent(now, request, reply, (faults) =>
        dataReport(now.snapshot, request.query, request.url, createFilterReader(faults), faults),
      );
    },
  );

  app.get(
    "/v1/datasets",
    {
      schema: {
        operationId: "listDatasets",
        tags,
        summary: "The data sets built so far, with their files and checksums",
        querystring: noQuerySchema,
        response: { 200: datasetsSchema, ...NOT_MODIFIED, ...problems(422) },
      },
    },
    async (request, reply) => {
      const items = await Promise.all(source.datasets().map((one) => datasetItem(one, datasetDirectory)));
      return sendCached(request, reply, createCachedBody({ items }));
    },
  );

  app.get(
    "/v1/datasets/:id/files/:file",
    {
      schema: {
        operationId: "getDatasetFile",
        tags,
        summary: "A file of a data set, with its checksum in `Content-Digest`",
        params: datasetFileParamsSchema,
        querystring: noQuerySchema,
        response: {
          200: {
            description: "The file as it was recorded.",
            content: {
              [PARQUET]: { schema: binary(PARQUET) },
              "application/json": { schema: z.looseObject({}) },
            },
          },
          ...NOT_MODIFIED,
          ...problems(404, 422),
        },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params;
      const found = await openDatasetFile(source.datasets(), datasetDirectory, id, file);
      reply
        .header("content-type", file.endsWith(".json") ? "application/json" : PARQUET)
        .header("content-length", found.file.nBytes)
        .header("content-disposition", `attachment; filename="${file}"`)
        .header("content-digest", `sha-256=:${Buffer.from(found.file.sha256, "hex").toString("base64")}:`)
        .header("cache-control", "public, max-age=31536000, immutable")
        .header("x-no-compression", "1");
      if (isKnown(request, reply, `"${found.file.sha256}"`)) {
        found.stream.destroy();
        return reply.removeHeader("content-length").code(304).send();
      }
      return reply.send(found.stream);
    },
  );
}
