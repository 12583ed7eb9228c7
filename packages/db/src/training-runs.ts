import { hostname } from "node:os";
import type { Queryable } from "./open-database.ts";
import type { RunStatus } from "./schema.ts";

/** One training, as the experiment log has it. */
export interface TrainingRun {
  readonly id: number;
  readonly status: RunStatus;
  /** Id of the data set; null once that is gone, or where it was none of the database's. */
  readonly dataset: number | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, unknown>>;
  /** Id of the model that came of it. */
  readonly model: number | null;
  /** What became of it, in one line: promoted, kept as a candidate and why, or why it failed. */
  readonly outcome: string | null;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Records that a training begins. */
export async function startTrainingRun(
  db: Queryable,
  run: { readonly dataset: number | null; readonly options: object },
): Promise<number> {
  const { id } = await db
    .insertInto("trainingRun")
    .values({ ...run, options: JSON.stringify(run.options), pid: process.pid, host: hostname() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Records how a training ended. */
export async function finishTrainingRun(
  db: Queryable,
  id: number,
  end: {
    readonly status: "succeeded" | "failed";
    readonly outcome: string;
    readonly model?: number;
    readonly metrics?: object;
  },
): Promise<void> {
  const { metrics = {}, model = null, status, outcome } = end;
  await db
    .updateTable("trainingRun")
    .set({ status, outcome, model, metrics: JSON.stringify(metrics), finishedAt: new Date() })
    .where("id", "=", id)
    .where("status", "=", "running")
    .execute();
}

/** Marks the trainings that died on their way. Right only while the caller holds the builder's advisory lock. */
export async function markInterruptedTrainingRuns(db: Queryable): Promise<void> {
  await db
    .updateTable("trainingRun")
    .set({
      status: "interrupted",
      finishedAt: new Date(),
      outcome: "the process ended before the training did",
    })
    .where("status", "=", "running")
    .execute();
}

/** The experiment log, latest first. */
export async function listTrainingRuns(db: Queryable, limit = 50): Promise<readonly TrainingRun[]> {
  return db.selectFrom("trainingRun").selectAll().orderBy("id", "desc").limit(limit).execute();
}
