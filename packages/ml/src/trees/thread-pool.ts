import { Worker } from "node:worker_threads";
import { createThreadRoom, type SharedTraining, workOnLevel } from "./level-work.ts";

/** Words of the control array: number of the job, threads that are done with it, nodes of the level (−1: stop). */
export const CONTROL_JOB = 0;
export const CONTROL_DONE = 1;
export const CONTROL_NODES = 2;
export const CONTROL_WORDS = 3;

/** Runs a level's work on several threads, this one among them. */
export interface LevelPool {
  work(nNodes: number): void;
  close(): void;
}

/** Starts `shared.threads − 1` workers; they sleep until there is work. */
export function createLevelPool(shared: SharedTraining): LevelPool {
  const room = createThreadRoom(shared);
  const control = new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * 4));
  const helpers = shared.threads - 1;
  for (let thread = 1; thread < shared.threads; thread++) {
    const worker = new Worker(new URL("./level-worker.ts", import.meta.url), {
      workerData: { shared, control, thread },
    });
    // A worker that sleeps must not keep the process.
    worker.unref();
  }
  const start = (nNodes: number): void => {
    Atomics.store(control, CONTROL_DONE, 0);
    Atomics.store(control, CONTROL_NODES, nNodes);
    Atomics.add(control, CONTROL_JOB, 1);
    Atomics.notify(control, CONTROL_JOB);
  };
  return {
    work(nNodes) {
      if (helpers > 0) start(nNodes);
      workOnLevel(shared, 0, nNodes, room);
      for (;;) {
        const done = Atomics.load(control, CONTROL_DONE);
        if (done >= helpers) return;
        Atomics.wait(control, CONTROL_DONE, done);
      }
    },
    close() {
      if (helpers > 0) start(-1);
    },
  };
}
