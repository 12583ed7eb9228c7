import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

const pokemonQuery = (id: number) =>
  queryOptions({ queryKey: ["pokemon", id], queryFn: ({ signal }) => apiClient().getPokemon(id, signal) });

/** A form with its legal moves and its standard set; idle while no id is given. */
export function usePokemon(id: number | undefined) {
  return useQuery({ ...pokemonQuery(id ?? 0), enabled: id !== undefined });
}
