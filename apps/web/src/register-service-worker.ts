import { afterLoad } from "./after-load.ts";
import { engineUrls } from "./engine/engines.ts";

/** How often an open page looks for a newer one. */
const LOOK_MS = 60 * 60 * 1000;

const LATER_MS = 3000;

/** Keeps the page on this device, where the browser allows it (https or this very machine), and brings it up to date. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  // A page that is older than the service asks for code that is gone: the newer page has it.
  addEventListener("vite:preloadError", () => location.reload());
  // It fetches all pages: not while the first one is still coming.
  afterLoad(LATER_MS, () => void register());
}

async function register(): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`);
  const update = () => void registration.update().catch(() => undefined);
  setInterval(update, LOOK_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") update();
  });
  await serviceWorker.ready;
  // On the first visit the facts were asked for before the service worker stood between.
  if (serviceWorker.controller === null) {
    await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  }
  const { factsUrl, modelUrl } = engineUrls();
  const facts = await fetch(factsUrl).catch(() => undefined);
  if (!facts?.ok) return;
  const { modelVersion } = (await facts.json()) as { readonly modelVersion: string | null };
  if (modelVersion !== null) await fetch(modelUrl).catch(() => undefined);
}
