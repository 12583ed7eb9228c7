import type { GameData, UiLanguage } from "@predictiondex/core";
import type { MoveItem, PokemonDetail, PokemonItem, TypeItem } from "./catalogue.ts";
import type { BestMoveRequest, BestMoveResponse, Health, ModelInfo } from "./prediction.ts";
import type { Problem } from "./problem.ts";
import type {
  DamageRequest,
  DamageResponse,
  InsightsRequest,
  MatchupRequest,
  MatchupResponse,
  TurnRequest,
  V1BestMoveRequest,
} from "./v1/battle.ts";
import type { DataReport, DatasetItem, DataVersionInfo } from "./v1/data.ts";
import type { InsightsResponse, TurnResponse } from "./v1/insights.ts";
import type {
  CountersRequest,
  CountersResponse,
  MatrixRequest,
  MatrixResponse,
  StoredMatrixResponse,
} from "./v1/matrix.ts";
import type { Model, ModelCard, ModelDrift, ModelMatrix, ModelRuns } from "./v1/model.ts";
import type {
  LearnsetResource,
  MoveResource,
  NatureResource,
  Page,
  PokemonResource,
  TrainerResource,
  TypeResource,
} from "./v1/resources.ts";
import type { SearchHit, SearchResponse } from "./v1/search.ts";
import type { SimulateRequest, SimulateResponse } from "./v1/simulation.ts";
import type { SimulateTeamsRequest, SimulateTeamsResponse } from "./v1/team-simulation.ts";

/** An answer of the API that is not a success; `problem` is its body. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Seconds after which the API asks to try again. */
  readonly retryAfterS: number | undefined;
  constructor(problem: Problem, retryAfterS: number | undefined) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }
}

/** Every call of the API that the page uses; each rejects with `ApiError`, or with `TypeError` where no server answers. */
export interface ApiClient {
  health(signal?: AbortSignal): Promise<Health>;
  listPokemon(signal?: AbortSignal): Promise<PokemonItem[]>;
  getPokemon(id: number, signal?: AbortSignal): Promise<PokemonDetail>;
  listMoves(signal?: AbortSignal): Promise<MoveItem[]>;
  listTypes(signal?: AbortSignal): Promise<TypeItem[]>;
  predictBestMove(request: BestMoveRequest, signal?: AbortSignal): Promise<BestMoveResponse>;
  modelInfo(signal?: AbortSignal): Promise<ModelInfo>;
  search(query: string, options?: SearchOptions, signal?: AbortSignal): Promise<SearchResponse>;
  listForms(signal?: AbortSignal): Promise<Page<PokemonResource>>;
  listMoveFacts(signal?: AbortSignal): Promise<Page<MoveResource>>;
  listTypeFacts(signal?: AbortSignal): Promise<Page<TypeResource>>;
  /** Every way of one form to have a move, or of one move to be had. */
  listLearnsets(
    of: { readonly pokemon: string } | { readonly move: string },
    signal?: AbortSignal,
  ): Promise<Page<LearnsetResource>>;
  listTrainers(signal?: AbortSignal): Promise<Page<TrainerResource>>;
  listNatures(signal?: AbortSignal): Promise<Page<NatureResource>>;
  bestMove(request: V1BestMoveRequest, signal?: AbortSignal): Promise<MatchupResponse>;
  matchup(request: MatchupRequest, signal?: AbortSignal): Promise<MatchupResponse>;
  insights(request: InsightsRequest, signal?: AbortSignal): Promise<InsightsResponse>;
  storedMatrix(signal?: AbortSignal): Promise<StoredMatrixResponse>;
  matrix(request: MatrixRequest, signal?: AbortSignal): Promise<MatrixResponse>;
  counters(request: CountersRequest, signal?: AbortSignal): Promise<CountersResponse>;
  damage(request: DamageRequest, signal?: AbortSignal): Promise<DamageResponse>;
  simulate(request: SimulateRequest, signal?: AbortSignal): Promise<SimulateResponse>;
  simulateTeams(request: SimulateTeamsRequest, signal?: AbortSignal): Promise<SimulateTeamsResponse>;
  playTurn(request: TurnRequest, signal?: AbortSignal): Promise<TurnResponse>;
  dataVersion(signal?: AbortSignal): Promise<DataVersionInfo>;
  /** All facts of the game, for a program that makes its answers itself. */
  gameFacts(signal?: AbortSignal): Promise<GameFactsEdition>;
  dataReport(signal?: AbortSignal): Promise<DataReport>;
  listDatasets(signal?: AbortSignal): Promise<{ items: DatasetItem[] }>;
  /** The trained model that is served; 503 where there is none. */
  model(signal?: AbortSignal): Promise<Model>;
  modelCard(signal?: AbortSignal): Promise<ModelCard>;
  modelDrift(signal?: AbortSignal): Promise<ModelDrift>;
  modelMatrix(signal?: AbortSignal): Promise<ModelMatrix>;
  /** The experiment log and the registry. */
  modelRuns(signal?: AbortSignal): Promise<ModelRuns>;
}

