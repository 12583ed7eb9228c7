import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";

/** Widths that the design is made for. */
export const SIZES = {
  phone: { width: 360, height: 800 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
} as const;

/** Opens the system's Chromium without a window. */
export function launchBrowser(executablePath: string, flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--force-color-profile=srgb",
      ...flags,
    ],
  });
}

/** A page that notes what must not happen: errors on the console, requests to other hosts. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console and uncaught ones. */
  readonly errors: string[];
  /** Addresses on other hosts that the page asked for. */
  readonly foreign: string[];
}

/** Opens a page of the platform at `origin` in a fresh profile. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions & { readonly path?: string } = {},
): Promise<WatchedPage> {
  const { path = "/", ...contextOptions } = options;
  const context = await browser.newContext({
    locale: "en-GB",
    reducedMotion: "reduce",
    // Only tests of the service worker let it stand between.
    serviceWorkers: "block",
    ...contextOptions,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  let hasNetworkChanged = false;
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // Our own doing, below.
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    // This machine's network was changed under the browser, as when a container starts beside it; the page loads itself anew.
    if (message.text().includes("net::ERR_NETWORK_CHANGED")) {
      hasNetworkChanged = true;
      return;
    }
    errors.push([message.text(), message.location().url].join(" "));
  });
  page.on("pageerror", (error) => {
    if (hasNetworkChanged && /Unable to preload|dynamically imported module/.test(error.message)) return;
    errors.push(String(error));
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== new URL(origin).origin) foreign.push(request.url());
  });
  await page.goto(new URL(path, origin).href);
  // Until the code has come, `index.html` shows what is painted first.
  await page.locator(".boot").waitFor({ state: "detached" });
  return { page, context, errors, foreign };
}
