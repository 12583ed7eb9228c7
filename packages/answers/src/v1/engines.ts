import { createEngine, type Engine } from "@predictiondex/battle/engine";
import type { Catalogue } from "../catalogue.ts";

const engines = new WeakMap<Catalogue, Partial<Record<"mega" | "plain", Engine>>>();

/** The engine of a data version, with or without Mega Evolution on the way; made when first asked for. */
export function engineOf(catalogue: Catalogue, mega: boolean): Engine {
  const known = engines.get(catalogue) ?? {};
  engines.set(catalogue, known);
  const { data } = catalogue;
  // Without the forms, the engine knows no Mega to evolve into.
  known[mega ? "mega" : "plain"] ??= createEngine(mega ? data : { ...data, forms: [] });
  return known[mega ? "mega" : "plain"]!;
}
