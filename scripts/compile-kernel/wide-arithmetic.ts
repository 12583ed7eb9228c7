// WebAssembly has the 64-bit multiplication that random.ts has to put together from 16-bit halves: these two functions
// are compiled by what they compute instead of how. The lockstep of both kernels holds them together.

import binaryen from "binaryen";
import { RANDOM_STATE } from "../../packages/battle/src/engine/layout.ts";

/** Bodies to take in place of a function's own, by function id. */
export const WIDE_ARITHMETIC: Readonly<
  Record<string, (module: binaryen.Module, state: number) => binaryen.ExpressionRef>
> = {
  // x = x · 0x5D588B656C078965 + 0x269EC3 (mod 2⁶⁴); the upper half lies first, so the words change places.
  "random.ts#nextGen5": (module, state) => {
    const { i64 } = module;
    const at = state + 4 * RANDOM_STATE;
    const word = (): binaryen.ExpressionRef => module.i32.const(0);
    const half = (): binaryen.ExpressionRef => i64.const(32n);
    const seed = i64.rotl(i64.load(at, 4, word()), half());
    const next = i64.add(i64.mul(seed, i64.const(0x5d588b656c078965n)), i64.const(0x269ec3n));
    return module.block(
      null,
      [i64.store(at, 4, word(), i64.rotl(next, half())), module.return(module.i32.load(at, 4, word()))],
      binaryen.i32,
    );
  },
  // floor(word · n / 2³²)
  "random.ts#scale": (module) => {
    const { i64 } = module;
    const wide = (index: number): binaryen.ExpressionRef =>
      i64.extend_u(module.local.get(index, binaryen.i32));
    return module.i32.wrap(i64.shr_u(i64.mul(wide(0), wide(1)), i64.const(32n)));
  },
};
