import { type ApiClient, ApiError, createApiClient } from "@predictiondex/contract/client";
import type { UiLanguage } from "@predictiondex/core";
import { EngineRefusal } from "../engine/engine.ts";
import { engine } from "../engine/engines.ts";
import type { AnswerName } from "../engine/messages.ts";
import { type Connection, connection, setConnection } from "./connection.ts";
import { isTemporary } from "./query-client.ts";

/** Calls whose answer this device can make. */
const LOCAL = {
  listPokemon: true,
  getPokemon: true,
  listMoves: true,
  listTypes: true,
  listForms: true,
  listMoveFacts: true,
  listTypeFacts: true,
  listLearnsets: true,
  listTrainers: true,
  listNatures: true,
  bestMove: true,
  matchup: true,
  insights: true,
  matrix: true,
  counters: true,
  damage: true,
  simulate: true,
  playTurn: true,
} as const satisfies { readonly [Name in AnswerName]?: true };

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** A client that asks the service, and this device where the service is away; it notes which of the two answers. */
export function createResilientClient(service: ApiClient, language: UiLanguage): ApiClient {
  return withLocal(service, (name, call) => async (...args) => {
    // While the service is known to be away, nobody waits for it: `watch-service.ts` tells when it is back.
    if (connection() !== "service") return askHere(name, args, language);
    try {
      return await call(...args);
    } catch (error) {
      const why = awayBecause(error);
      if (why === undefined) throw error;
      try {
        const answer = await askHere(name, args, language);
        setConnection(why);
        return answer;
      } catch (here) {
        if (here instanceof ApiError) throw here;
        throw error;
      }
    }
  });
}

/** A client without any service: what this device can't make are files beside the page. */
export function createStaticClient(language: UiLanguage): ApiClient {
  const files = createApiClient(`${import.meta.env.BASE_URL}data`, { language, fileOf: staticFileOf });
  return withLocal(
    files,
    (name) =>
      (...args) =>
        askHere(name, args, language),
  );
}

/** Why the service can't answer, or undefined for an answer that is final. */
export function awayBecause(error: unknown): Connection | undefined {
  if (!(error instanceof Error) || !isTemporary(error)) return undefined;
  if (error instanceof ApiError) {
    if (error.problem.status === 429) return undefined;
    return error.problem.status === 503 ? "starting" : "unreachable";
  }
  return navigator.onLine ? "unreachable" : "offline";
}

function withLocal(client: ApiClient, wrap: (name: keyof typeof LOCAL, call: Call) => Call): ApiClient {
  const entries = Object.entries(client).map(([name, call]) => [
    name,
    name in LOCAL ? wrap(name as keyof typeof LOCAL, call as Call) : call,
  ]);
  return Object.fromEntries(entries) as ApiClient;
}

async function askHere(
  name: keyof typeof LOCAL,
  args: readonly unknown[],
  language: UiLanguage,
): Promise<unknown> {
  const signal = args.find((each) => each instanceof AbortSignal);
  const here = await engine("deep");
  try {
    return await here.ask(name, (args[0] instanceof AbortSignal ? undefined : args[0]) as never, signal);
  } catch (error) {
    if (error instanceof EngineRefusal) throw refusalOf(error, language);
    throw error;
  }
}

/** The worker's refusal as the service would tell it. */
function refusalOf({ faults }: EngineRefusal, language: UiLanguage): ApiError {
  const detail = faults.map((fault) => fault.detail[language]).join("; ");
  const title = language === "fr" ? "Demande refusée" : "Request refused";
  return new ApiError(
    { type: "/problems/invalid-request", title, status: 422, detail, instance: "/", code: "INPUT_INVALID" },
    undefined,
  );
}

/** The file in which `build:static` keeps the answer of a path: `/v1/data/version` is `v1-data-version.json`. */
function staticFileOf(path: string): string {
  return `/${path.replace(/\?.*$/, "").replace(/^\//, "").replaceAll("/", "-")}.json`;
}
