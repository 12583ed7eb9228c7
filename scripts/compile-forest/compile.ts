import binaryen from "binaryen";
import { forestText } from "./forest-text.ts";
import { histogramText } from "./histogram-text.ts";

/** The module of `forestText`, optimized. */
export function compileForest(): Uint8Array {
  return compile(forestText(), binaryen.Features.MVP);
}

/** The module of `histogramText`, optimized. */
export function compileHistogram(): Uint8Array {
  return compile(
    histogramText(),
    binaryen.Features.Atomics | binaryen.Features.SIMD128 | binaryen.Features.BulkMemory,
  );
}

function compile(text: string, features: number): Uint8Array {
  const module = binaryen.parseText(text);
  try {
    module.setFeatures(features);
    binaryen.setOptimizeLevel(3);
    binaryen.setShrinkLevel(0);
    module.optimize();
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}
