import {
  loadStandardMatrix,
  type Queryable,
  type StoredMatrix,
  standardMatrixProgress,
} from "@predictiondex/db";

/** Keeps the whole matrix of a data version in memory, once it is stored. */
export interface MatrixFollower {
  /** Looks whether there is a newer one. */
  look(db: Queryable, dataVersion: number): Promise<void>;
  /** The matrix of that data version; undefined until all its rows are there. */
  current(dataVersion: number): StoredMatrix | undefined;
}

/** Makes a follower. */
export function createMatrixFollower(): MatrixFollower {
  let matrix: StoredMatrix | undefined;
  let seen = "";
  return {
    async look(db, dataVersion) {
      const progress = await standardMatrixProgress(db, dataVersion);
      const mark = progress === undefined ? "" : `${dataVersion} ${progress.updatedAt.getTime()}`;
      if (mark === seen) return;
      const found = mark === "" ? undefined : await loadStandardMatrix(db, dataVersion);
      matrix = found !== undefined && found.rowsDone === found.forms.length ? found : undefined;
      seen = mark;
    },
    current: (dataVersion) => (matrix?.dataVersion === dataVersion ? matrix : undefined),
  };
}
