/** The service `web` in production: the built page, and the API at `API_BASE_URL` under `/api`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startWebServer } from "../apps/cli/src/platform/web-server.ts";

// biome-ignore lint/style/noProcessEnv: a program reads its own settings
const apiUrl = process.env.API_BASE_URL || "http://api:8000";
if (!URL.canParse(apiUrl)) {
  console.error(`API_BASE_URL must be an address such as http://api:8000, got "${apiUrl}"`);
  process.exit(1);
}
const web = await startWebServer({
  apiKey: readApiKey(),
  directory: join(import.meta.dirname, "../apps/web/dist"),
  apiUrl,
  host: "0.0.0.0",
  port: 8501,
});
console.log(JSON.stringify({ service: "web", msg: "listening", url: web.url, apiUrl }));
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void web.close();
  });
}

/** The key that the API asks for in production, from `API_KEY` or the file (a secret) that `API_KEY_FILE` names. */
function readApiKey(): string | undefined {
  // biome-ignore lint/style/noProcessEnv: a program reads its own settings
  const { API_KEY, API_KEY_FILE } = process.env;
  return (API_KEY_FILE ? readFileSync(API_KEY_FILE, "utf8").trim() : API_KEY) || undefined;
}
