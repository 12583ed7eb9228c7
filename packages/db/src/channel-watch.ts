import type { Database, Listener } from "./open-database.ts";

const DEFAULT_POLL_MS = 5000;

export interface WatchOptions {
  /** How often to look besides the notifications, 5,000 ms unless told. */
  readonly pollMs?: number;
  /** Called when a look fails, such as while the server is away; the watch goes on. */
  readonly onError?: (error: unknown) => void;
}

/** Stops a watch. */
export interface VersionWatch {
  close(): Promise<void>;
}

/**
 * Calls `onChange` with what `read` finds, at once if there is anything and then whenever its id changes, one call at a
 * time. Hears the channel's NOTIFY, and polls, so that a broken connection delays it only.
 */
export function watchChannel<T extends { readonly id: number }>(
  database: Database,
  channel: string,
  read: () => Promise<T | undefined>,
  onChange: (found: T) => void | Promise<void>,
  { pollMs = DEFAULT_POLL_MS, onError = () => {} }: WatchOptions,
): VersionWatch {
  let isClosed = false;
  let seen: number | undefined;
  let listener: Listener | undefined;
  let looking: Promise<void> | undefined;
  let isStale = false;

  const look = async (): Promise<void> => {
    try {
      if (!listener?.isActive) {
        listener = await database.listen(channel, check);
      }
      const found = await read();
      if (isClosed || found === undefined || found.id === seen) return;
      await onChange(found);
      seen = found.id;
    } catch (error) {
      if (!isClosed) onError(error);
    }
  };
  function check(): void {
    if (isClosed) return;
    if (looking) {
      isStale = true;
      return;
    }
    looking = look().finally(() => {
      looking = undefined;
      if (isStale) {
        isStale = false;
        check();
      }
    });
  }
  const timer = setInterval(check, pollMs);
  check();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      await looking;
      await listener?.close();
    },
  };
}
