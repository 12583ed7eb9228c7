import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parquetRead } from "hyparquet";
import type { DatasetManifest } from "./dataset-files.ts";

/** Statistics of a data set, counted from its files. */
export interface DatasetCard {
  readonly nRows: number;
  readonly nMatchups: number;
  /** Pairs of forms. */
  readonly nPairs: number;
  readonly matchupsBySplit: Readonly<Record<string, number>>;
  readonly matchupsByScenario: Readonly<Record<string, number>>;
  readonly matchupsByMethod: Readonly<Record<string, number>>;
  readonly matchupsInTheMiddle: number;
  /** Match-ups by the label p, in ten equal steps from 0 to 1, seen from seat a. */
  readonly matchupsByChance: readonly number[];
  /** The same with weights, as shares: how the scenario is without favouring close match-ups. */
  readonly weightedChance: readonly number[];
  /** Match-ups with p of 0.2 to 0.8. */
  readonly nClose: number;
  /** Mean of p_high − p_low. */
  readonly meanWidth: number;
  readonly meanNodes: number;
}

const WANTED = ["sample", "seat", "pair", "split", "scenario", "sample_weight", "is_middle"] as const;
const LABELS = ["p", "p_low", "p_high", "method", "nodes"] as const;
const STEPS = 10;

/** Counts a data set's files. */
export async function describeDataset(directory: string, manifest: DatasetManifest): Promise<DatasetCard> {
  const bySplit: Record<string, number> = {};
  const byScenario: Record<string, number> = {};
  const byMethod: Record<string, number> = {};
  const byChance: number[] = Array.from({ length: STEPS }, () => 0);
  const weighted: number[] = Array.from({ length: STEPS }, () => 0);
  const pairs = new Set<string>();
  let [nRows, nMatchups, middle, nClose, width, nodes, weight] = [0, 0, 0, 0, 0, 0, 0];
  for (const { path } of manifest.files) {
    const columns = await readColumns(join(directory, path));
    const at = <T>(name: (typeof WANTED)[number] | (typeof LABELS)[number], row: number): T =>
      columns.get(name)![row] as T;
    const count = columns.get("sample")!.length;
    nRows += count;
    for (let row = 0; row < count; row++) {
      const isFirst = row === 0 || at("sample", row) !== at("sample", row - 1);
      if (!isFirst) continue;
      const p = at<number>("p", row);
      const step = Math.min(STEPS - 1, Math.floor(p * STEPS));
      nMatchups++;
      pairs.add(at("pair", row));
      add(bySplit, at("split", row));
      add(byScenario, at("scenario", row));
      add(byMethod, at("method", row));
      byChance[step]!++;
      weighted[step]! += at<number>("sample_weight", row);
      weight += at<number>("sample_weight", row);
      middle += at<boolean>("is_middle", row) ? 1 : 0;
      nClose += p > 0.2 && p < 0.8 ? 1 : 0;
      width += at<number>("p_high", row) - at<number>("p_low", row);
      nodes += at<number>("nodes", row);
    }
  }
  return {
    nRows,
    nMatchups,
    nPairs: pairs.size,
    matchupsBySplit: bySplit,
    matchupsByScenario: byScenario,
    matchupsByMethod: byMethod,
    matchupsInTheMiddle: middle,
    matchupsByChance: byChance,
    weightedChance: weighted.map((share) => round(share / weight)),
    nClose,
    meanWidth: round(width / nMatchups),
    meanNodes: Math.round(nodes / nMatchups),
  };
}

async function readColumns(path: string): Promise<ReadonlyMap<string, ArrayLike<unknown>>> {
  const bytes = await readFile(path);
  const columns = new Map<string, ArrayLike<unknown>>();
  await parquetRead({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    columns: [...WANTED, ...LABELS],
    onChunk: ({ columnName, columnData }) => {
      const known = columns.get(columnName);
      columns.set(columnName, known ? [...Array.from(known), ...Array.from(columnData)] : columnData);
    },
  });
  return columns;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
