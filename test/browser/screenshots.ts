/** Makes the README's pictures in docs/images, from the platform as it really runs. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../scripts/chromium.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { startTestPlatform } from "./platform.ts";

const BATTLE = "/?a=marowak-alola&b=venusaur";
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
const browser = await launchBrowser(executable);
try {
  for (const [size, screen] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const locale of ["en", "fr"]) {
        const options = { ...screen, colorScheme, locale, path: BATTLE };
        const { page, context } = await openPage(browser, platform.url, options);
        await page.getByRole("table").waitFor();
        const path = join(directory, `battle-${size}-${colorScheme}-${locale}.png`);
        await page.screenshot({ path, animations: "disabled" });
        const bytes = statSync(path).size;
        console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
        if (bytes > LARGEST_BYTES) throw new Error(`${path} is larger than ${LARGEST_BYTES} bytes`);
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await platform.close();
}
