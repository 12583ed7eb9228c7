import type { TrainerResource } from "@predictiondex/contract";
import type { PageUrl } from "../../page-url.ts";

/** The bosses in the URL: which one, the cell that is explained (`3-2`: row and slot), a shared box. */
export type BossesUrl = PageUrl<"boss" | "cell" | "mine" | "lang">;

/** The boss in the URL, or the first one. */
export function readBoss(
  { boss }: BossesUrl,
  bosses: readonly TrainerResource[],
): TrainerResource | undefined {
  return bosses.find(({ slug }) => slug === boss) ?? bosses[0];
}
