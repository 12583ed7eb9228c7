import { currentDataVersion, type DataVersion } from "./data-versions.ts";
import type { Database, Listener } from "./open-database.ts";

/** The channel on which publications are told, those of other schemas too: hearing it is a reason to look, no more. */
export const DATA_VERSION_CHANNEL = "predictiondex_data_version";

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
 * Calls `onVersion` with the current data version, at once if there is one and then on every change, one call at a time.
 * Hears the publication's NOTIFY, and polls, so that a broken connection delays it only.
 */
export function watchDataVersion(
  database: Database,
  onVersion: (version: DataVersion) => void | Promise<void>,
  { pollMs = DEFAULT_POLL_MS, onError = () => {} }: WatchOptions = {},
): VersionWatch {
  let isClosed = false;
  let seen: number | undefined;
  let listener: Listener | undefined;
  let looking: Promise<void> | undefined;
  let isStale = false;

  const look = async (): Promise<void> => {
    try {
      if (!listener?.isActive) {
        listener = await database.listen(DATA_VERSION_CHANNEL, check);
      }
      const version = await currentDataVersion(database.db);
      if (isClosed || version === undefined || version.id === seen) return;
      await onVersion(version);
      seen = version.id;
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
