/** One fault of an input, where it lies and what it is. */
export interface Fault {
  /** JSON pointer into the input, such as `/available_moves/0`. */
  readonly pointer: string;
  /** For people; names the field and the value. */
  readonly detail: string;
}

/** Codes of all errors that a caller may tell apart; they never change. */
export const ERROR_CODES = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "NOT_READY",
  "DATA_LOCKED",
  "DATA_INVALID",
  "UNAVAILABLE",
  "CONFIG_INVALID",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The base of every error that the project throws on purpose. */
export abstract class PredictionDexError extends Error {
  abstract readonly code: ErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** Input that breaks a rule; `faults` lists every fault found. */
export class InvalidInputError extends PredictionDexError {
  readonly code = "INVALID_INPUT";
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(faults.map((fault) => fault.detail).join("; "), options);
    this.faults = faults;
  }
}

/** Something named that does not exist. */
export class NotFoundError extends PredictionDexError {
  readonly code = "NOT_FOUND";
}

/** Data or model are not published yet; try again in `retryAfterS` seconds. */
export class NotReadyError extends PredictionDexError {
  readonly code = "NOT_READY";
  readonly retryAfterS: number;
  constructor(message: string, retryAfterS: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterS = retryAfterS;
  }
}

/** Another process owns the data folder. */
export class DataLockedError extends PredictionDexError {
  readonly code = "DATA_LOCKED";
  /** Process id of the owner. */
  readonly pid: number;
  constructor(message: string, pid: number, options?: ErrorOptions) {
    super(message, options);
    this.pid = pid;
  }
}

/** Source data that breaks one of its rules; nothing of it is loaded. */
export class DataInvalidError extends PredictionDexError {
  readonly code = "DATA_INVALID";
}

/** A service that does not answer. */
export class UnavailableError extends PredictionDexError {
  readonly code = "UNAVAILABLE";
}

/** Settings that can't be used; the message names each variable and its value. */
export class ConfigInvalidError extends PredictionDexError {
  readonly code = "CONFIG_INVALID";
}
