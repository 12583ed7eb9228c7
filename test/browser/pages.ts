import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { findChromium } from "../../scripts/chromium.ts";
import { launchBrowser, openPage, SIZES } from "./browser.ts";
import { startTestPlatform, type TestPlatform } from "./platform.ts";

/** Whether there is a browser here; without one these tests are skipped. */
export const chromium = findChromium();

/** A test's page: a profile of its own, at a path of the platform. */
type Visit = (
  options: BrowserContextOptions & { readonly path?: string },
  test: (page: Page) => Promise<void>,
  expectedErrors?: RegExp,
) => Promise<void>;

/** The platform under a test file, and visits to it. */
export interface Pages {
  readonly platform: () => TestPlatform;
  /** Runs a test in a fresh profile, then checks that no error and no request elsewhere went with it. */
  readonly visit: Visit;
}

/** Starts the platform and the browser before the tests of a file, and ends them after; call it in `describe`. */
export function startPages({ withData }: { readonly withData: boolean } = { withData: true }): Pages {
  let platform: TestPlatform;
  let browser: Browser;
  beforeAll(async () => {
    platform = await startTestPlatform();
    if (withData) await platform.loadData();
    browser = await launchBrowser(chromium!);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.close();
  });
  return {
    platform: () => platform,
    visit: async (options, test, expectedErrors = /^$/) => {
      const watched = await openPage(browser, platform.url, { viewport: SIZES.desktop, ...options });
      try {
        await test(watched.page);
        expect(watched.errors.filter((error) => !expectedErrors.test(error))).toEqual([]);
        expect(watched.foreign).toEqual([]);
      } finally {
        await watched.context.close();
      }
    },
  };
}

/** The words that tests look for, by language. */
export const WORDS = {
  en: {
    locale: "en-GB",
    foe: "Squirtle",
    move: "Thunderbolt",
    type: "Electric",
    reason: "Electric hits Squirtle twice as hard, and Pikachu strikes first.",
    use: "Use this move",
    mine: "Your Pokémon",
    theirs: "Opposing Pokémon",
  },
  fr: {
    locale: "fr-FR",
    foe: "Carapuce",
    move: "Tonnerre",
    type: "Électrik",
    reason: "Le type Électrik touche Carapuce deux fois plus fort, et Pikachu frappe en premier.",
    use: "Utilise cette capacité",
    mine: "Ton Pokémon",
    theirs: "Pokémon adverse",
  },
} as const;

/** The card with the answer. */
export function answerOf(page: Page) {
  return page.locator("#answer");
}

/** Waits until the answer is the full one, not an estimate. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#answer[data-face="filled"][aria-busy="false"]').waitFor();
}

/** Picks a Pokémon as a player does: type, look, press Enter. */
export async function pick(page: Page, label: string, typed: string, name: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  await field.click();
  await field.fill(typed);
  await page.getByRole("option", { name }).first().waitFor();
  await field.press("Enter");
  expect(await field.inputValue()).toBe(name);
}

/** Pixels that the page is wider than its window. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What axe finds, as one line per element. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  });
}
