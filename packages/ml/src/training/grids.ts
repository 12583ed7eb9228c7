import type { HeadName } from "../model-file/model.ts";
import type { BoostOptions } from "../trees/boost.ts";
import type { TrainOptions } from "./train-model.ts";

const BOOST: BoostOptions = {
  nTrees: 300,
  learningRate: 0.1,
  maxDepth: 6,
  maxBins: 64,
  minChildWeight: 4,
  lambda: 2,
  minGain: 0,
  columnShare: 0.5,
  earlyStopping: 30,
  seed: 1,
  threads: 1,
};

/** Options with the same boosting for all heads, but for what `heads` says. */
export function trainOptions(
  boost: Partial<BoostOptions> = {},
  rest: Partial<Omit<TrainOptions, "boost">> = {},
  heads: Partial<Record<HeadName, Partial<BoostOptions>>> = {},
): TrainOptions {
  const common = { ...BOOST, ...boost };
  return {
    boost: {
      win: { ...common, ...heads.win },
      gap: { ...common, ...heads.gap },
      worst: { ...common, ...heads.worst },
    },
    firstMatchups: 8_000,
    weightPower: 0.5,
    oneSeat: true,
    mostMatchups: Number.POSITIVE_INFINITY,
    ...rest,
  };
}

/** What a first start trains within a minute, on a few thousand match-ups. */
export const SMALL_TRAINING: TrainOptions = trainOptions(
  { nTrees: 150, learningRate: 0.12, maxDepth: 5 },
  { firstMatchups: 3_000 },
);

/** The committed model's options. */
export const RELEASE_TRAINING: TrainOptions = trainOptions(
  {},
  {},
  {
    gap: { columnShare: 0.3, nTrees: 250 },
    worst: { columnShare: 0.25, nTrees: 200 },
  },
);

/** Hyper-parameters that are tried one after another: four at `fast`, 24 at `extended`. */
export function hyperParameterGrid(kind: "fast" | "extended"): readonly Partial<BoostOptions>[] {
  const depths = kind === "fast" ? [5, 6] : [5, 6, 7];
  const rates = kind === "fast" ? [0.1] : [0.04, 0.08];
  const shares = kind === "fast" ? [0.5] : [0.3, 0.6];
  const weights = kind === "fast" ? [2, 10] : [2, 10];
  return depths.flatMap((maxDepth) =>
    rates.flatMap((learningRate) =>
      shares.flatMap((columnShare) =>
        weights.map((minChildWeight) => ({ maxDepth, learningRate, columnShare, minChildWeight })),
      ),
    ),
  );
}
