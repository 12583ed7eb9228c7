import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What tells one process from every other, a later one with the same pid included. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in the operating system's own words; undefined where it can't be known. */
  readonly start: string | undefined;
  /** The machine's current boot. */
  readonly boot: string;
  /** The pid namespace: a pid means nothing in another container. */
  readonly namespace: string;
}

/** `unknown`: the process is, or was, in a pid namespace that can't be seen from here. */
export type Liveness = "alive" | "dead" | "unknown";

/** The identity of the process that calls. */
export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    start: startOf(process.pid),
    boot: tryOr("", () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    namespace: tryOr(hostname(), () => readlinkSync("/proc/self/ns/pid")),
  };
}

/** Whether the very process that `identity` names still runs. */
export function livenessOf(identity: ProcessIdentity): Liveness {
  const own = ownIdentity();
  if (identity.boot !== own.boot) return "dead";
  // Without /proc the namespace is the host's name, which changes with the network: it then proves nothing.
  if (own.boot !== "" && identity.namespace !== own.namespace) return "unknown";
  if (!isPidInUse(identity.pid)) return "dead";
  const start = startOf(identity.pid);
  if (start === "zombie") return "dead";
  return start === undefined || identity.start === undefined || start === identity.start ? "alive" : "dead";
}

function isPidInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Linux: clock ticks from boot to start, field 22 of proc(5)'s stat; elsewhere ps(1)'s `lstart`. */
function startOf(pid: number): string | undefined {
  const stat = tryOr(undefined, () => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat !== undefined) {
    // The second field is the program's name in brackets and may hold spaces: count from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "zombie" : fields[19];
  }
  if (process.platform === "win32" || process.platform === "linux") return undefined;
  return tryOr(undefined, () => {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5000,
    });
    return text.trim() || undefined;
  });
}

function tryOr<T>(fallback: T, read: () => T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
