import type { TrainerResource } from "@predictiondex/contract";
import type { PageUrl } from "../../page-url.ts";

/** The bosses in the URL: which one, the cell that is explained (`3-2`: row and slot), a shared box. */
export type BossesUrl = PageUrl<"boss" | "cell" | "mine" | "lang">;

/** The trainers to plan for: those whose Pokémon's moves are known. */
export function bossesOf(trainers: readonly TrainerResource[]): readonly TrainerResource[] {
  return trainers
    .filter(({ team }) => team.every(({ moves }) => moves.length > 0))
    .toSorted((left, right) => Number.parseInt(left.battle, 10) - Number.parseInt(right.battle, 10));
}

/** The boss in the URL, or the first one. */
export function readBoss(
  { boss }: BossesUrl,
  bosses: readonly TrainerResource[],
): TrainerResource | undefined {
  return bosses.find(({ slug }) => slug === boss) ?? bosses[0];
}
