import { z } from "zod";

const probability = z.number().min(0).max(1);
const facts = z.record(z.string(), z.unknown());
const faultSchema = z.object({
  model: z.string().describe("Name of the promoted model."),
  reason: z.string(),
  since: z.iso.datetime(),
});

/** Answer of `GET /v1/model`: the trained model that answers with `method=model`. */
export const modelSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    version: z.string().describe("As answers name it in `predictorVersion`."),
    sha256: z.string().describe("Of the file."),
    nBytes: z.int(),
    createdAt: z.iso.datetime(),
    promotedAt: z.iso.datetime().nullable(),
    dataset: z.int().nullable().describe("Id of the data set; null for a model that came with the release."),
    dataVersion: z.int().nullable().describe("Id of the data version that it was trained from."),
    features: z.array(z.object({ name: z.string(), tells: z.string() })).describe("What it looks at."),
    metrics: facts,
    fault: faultSchema
      .nullable()
      .describe("Why the promoted model is not the one that serves; null while it is."),
  })
  .meta({ id: "Model" });

/** Answer of `GET /v1/model/card`: the model's card as it was written when it was trained. */
export const modelCardSchema = z
  .object({ name: z.string(), version: z.string(), card: facts, metrics: facts })
  .meta({ id: "ModelCard" });

/** Answer of `GET /v1/model/drift`: what is asked lately against what the model was trained on, and how true it answers. */
export const modelDriftSchema = z
  .object({
    model: z.string(),
    version: z.string(),
    computedAt: z.iso.datetime().nullable().describe("Null before the first comparison."),
    predictions: z.int().describe("Noted predictions that were compared."),
    hasReference: z.boolean().describe("Whether the model's card holds the training set's distributions."),
    psi: z.object({ mean: z.number(), max: z.number() }).nullable(),
    features: z
      .array(
        z.object({
          name: z.string(),
          psi: z.number().describe("Population stability index; above 0.25 is a large shift."),
          ks: z.number().describe("Kolmogorov–Smirnov distance."),
        }),
      )
      .describe("Largest PSI first."),
    truth: z
      .object({
        checked: z.int(),
        meanAbsoluteError: z.number().nullable(),
        maxAbsoluteError: z.number().nullable(),
        latest: z.array(z.object({ model: probability, solver: probability, at: z.iso.datetime() })),
      })
      .describe("A sample of this process's answers, re-checked by the solver in the background."),
  })
  .meta({ id: "ModelDrift" });

/** Answer of `GET /v1/model/runs`: the experiment log and the registry. */
export const modelRunsSchema = z
  .object({
    runs: z.array(
      z.object({
        id: z.int(),
        status: z.enum(["running", "succeeded", "failed", "interrupted"]),
        dataset: z.int().nullable(),
        options: facts,
        metrics: facts,
        model: z.int().nullable(),
        outcome: z.string().nullable(),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
      }),
    ),
    models: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        status: z.enum(["candidate", "promoted", "retired"]),
        dataset: z.int().nullable(),
        nBytes: z.int(),
        metrics: facts,
        createdAt: z.iso.datetime(),
        promotedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: "ModelRuns" });

/** Answer of `GET /v1/model/matrix`: what the model says of every two forms with their standard sets at level 50. */
export const modelMatrixSchema = z
  .object({
    version: z.string(),
    forms: z.array(z.string()).describe("Slugs, in the order of rows and columns."),
    p: z
      .string()
      .describe(
        "Base64 of one byte a pair, row by row: the chance that the row's form wins, times 255, rounded.",
      ),
  })
  .meta({ id: "ModelMatrix" });

export type Model = z.infer<typeof modelSchema>;
export type ModelCard = z.infer<typeof modelCardSchema>;
export type ModelDrift = z.infer<typeof modelDriftSchema>;
export type ModelRuns = z.infer<typeof modelRunsSchema>;
export type ModelMatrix = z.infer<typeof modelMatrixSchema>;
