// Every proof of the solver in one report, for `predictiondex verify solver`; docs/SOLVER.md says what the keys mean.

import { BASELINES, type BaselineResult, playBaseline } from "./baselines.ts";
import { checkLaws, type LawCheck } from "./laws.ts";
import { checkLayersOnKernel, checkSearchOnLayers } from "./layered-play.ts";
import {
  chiSquarePerMatchup,
  type Played,
  playExactInShowdown,
  playSearchedInShowdown,
  type ReliabilityRow,
  reliability,
} from "./play-in-showdown.ts";
import { checkReferences, type ReferenceCheck, readReferences } from "./references.ts";
import { checkAgainstKernel, checkSearch, type PlayCheck, type SearchCheck } from "./verify-solver.ts";

/** How large a proof is; every count is of match-ups or battles. */
export interface ProofSizes {
  /** Exact values against battles on the kernel. */
  readonly matchups: number;
  readonly battles: number;
  /** The laws. */
  readonly laws: number;
  /** The search against exact values. */
  readonly searched: number;
  readonly nodes: number;
  /** Battles of a best response to the strategy of each long reference. */
  readonly responses: number;
  /** In Showdown: exact match-ups and battles of each, searched ones and battles of each, turns for each state. */
  readonly showdown: number;
  readonly showdownBattles: number;
  readonly showdownSearched: number;
  readonly showdownSearchedBattles: number;
  readonly turnNodes: number;
  /** Baselines: match-ups, and battles from each side. */
  readonly baselines: number;
  readonly baselineBattles: number;
  readonly seed: number;
}

/** Predictions against what came of them. */
export interface ReliabilityCheck {
  readonly matchups: number;
  readonly battles: number;
  /** Mean of the squared standardised differences; 1 is what chance alone gives. */
  readonly chiSquarePerMatchup: number;
  readonly table: readonly ReliabilityRow[];
}

/** The report of `verify solver`. */
export interface SolverProof {
  readonly exactOnKernel: PlayCheck;
  readonly layersOnKernel: PlayCheck;
  readonly healingOnKernel: PlayCheck;
  readonly laws: LawCheck;
  readonly searchAgainstExact: SearchCheck;
  readonly searchAgainstLayers: SearchCheck;
  readonly searchAgainstHealing: SearchCheck;
  readonly longReferences: ReferenceCheck;
  readonly exactInShowdown: ReliabilityCheck;
  readonly searchedInShowdown: ReliabilityCheck;
  readonly baselines: readonly BaselineResult[];
}

/** Of so many exact match-ups one is also solved by layers: they take longer. */
const LAYERED_SHARE = 4;

/** Sizes that a few minutes allow. */
export const SMALL_PROOF: ProofSizes = {
  ...{ matchups: 40, battles: 4000, laws: 20, searched: 40, nodes: 200_000, responses: 1000 },
  ...{ showdown: 10, showdownBattles: 60, showdownSearched: 2, showdownSearchedBattles: 30 },
  ...{ turnNodes: 10_000, baselines: 6, baselineBattles: 10, seed: 1 },
};

/** Runs every proof; `onStep` hears which comes next. */
export function proveSolver(sizes: ProofSizes, onStep: (name: keyof SolverProof) => void): SolverProof {
  const { seed, nodes } = sizes;
  const step = <T>(name: keyof SolverProof, run: () => T): T => {
    onStep(name);
    return run();
  };
  return {
    exactOnKernel: step("exactOnKernel", () => checkAgainstKernel(sizes.matchups, sizes.battles, seed)),
    layersOnKernel: step("layersOnKernel", () =>
      checkLayersOnKernel(Math.ceil(sizes.matchups / LAYERED_SHARE), sizes.battles, seed),
    ),
    healingOnKernel: step("healingOnKernel", () =>
      checkLayersOnKernel(Math.ceil(sizes.matchups / LAYERED_SHARE), sizes.battles, seed, "rising"),
    ),
    laws: step("laws", () => checkLaws(sizes.laws, seed)),
    searchAgainstExact: step("searchAgainstExact", () => checkSearch(sizes.searched, nodes, seed)),
    searchAgainstLayers: step("searchAgainstLayers", () => checkSearchOnLayers(sizes.searched, nodes, seed)),
    searchAgainstHealing: step("searchAgainstHealing", () =>
      checkSearchOnLayers(sizes.searched, nodes, seed, "rising"),
    ),
    longReferences: step("longReferences", () =>
      checkReferences(readReferences(), nodes, sizes.responses, seed),
    ),
    exactInShowdown: step("exactInShowdown", () =>
      told(playExactInShowdown(sizes.showdown, sizes.showdownBattles, seed), sizes.showdownBattles),
    ),
    searchedInShowdown: step("searchedInShowdown", () => {
      const { showdownSearched, showdownSearchedBattles, turnNodes } = sizes;
      const played = playSearchedInShowdown(showdownSearched, showdownSearchedBattles, turnNodes, seed);
      return told(played, showdownSearchedBattles);
    }),
    baselines: step("baselines", () =>
      BASELINES.map((baseline) =>
        playBaseline(baseline, sizes.baselines, sizes.baselineBattles, sizes.turnNodes, seed),
      ),
    ),
  };
}

function told(played: readonly Played[], battles: number): ReliabilityCheck {
  const chiSquare = chiSquarePerMatchup(played);
  return { matchups: played.length, battles, chiSquarePerMatchup: chiSquare, table: reliability(played) };
}
