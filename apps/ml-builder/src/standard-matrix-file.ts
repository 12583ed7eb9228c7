import { mkdir, readFile, writeFile } from "node:fs/promises";
import { MATRIX_NODES } from "@predictiondex/battle";
import type { GameData } from "@predictiondex/core";
import {
  contentDigest,
  type Database,
  type DataVersion,
  loadStandardMatrix,
  type StoredMatrix,
  storeStandardMatrix,
} from "@predictiondex/db";
import { standardSetsOf } from "./standard-sets-of.ts";

/** Version of the values: raised where the solver's answers change. */
const SOLVER_VERSION = 3;

const RELEASE = new URL("../release/", import.meta.url);
const CONTENT = "standard-matrix.bin";
const CARD = "standard-matrix.json";

/** SHA-256 of all that the values of the matrix follow from: rules, turns, sets and the game's numbers; no names. */
export function matrixSpecDigest(data: GameData, nodes: number): string {
  return contentDigest({
    ...{ solver: SOLVER_VERSION, nodes, effectiveness: data.effectiveness },
    sets: standardSetsOf(data).map(({ form, moves }) => [form.slug, moves.map(({ slug }) => slug)]),
    forms: data.forms.map(({ slug, types, baseStats, weightHg }) => [slug, types, baseStats, weightHg]),
    moves: data.moves.map(({ slug, type, category, power, accuracy, pp, priority }) => {
      return [slug, type, category, power, accuracy, pp, priority];
    }),
  });
}

/** The committed matrix as that of `version`; undefined where it follows from other facts or other turns. */
export async function readReleaseMatrix(
  data: GameData,
  version: DataVersion,
  nodes = MATRIX_NODES,
): Promise<StoredMatrix | undefined> {
  const { specDigest } = JSON.parse(await readFile(new URL(CARD, RELEASE), "utf8")) as { specDigest: string };
  if (specDigest !== matrixSpecDigest(data, nodes)) return undefined;
  return {
    ...{ dataVersion: version.id, specDigest, nodes },
    forms: data.forms.map(({ slug }) => slug),
    rowsDone: data.forms.length,
    content: new Uint8Array(await readFile(new URL(CONTENT, RELEASE))),
  };
}

/** Writes a whole matrix as the one that comes with the release. */
export async function writeReleaseMatrix({ specDigest, nodes, content }: StoredMatrix): Promise<void> {
  await mkdir(RELEASE, { recursive: true });
  await writeFile(new URL(CONTENT, RELEASE), content);
  await writeFile(new URL(CARD, RELEASE), `${JSON.stringify({ specDigest, nodes }, null, 2)}\n`);
}

/** Stores the committed matrix where the data version has none and it follows from the same facts. */
export async function ensureStandardMatrix(
  { db }: Database,
  { data, version }: { readonly data: GameData; readonly version: DataVersion },
): Promise<void> {
  if ((await loadStandardMatrix(db, version.id)) !== undefined) return;
  const matrix = await readReleaseMatrix(data, version);
  if (matrix !== undefined) await storeStandardMatrix(db, matrix);
}