/** The facts of a data version. */
export interface GameFactsEdition {
  readonly dataVersion: string;
  /** When it was published, as an ISO date. */
  readonly publishedAt: string;
  /** The trained model that is served with it; null where there is none. */
  readonly modelVersion: string | null;
  readonly data: GameData;
}

/** What a search keeps to. */
export interface SearchOptions {
  readonly kinds?: readonly SearchHit["kind"][];
  readonly limit?: number;
}

/** How a client asks. */
export interface ApiClientOptions {
  /** Language of the problems' texts; by default what the browser asks for. */
  readonly language?: UiLanguage;
  /** Sent as `X-API-Key`; for programs, as a page would show it to everybody. */
  readonly apiKey?: string;
  /** Where the answer of a path is, below the base address; the path itself by default. For answers that are kept as files. */
  readonly fileOf?: (path: string) => string;
}

/** Makes a client of the API at `baseUrl` (such as `/api` or `http://localhost:8000`). */
export function createApiClient(
  baseUrl: string,
  { language, apiKey, fileOf = (path) => path }: ApiClientOptions = {},
): ApiClient {
  const call = async <T>(path: string, signal?: AbortSignal, body?: unknown): Promise<T> => {
    const response = await fetch(`${baseUrl}${fileOf(path)}`, {
      headers: {
        ...(language === undefined ? {} : { "accept-language": language }),
        ...(apiKey === undefined ? {} : { "x-api-key": apiKey }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    if (response.ok) return (await response.json()) as T;
    throw new ApiError(
      await readProblem(response, path),
      Number(response.headers.get("retry-after")) || undefined,
    );
  };
  return {
    health: (signal) => call("/health", signal),
    listPokemon: (signal) => call("/pokemon/", signal),
    getPokemon: (id, signal) => call(`/pokemon/${id}`, signal),
    listMoves: (signal) => call("/moves/", signal),
    listTypes: (signal) => call("/types/", signal),
    predictBestMove: (request, signal) => call("/predict/best-move", signal, request),
    modelInfo: (signal) => call("/predict/model-info", signal),
    model: (signal) => call("/v1/model", signal),
    modelCard: (signal) => call("/v1/model/card", signal),
    modelDrift: (signal) => call("/v1/model/drift", signal),
    modelMatrix: (signal) => call("/v1/model/matrix", signal),
    modelRuns: (signal) => call("/v1/model/runs", signal),
    search: (q, { kinds, limit } = {}, signal) => {
      const asked = new URLSearchParams({ q });
      if (kinds !== undefined) asked.set("kinds", kinds.join(","));
      if (limit !== undefined) asked.set("limit", String(limit));
      return call(`/v1/search?${asked}`, signal);
    },
    listForms: (signal) => call("/v1/pokemon?limit=500", signal),
    listMoveFacts: (signal) => call("/v1/moves?limit=500", signal),
    listTypeFacts: (signal) => call("/v1/types?limit=500", signal),
    listLearnsets: (of, signal) =>
      call(`/v1/learnsets?${new URLSearchParams({ ...of, limit: "500" })}`, signal),
    listTrainers: (signal) => call("/v1/trainers?limit=500", signal),
    listNatures: (signal) => call("/v1/natures?limit=500", signal),
    bestMove: (request, signal) => call("/v1/predict/best-move", signal, request),
    matchup: (request, signal) => call("/v1/predict/matchup", signal, request),
    insights: (request, signal) => call("/v1/predict/insights", signal, request),
    storedMatrix: (signal) => call("/v1/predict/matrix/stored", signal),
    matrix: (request, signal) => call("/v1/predict/matrix", signal, request),
    counters: (request, signal) => call("/v1/predict/counters", signal, request),
    damage: (request, signal) => call("/v1/damage", signal, request),
    simulate: (request, signal) => call("/v1/simulate", signal, request),
    simulateTeams: (request, signal) => call("/v1/simulate/teams", signal, request),
    playTurn: (request, signal) => call("/v1/simulate/turn", signal, request),
    dataVersion: (signal) => call("/v1/data/version", signal),
    gameFacts: (signal) => call("/v1/data/facts", signal),
    dataReport: (signal) => call("/v1/data/report?limit=500", signal),
    listDatasets: (signal) => call("/v1/datasets", signal),
  };
}

async function readProblem(response: Response, path: string): Promise<Problem> {
  const text = await response.text();
  const { status, statusText } = response;
  const told = parseJson(text);
  if (isProblem(told)) return told;
  return {
    type: "about:blank",
    title: statusText,
    status,
    detail: `${path} answered ${status} ${statusText}`,
    instance: path,
    code: "UNAVAILABLE",
  };
}

/** By hand, so that a page that imports the client need not carry zod. */
function isProblem(value: unknown): value is Problem {
  if (typeof value !== "object" || value === null) return false;
  const { title, status, detail, code } = value as Partial<Problem>;
  return [title, detail, code].every((text) => typeof text === "string") && typeof status === "number";
}

/** Undefined for what is no JSON, such as a proxy's page. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
