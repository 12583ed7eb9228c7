/** The simultaneous game of the turn to come, with how sure its entries are. */
export interface RootGame {
  readonly method: "exact" | "search";
  /** Choices as the kernel numbers them: slot, +4 with Mega or Mega X, +8 with Mega Y. */
  readonly choicesA: readonly number[];
  readonly choicesB: readonly number[];
  /** The chance that A wins after A's i-th and B's j-th choice: `values[i * choicesB.length + j]`. */
  readonly values: Float64Array;
  /** How far the game's value may be from the truth. */
  readonly error: number;
  /** The same for the value of each choice. */
  readonly errorsA: readonly number[];
  readonly errorsB: readonly number[];
  /** Work done: cells settled, or the budget of kernel turns that gives this answer again. */
  readonly nodes: number;
  /** The choices that both sides would most likely make in a state of this battle; undefined where nothing is known. */
  readonly favourites: (state: Int32Array, timers: Int32Array) => readonly [number, number] | undefined;
  /** Gives the memory back, where it is used again; nothing of the game may be asked afterwards. */
  readonly release?: () => void;
}
