import { TYPES } from "@predictiondex/core";
import { z } from "zod";
import { METHODS } from "../prediction.ts";
import { pokemonListQuerySchema } from "./list-query.ts";
import { asKey, effort, probability, rules, sideSchema } from "./sets.ts";

/** Body of `POST /v1/predict/matrix`; a list that is left out is the whole roster. */
export const matrixRequestSchema = z
  .strictObject({
    rows: z.array(asKey).min(1).max(200).optional(),
    columns: z.array(asKey).min(1).max(200).optional(),
    rules,
    ...effort,
  })
  .meta({
    id: "MatrixRequest",
    examples: [{ rows: ["pikachu", { pokemon: "Onix", level: 14 }], columns: ["Carapuce", 1] }],
  });

const matrixSideSchema = z.object({ pokemon: z.string(), level: z.int(), moves: z.array(z.string()) });

/** Answer of `/v1/predict/matrix`: it comes row by row, as they are computed. */
export const matrixResponseSchema = z
  .object({
    dataVersion: z.string(),
    predictorVersion: z.string(),
    columns: z.array(matrixSideSchema),
    rows: z.array(
      matrixSideSchema.extend({
        p: z.array(probability).describe("Chance that the row wins, by column."),
        low: z.array(probability),
        high: z.array(probability),
        best: z.array(z.string()).describe("The move to open with, by column."),
        methods: z.array(z.enum(METHODS)),
      }),
    ),
  })
  .meta({ id: "MatrixResponse" });

/** Answer of `GET /v1/predict/matrix/stored`: the roster against itself in 35 kB. */
export const storedMatrixResponseSchema = z
  .object({
    dataVersion: z.string(),
    predictorVersion: z.string(),
    nodes: z.int().describe("Turns that each pair was searched with."),
    sets: z.array(matrixSideSchema).describe("Rows and columns."),
    pairs: z
      .string()
      .describe(
        "Base64 of two bytes a pair, low byte first: each row from its diagonal on. Of a pair's 16 bits the highest 10 are the row's chance in thousandths, then two bits each for the slots of both opening moves, then the class of its range: ± 0.001 (exact), 0.03, 0.06, or unknown.",
      ),
  })
  .meta({ id: "StoredMatrixResponse" });

/** Body of `POST /v1/predict/counters`. */
export const countersRequestSchema = z
  .strictObject({
    opponent: asKey,
    candidates: z.array(asKey).min(1).max(200).optional().describe("The whole roster when left out."),
    level: z.int().min(1).max(100).default(50).describe("Level of the candidates that name none."),
    filter: pokemonListQuerySchema.pick({ type: true, kind: true, species: true, learns: true }).optional(),
    limit: z.int().min(1).max(200).default(20),
    rules,
    ...effort,
  })
  .meta({
    id: "CountersRequest",
    examples: [
      { opponent: { pokemon: "Onix", level: 14 }, level: 14, limit: 5 },
      { opponent: "Mewtwo", method: "model", filter: { type: "bug" } },
    ],
  });

/** Answer of `POST /v1/predict/counters`, best first. */
export const countersResponseSchema = z
  .object({
    opponent: sideSchema,
    total: z.int().describe("Candidates compared."),
    items: z.array(
      z.object({
        candidate: z
          .int()
          .nullable()
          .describe("Its place in `candidates`, from 0; null where the roster was asked."),
        pokemon: z.string(),
        names: z.object({ en: z.string(), fr: z.string(), ja: z.string() }),
        types: z.array(z.enum(TYPES)),
        level: z.int(),
        moves: z.array(z.string()),
        p: probability,
        low: probability,
        high: probability,
        method: z.enum(METHODS),
        best: z.string().describe("The move to open with."),
      }),
    ),
    dataVersion: z.string(),
    predictorVersion: z.string(),
  })
  .meta({ id: "CountersResponse" });

export type MatrixRequest = z.input<typeof matrixRequestSchema>;
export type MatrixResponse = z.infer<typeof matrixResponseSchema>;
export type StoredMatrixResponse = z.infer<typeof storedMatrixResponseSchema>;
export type CountersRequest = z.input<typeof countersRequestSchema>;
export type CountersResponse = z.infer<typeof countersResponseSchema>;
