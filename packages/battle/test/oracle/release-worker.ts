// A worker of the release proofs: plays one piece for each message.

import { parentPort } from "node:worker_threads";
import { runLockstep } from "./lockstep.ts";
import type { PieceTask } from "./pieces.ts";
import { runTeamLockstep } from "./team-lockstep.ts";

parentPort!.on("message", ({ teams, ...task }: PieceTask) => {
  const before = process.threadCpuUsage();
  // Teams of no given size vary.
  const result =
    teams === undefined ? runLockstep(task) : runTeamLockstep({ ...task, ...(teams > 0 ? { teams } : {}) });
  const { user, system } = process.threadCpuUsage(before);
  parentPort!.postMessage({ result, cpuSeconds: (user + system) / 1e6 });
});
