export { playChoicesWithLog } from "../engine/event-log.ts";
export type { EventNames } from "../engine/tell-event.ts";
export { createExpectedDamagePolicy } from "./expected-damage-policy.ts";
export { createSolverPolicy } from "./solver-policy.ts";
export { STRONGEST_ATTACK_POLICY } from "./strongest-attack-policy.ts";
