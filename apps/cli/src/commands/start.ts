import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { renderUnicodeCompact } from "uqr";
import { readSettings } from "../env.ts";
import { createProgressLine } from "../platform/progress-line.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { stopRequested } from "../platform/stop-signal.ts";
import { runGuarded } from "../run-command.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** `predictiondex start`: everything in one process. */
export const startCommand = defineCommand({
  meta: { name: "start", description: "Start everything in one process, and say where to look" },
  args: {
    lan: {
      type: "boolean",
      default: false,
      description: "Listen on the network too, with a QR code for the phone",
    },
  },
  run: ({ args }) => runGuarded(() => start(args.lan)),
});

async function start(lan: boolean): Promise<void> {
  const abort = new AbortController();
  const stopping = stopRequested().then(() => abort.abort());
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const progress = createProgressLine(process.stdout);
  let platform: Platform;
  try {
    platform = await startPlatform({
      settings: readSettings(),
      root,
      version,
      lan,
      progress,
      signal: abort.signal,
    });
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    progress.done("Stopped before it was ready; the next start goes on from here.");
    process.exit(130);
  }
  announce(platform);
  await stopping;
  console.log("\nStopping …");
  await platform.close();
  console.log("Stopped. Everything that was loaded is kept.");
  // The channel to the process that started this one would keep it alive.
  process.exit(0);
}

function announce({ webUrl, apiUrl, lanUrl }: Platform): void {
  console.log(`\n  Page  ${webUrl}\n  API   ${apiUrl}  (documentation: ${apiUrl}/docs)`);
  if (lanUrl !== undefined) {
    console.log(`\n  On the phone, in the same network: ${lanUrl}\n`);
    console.log(renderUnicodeCompact(lanUrl));
  }
  console.log("\nPress Ctrl-C to stop.");
}
