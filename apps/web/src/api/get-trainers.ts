import type { TrainerResource } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** A trainer's Pokémon in one battle. */
export type TrainerMember = TrainerResource["team"][number];

const trainersQuery = queryOptions({
  queryKey: ["trainers"],
  queryFn: async ({ signal }): Promise<readonly TrainerResource[]> =>
    (await apiClient().listTrainers(signal)).items,
});

/** The trainers of the game with their teams, in the order of the story. */
export function useTrainers() {
  return useQuery(trainersQuery);
}

/** The trainers to plan for: those whose Pokémon's moves are known. */
export function bossesOf(trainers: readonly TrainerResource[]): readonly TrainerResource[] {
  return trainers
    .filter(({ team }) => team.every(({ moves }) => moves.length > 0))
    .toSorted((left, right) => Number.parseInt(left.battle, 10) - Number.parseInt(right.battle, 10));
}
