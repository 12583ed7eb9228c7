import {
  modelCardSchema,
  modelDriftSchema,
  modelMatrixSchema,
  modelRunsSchema,
  modelSchema,
  noQuerySchema,
} from "@predictiondex/contract";
import { MATCHUP_COLUMNS } from "@predictiondex/ml";
import { isKnown, sendChecked } from "../../cached-body.ts";
import { hasReference } from "../../model/drift-watch.ts";
import { ModelMissingError } from "../../request-errors.ts";
import type { SnapshotModel } from "../../snapshot.ts";
import { type Api, binary, NOT_MODIFIED, problems, type RouteContext } from "../route-context.ts";

const tags = ["model"];
const OCTETS = "application/octet-stream";

/** The trained model: what it is, how it came about, what it says of the roster, and whether it is still right. */
export function v1ModelRoutes(app: Api, { catalogue, source, driftWatch }: RouteContext): void {
  const served = (): SnapshotModel => {
    const { model } = catalogue().snapshot;
    if (model === undefined) throw new ModelMissingError();
    return model;
  };

  app.get(
    "/v1/model",
    {
      schema: {
        operationId: "getModel",
        tags,
        summary: "The trained model that answers with `method=model`, and why it is not the promoted one",
        querystring: noQuerySchema,
        response: { 200: modelSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const { artefact: _, card: __, ...model } = served();
      const fault = source.modelFault();
      return sendChecked(request, reply, {
        ...model,
        createdAt: model.createdAt.toISOString(),
        promotedAt: model.promotedAt?.toISOString() ?? null,
        features: MATCHUP_COLUMNS.map(({ name, tells }) => ({ name, tells })),
        fault: fault ? { model: fault.model, reason: fault.reason, since: fault.since.toISOString() } : null,
      });
    },
  );

  app.get(
    "/v1/model/card",
    {
      schema: {
        operationId: "getModelCard",
        tags,
        summary: "The model's card: data, training, measures",
        querystring: noQuerySchema,
        response: { 200: modelCardSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const { name, version, card, metrics } = served();
      // The training set's distributions are for machines, and long.
      const { reference: _, ...told } = card;
      return sendChecked(request, reply, { name, version, card: told, metrics });
    },
  );

  app.get(
    "/v1/model/file",
    {
      schema: {
        operationId: "getModelFile",
        tags,
        summary: "The model itself, for programs that make their answers themselves",
        querystring: noQuerySchema,
        response: {
          200: {
            description: "Binary, as `packages/ml` reads it.",
            content: { [OCTETS]: { schema: binary(OCTETS) } },
          },
          ...NOT_MODIFIED,
          ...problems(422, 503),
        },
      },
    },
    async (request, reply) => {
      const { artefact, version, sha256 } = served();
      reply.header("x-model-version", version).header("cache-control", "no-cache");
      if (isKnown(request, reply, `"${sha256}"`)) return reply.code(304).send();
      return reply.type(OCTETS).send(Buffer.from(artefact.buffer, artefact.byteOffset, artefact.byteLength));
    },
  );

  app.get(
    "/v1/model/drift",
    {
      schema: {
        operationId: "getModelDrift",
        tags,
        summary:
          "What is asked lately against the training set, and the model's answers against the solver's",
        querystring: noQuerySchema,
        response: { 200: modelDriftSchema, ...problems(422, 503) },
      },
    },
    async (_request, reply) => {
      const model = served();
      if (driftWatch.drift() === undefined) await driftWatch.compare();
      const drift = driftWatch.drift();
      const features = drift?.features ?? [];
      const {
        checked,
        meanAbsoluteError = null,
        maxAbsoluteError = null,
        latest,
      } = driftWatch.truth.summary();
      reply.header("cache-control", "no-store");
      return {
        model: model.name,
        version: model.version,
        computedAt: drift?.computedAt.toISOString() ?? null,
        predictions: drift?.nPredictions ?? 0,
        hasReference: hasReference(model),
        psi:
          features.length === 0
            ? null
            : {
                mean: features.reduce((sum, { psi }) => sum + psi, 0) / features.length,
                max: features[0]!.psi,
              },
        features: [...features],
        truth: {
          checked,
          meanAbsoluteError,
          maxAbsoluteError,
          latest: latest.map(({ at, ...pair }) => ({ ...pair, at: at.toISOString() })),
        },
      };
    },
  );

  app.get(
    "/v1/model/matrix",
    {
      schema: {
        operationId: "getModelMatrix",
        tags,
        summary: "What the model says of every two forms with their standard sets, one byte a pair",
        querystring: noQuerySchema,
        response: { 200: modelMatrixSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const { version } = served();
      const matrix = source.modelMatrix();
      if (matrix === undefined) {
        throw new ModelMissingError({
          en: "The registry holds no matrix of this model yet; training writes it, or `predictiondex train` again.",
          fr: "Le registre n’a pas encore de matrice de ce modèle ; l’entraînement l’écrit, ou encore `predictiondex train`.",
        });
      }
      const p = Buffer.from(matrix.content).toString("base64");
      return sendChecked(request, reply, { version, forms: matrix.forms, p });
    },
  );

  app.get(
    "/v1/model/runs",
    {
      schema: {
        operationId: "listModelRuns",
        tags,
        summary: "The experiment log and the registry, latest first",
        querystring: noQuerySchema,
        response: { 200: modelRunsSchema, ...NOT_MODIFIED, ...problems(422) },
      },
    },
    async (request, reply) => {
      const { runs, models } = source.registry();
      return sendChecked(request, reply, {
        runs: runs.map(({ pid: _, host: __, ...run }) => ({
          ...run,
          startedAt: run.startedAt.toISOString(),
          finishedAt: run.finishedAt?.toISOString() ?? null,
        })),
        models: models.map(({ id, name, status, dataset, nBytes, metrics, createdAt, promotedAt }) => ({
          ...{ id, name, status, dataset, nBytes, metrics },
          createdAt: createdAt.toISOString(),
          promotedAt: promotedAt?.toISOString() ?? null,
        })),
      });
    },
  );
}
