/** Makes the README's pictures in docs/images, from the platform as it really runs. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { startTestPlatform } from "./platform.ts";

/** A page with an address that shows it filled, and what is in sight once it is. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly ready: string;
}

/** In both sizes, themes and languages. */
const BATTLE: Picture = {
  name: "battle",
  path: "/?a=marowak-alola&b=venusaur",
  ready: '#answer[data-face="filled"][aria-busy="false"]',
};
/** On a desktop in light and English, on a phone in dark and French. */
const PAGES: readonly Picture[] = [
  { name: "counters", path: "/counters?b=onix", ready: "main table tbody tr" },
  {
    name: "bosses",
    path: "/bosses?boss=misty&mine=pikachu-starter_20*machop_22*ivysaur_21*growlithe_20*snorlax_25*onix_16",
    ready: "main table [data-best], main table td",
  },
  { name: "matrix", path: "/matrix", ready: "main canvas" },
  { name: "quiz", path: "/quiz?q=5", ready: "main fieldset" },
  { name: "pokedex", path: "/pokedex", ready: "main img, main table tbody tr" },
  { name: "pokemon", path: "/pokedex/charizard", ready: "main table tbody tr" },
  { name: "moves", path: "/moves", ready: "main table tbody tr" },
  { name: "types", path: "/types", ready: "main table tbody tr" },
  { name: "sure", path: "/sure", ready: "main h1" },
];
const LARGEST_BYTES = 200_000;
const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
} as const;

const executable = findChromium();
if (executable === undefined) throw new Error("No Chromium found: install it, or set CHROMIUM_PATH");
const directory = join(import.meta.dirname, "../../docs/images");
mkdirSync(directory, { recursive: true });
const platform = await startTestPlatform();
await platform.loadData();
await platform.storeMatrix();
await platform.serveModel();
const browser = await launchBrowser(executable);
try {
  for (const size of ["phone", "desktop"] as const) {
    for (const scheme of ["light", "dark"] as const) {
      for (const locale of ["en", "fr"]) await take(browser, BATTLE, size, scheme, locale);
    }
  }
  for (const page of PAGES) {
    await take(browser, page, "desktop", "light", "en");
    await take(browser, page, "phone", "dark", "fr");
  }
} finally {
  await browser.close();
  await platform.close();
}

async function take(
  browser: Browser,
  { name, path, ready }: Picture,
  size: keyof typeof SIZES,
  colorScheme: "light" | "dark",
  locale: string,
): Promise<void> {
  const { page, context } = await openPage(browser, platform.url, {
    ...SIZES[size],
    colorScheme,
    locale,
    path,
  });
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState("networkidle");
  const file = join(directory, `${name}-${size}-${colorScheme}-${locale}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  const bytes = statSync(file).size;
  console.log(`${file}: ${Math.round(bytes / 1000)} kB`);
  if (bytes > LARGEST_BYTES) throw new Error(`${file} is larger than ${LARGEST_BYTES} bytes`);
  await context.close();
}
