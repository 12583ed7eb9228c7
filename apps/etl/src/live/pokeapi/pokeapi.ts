import type { SourceRecord } from "@predictiondex/db";
import type { HttpClient } from "../http/http-client.ts";
import { type ApiAnswers, type ApiKind, type ApiRef, checkAnswer, checkList } from "./answers.ts";

/** PokéAPI's answers, wherever they come from. */
export interface PokeApi {
  /** All resources of a kind, in PokéAPI's order. */
  list(kind: ApiKind): Promise<readonly ApiRef[]>;
  byName<K extends ApiKind>(kind: K, name: string): Promise<ApiAnswers[K]>;
  /** By a link found in another answer. */
  byUrl<K extends ApiKind>(kind: K, url: string): Promise<ApiAnswers[K]>;
}

/** Reads one resource, by id or name; the whole list for an empty key. */
export type ReadAnswer = (kind: ApiKind, key: string) => Promise<unknown>;

/** PokéAPI over something that reads its resources; each is read once. */
export function createPokeApi(read: ReadAnswer): PokeApi {
  const answers = new Map<string, Promise<unknown>>();
  const readOnce = (kind: ApiKind, key: string): Promise<unknown> => {
    const path = `${kind}/${key}`;
    const answer = answers.get(path) ?? read(kind, key);
    answers.set(path, answer);
    return answer;
  };
  // `read` has checked the answer against the shape of its kind.
  const get = <K extends ApiKind>(kind: K, key: string) => readOnce(kind, key) as Promise<ApiAnswers[K]>;
  return {
    list: (kind) => readOnce(kind, "") as Promise<readonly ApiRef[]>,
    byName: get,
    byUrl: async (kind, url) => get(kind, idOfLink(url)),
  };
}

/** PokéAPI over HTTP; `onRecord` gets each answer's provenance. */
export function livePokeApi(
  client: HttpClient,
  baseUrl: string,
  { signal, onRecord }: { readonly signal: AbortSignal; readonly onRecord: (record: SourceRecord) => void },
): PokeApi {
  const root = baseUrl.replace(/(\/api\/v2)?\/*$/, "/api/v2");
  return createPokeApi(async (kind, key) => {
    const url = key === "" ? `${root}/${kind}/?limit=100000` : `${root}/${kind}/${key}/`;
    const answer = await client.get(url, {
      mediaType: "application/json",
      parse: (text) => parseAnswer(kind, key, text),
      signal,
    });
    const { digest, bytes, retrievedAt } = answer;
    onRecord({ source: "pokeapi", url, digest, bytes, retrievedAt });
    return answer.value;
  });
}

/**
 * An answer's text as a checked value.
 * @throws {Error} saying what is wrong with it.
 */
export function parseAnswer(kind: ApiKind, key: string, text: string): unknown {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new Error("sent invalid JSON", { cause: error });
  }
  return key === "" ? checkList(answer) : checkAnswer(kind, answer);
}

/** The id at the end of a link. */
export function idOfLink(url: string): string {
  const id = /\/(\d+)\/?$/.exec(url)?.[1];
  if (id === undefined) throw new Error(`no id in the PokéAPI link "${url}"`);
  return id;
}
