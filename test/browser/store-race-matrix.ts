import { createTypeChart, evaluate, mirror } from "@predictiondex/battle";
import { contentDigest, type Database, loadGameData, storeStandardMatrix } from "@predictiondex/db";
import { standardSetsOf } from "../../apps/ml-builder/src/standard-sets-of.ts";

/** The class of a range of ± 0.03. */
const CLOSE = 1;

/**
 * Stores the roster's matrix as the builder does, with the values of the damage race: they take seconds, the solver's
 * minutes. Each pair's chance is the mean of what the race says from both sides.
 */
export async function storeRaceMatrix(database: Database): Promise<void> {
  const published = await loadGameData(database.db);
  if (published === undefined) throw new Error("no data to make a matrix of");
  const { data, version } = published;
  const chart = createTypeChart(data.effectiveness);
  const sets = standardSetsOf(data);
  const words: number[] = [];
  for (const [row, own] of sets.entries()) {
    for (const foe of sets.slice(row)) {
      const evaluation = evaluate(own, foe, chart);
      const other = mirror(evaluation);
      const p = (evaluation.moves[0]!.p + 1 - other.moves[0]!.p) / 2;
      const best = own.moves.indexOf(evaluation.moves[0]!.move);
      const answer = foe.moves.indexOf(other.moves[0]!.move);
      words.push((Math.round(p * 1000) << 6) | (best << 4) | (answer << 2) | CLOSE);
    }
  }
  const content = new Uint8Array(2 * words.length);
  const view = new DataView(content.buffer);
  for (const [i, word] of words.entries()) view.setUint16(2 * i, word, true);
  const forms = data.forms.map(({ slug }) => slug);
  await storeStandardMatrix(database.db, {
    ...{
      dataVersion: version.id,
      specDigest: contentDigest("race"),
      nodes: 1,
      forms,
      rowsDone: forms.length,
      content,
    },
  });
}
