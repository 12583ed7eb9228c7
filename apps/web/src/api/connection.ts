import { useSyncExternalStore } from "react";

/** Where answers come from: the service, or this device and why. */
export type Connection = "service" | "offline" | "unreachable" | "starting" | "static";

let current: Connection = "service";
const listeners = new Set<() => void>();

/** Where answers come from now. */
export function connection(): Connection {
  return current;
}

/** Notes where answers come from. */
export function setConnection(next: Connection): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Calls back whenever it changes; the result ends that. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where answers come from, followed. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connection);
}
