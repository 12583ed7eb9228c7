import { readFileSync } from "node:fs";
import type { ModelCard } from "./training/train-model.ts";

const folder = new URL("../release/", import.meta.url);

/** The bytes of the committed model, which a first start serves at once. */
export function readReleaseModel(): Uint8Array {
  return readFileSync(new URL("model.bin", folder));
}

/** Its card. */
export function readReleaseCard(): ModelCard {
  return JSON.parse(readFileSync(new URL("card.json", folder), "utf8")) as ModelCard;
}
