import { z } from "zod";
import { pageSchema } from "./resources.ts";

/** Answer of `GET /ready`. */
export const readySchema = z
  .object({
    ready: z.literal(true),
    database: z.boolean().describe("False while reads go on from memory."),
    dataVersion: z.string(),
    predictorVersion: z.string(),
    model: z
      .string()
      .nullable()
      .describe("Version of the trained model in service; null where there is none."),
    missing: z
      .array(z.enum(["database", "data", "model"]))
      .describe("What answers are made without: reads from memory, predictions by the rules."),
  })
  .meta({ id: "Ready" });

/** Answer of `GET /v1/data/version`. */
export const dataVersionSchema = z
  .object({
    dataVersion: z.string().describe("As every answer names it."),
    digest: z.string().describe("SHA-256 of the content."),
    source: z.string().describe("Extractor that it came from, such as `bundled`."),
    publishedAt: z.iso.datetime(),
    rowCounts: z.record(z.string(), z.int()),
    predictorVersion: z.string(),
    apiVersion: z.string(),
  })
  .meta({ id: "DataVersion" });

/** Answer of `GET /v1/data/facts`: all facts of the game in one piece, from which a program can make every answer itself. */
export const gameFactsSchema = z
  .object({
    dataVersion: z.string(),
    publishedAt: z.iso.datetime(),
    modelVersion: z
      .string()
      .nullable()
      .describe("The trained model at `/v1/model/file`; null where none is served."),
    data: z
      .record(z.string(), z.array(z.looseObject({})))
      .describe("Every table of the game's facts, by name."),
  })
  .meta({ id: "GameFacts" });

const issueSchema = z
  .object({
    severity: z.enum(["info", "warning", "error"]),
    table: z.string(),
    subject: z.string().describe("Key of the row, such as `pikachu`."),
    field: z.string(),
    found: z.record(z.string(), z.unknown()).describe("Value by source."),
    chosenSource: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: "DataIssue" });

/** Answer of `GET /v1/data/report`: what the current version was made from, and what a reader should know of it. */
export const dataReportSchema = pageSchema(issueSchema, "DataIssuePage")
  .extend({
    dataVersion: z.string(),
    sources: z.array(
      z.object({
        source: z.string(),
        url: z.string(),
        digest: z.string(),
        bytes: z.int().nullable(),
        retrievedAt: z.iso.datetime(),
      }),
    ),
    counts: z.object({ info: z.int(), warning: z.int(), error: z.int() }),
  })
  .meta({ id: "DataReport" });

/** Path of one file of a data set. */
export const datasetFileParamsSchema = z.object({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .meta({ examples: [1] }),
  file: z
    .string()
    .min(1)
    .max(150)
    .regex(/^[\w.-]+$/)
    .describe("Name of the file, as `/v1/datasets` lists it.")
    .meta({ examples: ["part-000.parquet"] }),
});

/** A data set with its files. */
export const datasetSchema = z
  .object({
    id: z.int(),
    scenario: z.string(),
    seed: z.int(),
    nRows: z.int(),
    digest: z.string().describe("SHA-256 over the files' checksums."),
    dataVersion: z.int().describe("Id of the data version that it was made from."),
    codeVersion: z.string(),
    createdAt: z.iso.datetime(),
    summary: z.record(z.string(), z.unknown()),
    files: z.array(
      z.object({
        path: z.string(),
        nRows: z.int(),
        nBytes: z.int(),
        sha256: z.string(),
        url: z.string().nullable().describe("Where to download it; null where this host does not hold it."),
      }),
    ),
  })
  .meta({ id: "Dataset" });

/** Answer of `GET /v1/datasets`, newest first. */
export const datasetsSchema = z.object({ items: z.array(datasetSchema) }).meta({ id: "Datasets" });

export type Ready = z.infer<typeof readySchema>;
export type DataVersionInfo = z.infer<typeof dataVersionSchema>;
export type DataIssueItem = z.infer<typeof issueSchema>;
export type DataReport = z.infer<typeof dataReportSchema>;
export type DatasetItem = z.infer<typeof datasetSchema>;
