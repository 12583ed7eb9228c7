import type { PredictOptions } from "./predict.ts";

/** A cell is searched with this share of the nodes that a match-up alone would get. */
const SHARE_OF_NODES = 1 / 20;

/** How a match-up among many is asked for: `auto` is a short search here, as solving each would take too long. */
export function cellOptions(
  asked: Pick<PredictOptions, "method" | "seed"> & {
    readonly [K in "nodes" | "budgetMs"]?: number | undefined;
  },
  nodes: number,
): PredictOptions {
  const { seed } = asked;
  const method = asked.method === "auto" ? "search" : asked.method;
  // Nothing but a search keeps to a budget, and what is not kept to must not be reckoned with.
  const budgetMs = method === "search" ? asked.budgetMs : undefined;
  return { method, seed, budgetMs, nodes: asked.nodes ?? Math.ceil(nodes * SHARE_OF_NODES) };
}
