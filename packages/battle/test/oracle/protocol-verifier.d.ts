// The package's own declarations are not reached through its "exports".
declare module "@pkmn/protocol/verifier" {
  /** Checks lines of Showdown's protocol word by word. */
  export class Verifier {
    constructor(generation?: unknown, raw?: boolean);
    /** Undefined for a line in order, else what it was read as. */
    verifyLine(line: string): unknown;
  }
}
