import { NotReadyError } from "@predictiondex/core";

/** No data version is published yet. */
export class DataMissingError extends NotReadyError {
  constructor() {
    super("no data version is published yet", 5);
  }
}

/** No trained model is there, or not what is asked for of it. */
export class ModelMissingError extends NotReadyError {
  constructor(reason = "no trained model is in service yet") {
    super(reason, 30);
  }
}

/** The keys of the database are not known yet. */
export class KeysMissingError extends NotReadyError {
  constructor() {
    super("the keys are not read from the database yet", 5);
  }
}

/** A request that its sender may not make. */
export class AccessError extends Error {
  readonly problem: "KEY_REQUIRED" | "KEY_INVALID" | "SCOPE_MISSING";
  constructor(problem: AccessError["problem"]) {
    super(problem);
    this.problem = problem;
  }
}

/** More work than the predictor can do at once. */
export class OverloadedError extends NotReadyError {
  constructor() {
    super("the predictor has more to do than it can take on", 2);
  }
}

/** A sender that has asked too often. */
export class RateLimitedError extends Error {
  readonly problem = "RATE_LIMITED";
}
