import { type VersionWatch, type WatchOptions, watchChannel } from "./channel-watch.ts";
import { currentDataVersion, type DataVersion } from "./data-versions.ts";
import type { Database } from "./open-database.ts";

/** The channel on which publications are told, those of other schemas too: hearing it is a reason to look, no more. */
export const DATA_VERSION_CHANNEL = "predictiondex_data_version";

/**
 * Calls `onVersion` with the current data version, at once if there is one and then on every change, one call at a time.
 * Hears the publication's NOTIFY, and polls, so that a broken connection delays it only.
 */
export function watchDataVersion(
  database: Database,
  onVersion: (version: DataVersion) => void | Promise<void>,
  options: WatchOptions = {},
): VersionWatch {
  const look = () => currentDataVersion(database.db);
  return watchChannel(database, DATA_VERSION_CHANNEL, look, onVersion, options);
}
