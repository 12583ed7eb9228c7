// The proofs that need Pokémon Showdown, as `predictiondex verify` runs them. Showdown is a development dependency: this
// face is not part of what the product ships.

export { shrinkMismatch, writeFixture } from "./oracle/fixtures.ts";
export type { GreedyPair } from "./oracle/greedy-battles.ts";
export { greedyPair, shareInShowdown, shareOnEngine } from "./oracle/greedy-battles.ts";
export type { LockstepOptions, LockstepResult } from "./oracle/lockstep.ts";
export { createProofEngine, runLockstep } from "./oracle/lockstep.ts";
export type { ReleaseOptions, ReleaseResult } from "./oracle/release-proof.ts";
export { missingForRelease, runRelease } from "./oracle/release-proof.ts";
export { shrinkTeamMismatch, writeTeamFixture } from "./oracle/team-fixtures.ts";
export type { TeamLockstepOptions, TeamLockstepResult } from "./oracle/team-lockstep.ts";
export { runTeamLockstep } from "./oracle/team-lockstep.ts";
export type { TeamReleaseOptions, TeamReleaseResult } from "./oracle/team-release.ts";
export { missingForTeamRelease, runTeamRelease } from "./oracle/team-release.ts";
export type { ProofSizes, SolverProof } from "./solve/prove-solver.ts";
export { proveSolver, SMALL_PROOF } from "./solve/prove-solver.ts";
export type { Pairing, PolicyProof, PolicyProofSizes } from "./teams/prove-policies.ts";
export { provePolicies } from "./teams/prove-policies.ts";
