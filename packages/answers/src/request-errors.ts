import { InvalidInputError, NotFoundError, type Text } from "@predictiondex/core";

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

/** A request for something that does not exist; `field` is where the request names it, undefined where no field does. */
export class MissingError extends NotFoundError {
  readonly text: Text;
  readonly field: string | undefined;
  constructor(text: Text, field?: string) {
    super(text.en);
    this.text = text;
    this.field = field;
  }
}
