import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { NO_CACHE } from "../../apps/etl/src/live/http/http-cache.ts";
import { createHttpClient } from "../../apps/etl/src/live/http/http-client.ts";
import type { ApiKind, ApiRef } from "../../apps/etl/src/live/pokeapi/answers.ts";
import {
  createPokeApi,
  idOfLink,
  livePokeApi,
  type PokeApi,
  parseAnswer,
} from "../../apps/etl/src/live/pokeapi/pokeapi.ts";

/**
 * Opens PokéAPI's answers: a base URL (`https://pokeapi.co`), or a folder with the layout of PokeAPI/api-data
 * (`api/v2/<kind>/<id>/index.json`, plain or gzipped).
 */
export function openPokeApi(location: string): PokeApi {
  if (!/^https?:/.test(location)) return readFolder(location);
  const client = createHttpClient({
    userAgent: "PredictionDex build-data",
    cache: NO_CACHE,
    concurrency: 8,
    intervalMs: 0,
    timeoutMs: 20_000,
    attempts: 5,
    retryBaseMs: 500,
    cacheMaxAgeS: 0,
  });
  return livePokeApi(client, location, { signal: new AbortController().signal, onRecord: () => {} });
}

function readFolder(folder: string): PokeApi {
  const root = [join(folder, "api", "v2"), join(folder, "v2"), folder].find((path) =>
    existsSync(join(path, "pokemon")),
  );
  if (root === undefined) throw new Error(`no PokéAPI answers under "${folder}": expected api/v2/pokemon`);
  const text = (kind: ApiKind, id: string): string => {
    const file = join(root, kind, id, "index.json");
    return existsSync(file)
      ? readFileSync(file, "utf8")
      : gunzipSync(readFileSync(`${file}.gz`)).toString("utf8");
  };
  const ids = new Map<ApiKind, ReadonlyMap<string, string>>();
  const idOf = (kind: ApiKind, name: string): string => {
    const known = ids.get(kind) ?? new Map(list(kind).map((ref) => [ref.name, idOfLink(ref.url)]));
    ids.set(kind, known);
    const id = known.get(name);
    if (id === undefined) throw new Error(`PokéAPI has no ${kind} "${name}"`);
    return id;
  };
  const list = (kind: ApiKind): readonly ApiRef[] =>
    parseAnswer(kind, "", text(kind, "")) as readonly ApiRef[];
  return createPokeApi(async (kind, key) => {
    if (key === "") return list(kind);
    const id = /^\d+$/.test(key) ? key : idOf(kind, key);
    return parseAnswer(kind, id, text(kind, id));
  });
}
