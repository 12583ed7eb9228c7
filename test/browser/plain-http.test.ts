import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage } from "./browser.ts";
import { chromium, settled } from "./pages.ts";
import { startTestPlatform, type TestPlatform } from "./platform.ts";

/** A name in the house, as a phone would open it: browsers hold 127.0.0.1 itself for as safe as https. */
const HOST = "predictiondex.test";

describe.skipIf(chromium === undefined)("the page over plain http", () => {
  let platform: TestPlatform;
  let browser: Browser;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await platform.loadData();
    browser = await launchBrowser(chromium!, [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.close();
  });

  it.each([
    ["en-GB", "Over https, this page could also be installed and work without a network."],
    ["fr-FR", "En https, cette page pourrait aussi s’installer et marcher sans réseau."],
  ])("answers, and says in %s what https would add", async (locale, hint) => {
    const origin = platform.url.replace("127.0.0.1", HOST);
    const { page, context, errors, foreign } = await openPage(browser, origin, {
      ...{ locale, path: "/?a=pikachu&b=squirtle", serviceWorkers: "allow" },
    });
    await settled(page);
    await page.getByText(hint).waitFor();
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
    await context.close();
  });
});
