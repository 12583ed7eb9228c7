/** −1, 0 or 1: the chance of winning may only fall with it, may do both, may only rise. */
export type Monotone = -1 | 0 | 1;

/** One feature of a view. */
export interface Feature<View> {
  readonly name: string;
  readonly tells: string;
  readonly monotone: Monotone;
  readonly of: (view: View) => number;
}
