import { InvalidInputError, NotFoundError, NotReadyError, type Text } from "@predictiondex/core";

/** A fault of a request, told in every language of the interface. */
export interface RequestFault {
  /** JSON pointer into the body, or the name of a parameter after a slash. */
  readonly pointer: string;
  readonly detail: Text;
}

/** A request that breaks a rule; `requestFaults` lists every fault found. */
export class InvalidRequestError extends InvalidInputError {
  readonly requestFaults: readonly RequestFault[];
  constructor(requestFaults: readonly RequestFault[]) {
    super(requestFaults.map(({ pointer, detail }) => ({ pointer, detail: detail.en })));
    this.requestFaults = requestFaults;
  }
}

/** A request for something that does not exist. */
export class MissingError extends NotFoundError {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** No data version is published yet. */
export class DataMissingError extends NotReadyError {
  constructor() {
    super("no data version is published yet", 5);
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
