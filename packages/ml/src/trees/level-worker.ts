import { workerData } from "node:worker_threads";
import { createThreadRoom, type SharedTraining, workOnLevel } from "./level-work.ts";
import { CONTROL_DONE, CONTROL_JOB, CONTROL_NODES } from "./thread-pool.ts";

const { shared, control, thread } = workerData as {
  shared: SharedTraining;
  control: Int32Array;
  thread: number;
};
const room = createThreadRoom(shared);

for (let job = 0; ; ) {
  Atomics.wait(control, CONTROL_JOB, job);
  job = Atomics.load(control, CONTROL_JOB);
  const nNodes = Atomics.load(control, CONTROL_NODES);
  if (nNodes < 0) break;
  workOnLevel(shared, thread, nNodes, room);
  Atomics.add(control, CONTROL_DONE, 1);
  Atomics.notify(control, CONTROL_DONE);
}
