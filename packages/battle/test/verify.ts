// The proofs that need Pokémon Showdown, as `predictiondex verify` runs them. Showdown is a development dependency: this
// face is not part of what the product ships.

export { shrinkMismatch, writeFixture } from "./oracle/fixtures.ts";
export type { GreedyPair } from "./oracle/greedy-battles.ts";
export { greedyPair, shareInShowdown, shareOnEngine } from "./oracle/greedy-battles.ts";
export type { LockstepOptions, LockstepResult } from "./oracle/lockstep.ts";
export { createProofEngine, runLockstep } from "./oracle/lockstep.ts";
export type { ReleaseOptions, ReleaseResult } from "./oracle/release-proof.ts";
export { missingForRelease, runRelease } from "./oracle/release-proof.ts";
export type { ProofSizes, SolverProof } from "./solve/prove-solver.ts";
export { proveSolver, SMALL_PROOF } from "./solve/prove-solver.ts";
