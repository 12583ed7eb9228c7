import type { PredictionTask } from "@predictiondex/answers";

/** How long tasks are expected to take, learnt from those before them. */
export interface Expectations {
  /** Milliseconds in a thread. */
  of(task: PredictionTask): number;
  learn(task: PredictionTask, tookMs: number): void;
}

/** Of a kind of which none has been done yet. */
const FIRST_MS = 100;
/** What the latest task counts for in the mean. */
const WEIGHT = 0.2;

/** Makes expectations: a budget is believed, all else is the running mean of its kind. */
export function createExpectations(): Expectations {
  const means = new Map<PredictionTask["kind"], number>();
  return {
    of: (task) => budgetOf(task) ?? means.get(task.kind) ?? FIRST_MS,
    learn(task, tookMs) {
      if (budgetOf(task) !== undefined) return;
      const before = means.get(task.kind) ?? tookMs;
      means.set(task.kind, before + WEIGHT * (tookMs - before));
    },
  };
}

function budgetOf(task: PredictionTask): number | undefined {
  switch (task.kind) {
    case "best-move":
    case "matchup":
      return task.question.options.budgetMs;
    case "cells": {
      const { rows, columns, options } = task;
      return options.budgetMs && options.budgetMs * rows.length * columns.length;
    }
    default:
      return undefined;
  }
}
