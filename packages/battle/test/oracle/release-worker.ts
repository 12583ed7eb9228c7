// A worker of the release proof: plays one piece for each message.

import { parentPort } from "node:worker_threads";
import { runLockstep } from "./lockstep.ts";

parentPort!.on("message", (task: { seed: number; battles: number }) => {
  const before = process.threadCpuUsage();
  const result = runLockstep(task);
  const { user, system } = process.threadCpuUsage(before);
  parentPort!.postMessage({ result, cpuSeconds: (user + system) / 1e6 });
});
