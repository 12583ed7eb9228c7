import { type VersionWatch, type WatchOptions, watchChannel } from "./channel-watch.ts";
import { MODEL_CHANNEL, type Model, promotedModel } from "./models.ts";
import type { Database } from "./open-database.ts";

/** Stops a watch. */
export type ModelWatch = VersionWatch;

/**
 * Calls `onModel` with the model that is to be served, at once if there is one and then after every promotion and
 * rollback, one call at a time; `currentModel` gives its file.
 */
export function watchModel(
  database: Database,
  onModel: (model: Model) => void | Promise<void>,
  options: WatchOptions = {},
): ModelWatch {
  return watchChannel(database, MODEL_CHANNEL, () => promotedModel(database.db), onModel, options);
}
