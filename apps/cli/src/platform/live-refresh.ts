import type { Database } from "@predictiondex/db";
import { formatLiveSummary, type LiveSettings, runLiveRefresh } from "@predictiondex/etl";

/** A refresh that goes on beside the platform. */
export interface BackgroundRefresh {
  /** Ends it; what was there before stays. Resolves when it touches the database no more. */
  stop(): Promise<void>;
}

/** Refreshes the data from the live sources while the platform serves; tells the outcome when there is one. */
export function refreshInBackground(options: {
  readonly database: Database;
  readonly settings: LiveSettings;
  readonly markerPath: string;
  readonly tell: (message: string) => void;
}): BackgroundRefresh {
  const { tell, ...refresh } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  if (options.settings.mode !== "offline") {
    tell("PokéAPI and Poképédia are read in the background (ETL_MODE=offline leaves them out)");
  }
  const done = runLiveRefresh({ ...refresh, signal }).then(
    (summary) => {
      if (summary.status !== "off") tell(formatLiveSummary(summary));
    },
    (error: unknown) => {
      if (signal.aborted) return;
      const why = error instanceof Error ? error.message : String(error);
      tell(`WARNING: the live sources could not be used, the data stays as it is: ${why}`);
    },
  );
  return {
    async stop() {
      stopping.abort(new Error("the platform stops"));
      await done;
    },
  };
}
