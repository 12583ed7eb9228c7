import { availableParallelism } from "node:os";
import { MATRIX_NODES } from "@predictiondex/battle";
import { NotReadyError } from "@predictiondex/core";
import {
  type Database,
  loadGameData,
  loadStandardMatrix,
  type StoredMatrix,
  storeStandardMatrix,
} from "@predictiondex/db";
import { Piscina } from "piscina";
import { matrixSpecDigest } from "./standard-matrix-file.ts";

const RETRY_AFTER_S = 5;
/** How often what is done is written down. */
const STORE_EVERY_MS = 2000;

/** How the matrix is built. */
export interface BuildMatrixOptions {
  readonly database: Database;
  /** Builds again even where it is whole. */
  readonly force?: boolean;
  /** Worker threads; by default as many as the machine has cores. */
  readonly threads?: number;
  readonly nodes?: number;
  /** Told after each row; of `total` pairs `done` are there. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** What a run did. */
export interface MatrixSummary {
  readonly matrix: StoredMatrix;
  /** Rows that earlier runs had done. */
  readonly rowsResumed: number;
  readonly seconds: number;
  /** One line for people. */
  readonly message: string;
}

/**
 * Values every two forms with their standard sets by the solver, and stores them with the data version. Rows are stored
 * as they come, so that a run which was stopped goes on where it stood; the same data give the same bytes.
 * @throws NotReadyError where no data version is published yet
 */
export async function buildMatrix(options: BuildMatrixOptions): Promise<MatrixSummary> {
  const { database, force = false, nodes = MATRIX_NODES, onProgress, signal } = options;
  return database.withAdvisoryLock("standard-matrix", async () => {
    const published = await loadGameData(database.db);
    if (published === undefined) {
      throw new NotReadyError("No game data yet: run the ETL first (npm run -s cli -- etl)", RETRY_AFTER_S);
    }
    const { data, version } = published;
    const forms = data.forms.map(({ slug }) => slug);
    const specDigest = matrixSpecDigest(data, nodes);
    const earlier = force ? undefined : await loadStandardMatrix(database.db, version.id);
    const kept = earlier?.specDigest === specDigest ? earlier : undefined;
    const rowsResumed = kept?.rowsDone ?? 0;
    const rows: Uint16Array[] = splitRows(kept?.content, forms.length, rowsResumed);
    const start = performance.now();
    const matrix = (): StoredMatrix => ({
      ...{ dataVersion: version.id, specDigest, forms, nodes },
      rowsDone: rows.length,
      content: joinRows(rows),
    });
    const total = pairsBefore(forms.length, forms.length);
    if (rowsResumed < forms.length) {
      const pool = new Piscina<{ row: number; nodes: number }, Uint16Array>({
        filename: new URL("./matrix-worker.ts", import.meta.url).href,
        workerData: data,
        maxThreads: Math.max(1, options.threads ?? availableParallelism()),
      });
      let stored = performance.now();
      try {
        const running = forms
          .slice(rowsResumed)
          .map((_, i) => pool.run({ row: rowsResumed + i, nodes }, signal ? { signal } : {}));
        for (const row of running) row.catch(() => {});
        for (const row of running) {
          signal?.throwIfAborted();
          rows.push(await row);
          onProgress?.({ done: pairsBefore(forms.length, rows.length), total });
          if (performance.now() - stored < STORE_EVERY_MS) continue;
          await storeStandardMatrix(database.db, matrix());
          stored = performance.now();
        }
      } finally {
        await storeStandardMatrix(database.db, matrix());
        await pool.destroy();
      }
    }
    const seconds = (performance.now() - start) / 1000;
    const message =
      rowsResumed === forms.length
        ? `Matrix: already built, ${count(total)} pairs`
        : `Matrix: ${count(total)} pairs at ${count(nodes)} turns, ${seconds.toFixed(1)} s`;
    return { matrix: matrix(), rowsResumed, seconds, message };
  });
}

/** Pairs of the first `rows` rows, each from its diagonal on. */
function pairsBefore(n: number, rows: number): number {
  return rows * n - (rows * (rows - 1)) / 2;
}

function joinRows(rows: readonly Uint16Array[]): Uint8Array {
  const bytes = new Uint8Array(2 * rows.reduce((sum, row) => sum + row.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const row of rows) for (const word of row) view.setUint16(2 * at++, word, true);
  return bytes;
}

function splitRows(content: Uint8Array | undefined, n: number, nRows: number): Uint16Array[] {
  if (content === undefined) return [];
  const view = new DataView(content.buffer, content.byteOffset);
  return Array.from({ length: nRows }, (_, row) =>
    Uint16Array.from({ length: n - row }, (__, i) => view.getUint16(2 * (pairsBefore(n, row) + i), true)),
  );
}

function count(n: number): string {
  return n.toLocaleString("en");
}
