// The page in Chromium, against the whole platform on loopback: bytes of JavaScript before the battle's answer, how long
// an answer takes after a change, how long the matrix takes to be drawn, shifts of the layout, and Lighthouse's marks for a phone. `--runs 5`, `--json`,
// `--lighthouse FOLDER` (a folder where `npm install lighthouse` was run; without it that part is left out).

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "../scripts/chromium.ts";
import { launchBrowser, SIZES } from "../test/browser/browser.ts";
import { startTestPlatform } from "../test/browser/platform.ts";

const BATTLE = "/?a=pikachu&b=squirtle";
const MARKS = ["performance", "accessibility", "best-practices", "seo"] as const;
const DEBUG_PORT = 9337;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    lighthouse: { type: "string" },
    page: { type: "string", default: BATTLE },
  },
});
const runs = Number(values.runs);
const executable = findChromium();
if (executable === undefined) throw new Error("No Chromium found: install it, or set CHROMIUM_PATH");

const platform = await startTestPlatform();
await platform.loadData();
const browser = await launchBrowser(executable, [`--remote-debugging-port=${DEBUG_PORT}`]);
const figures: Record<string, number> = {};
try {
  figures["JavaScript before the answer, kB brotli (limit 200)"] = await javascriptBeforeAnswer(browser);
  const loads = await repeat(() => loadTimes(browser));
  figures["answer in sight after opening, ms"] = median(loads.map(({ answer }) => answer));
  figures["layout shift while opening (limit 0.01)"] = median(loads.map(({ shift }) => shift));
  const changes = await answerTimes(browser);
  figures["estimate after a change, ms (limit 100)"] = median(changes.quick);
  figures["full answer after a change, ms"] = median(changes.full);
  await platform.storeMatrix();
  figures["matrix drawn, ms (limit 1500)"] = median(await repeat(() => matrixDrawn(browser)));
  if (values.lighthouse !== undefined) {
    for (const mark of MARKS)
      figures[`Lighthouse phone, ${mark} (goal ${mark === "performance" ? 90 : 95})`] = 0;
    const marks = await repeat(() => lighthouse(values.lighthouse!));
    for (const mark of MARKS) {
      const name = Object.keys(figures).find((each) => each.includes(`phone, ${mark}`))!;
      figures[name] = median(marks.map((each) => each[mark]));
    }
  }
} finally {
  await browser.close();
  await platform.close();
}
if (values.json) console.log(JSON.stringify(figures));
else for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure}`);

/** Size of all scripts asked for before the answer is in sight, each compressed by itself; the worker comes after it. */
async function javascriptBeforeAnswer(browser: Browser): Promise<number> {
  const page = await newPage(browser);
  const scripts = new Map<string, number>();
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    const bytes = await response.body().catch(() => Buffer.alloc(0));
    scripts.set(
      response.url(),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    );
  });
  await markAnswer(page);
  await page.goto(`${platform.url}${values.page}`, { waitUntil: "networkidle" });
  await answered(page);
  const before = await page.evaluate(() => {
    const answeredAt = performance.getEntriesByName("answered")[0]!.startTime;
    const resources = performance.getEntriesByType("resource");
    return resources.filter(({ startTime }) => startTime < answeredAt).map(({ name }) => name);
  });
  const bytes = before.reduce((sum, url) => sum + (scripts.get(url) ?? 0), 0);
  await page.context().close();
  return Math.round(bytes / 100) / 10;
}

async function loadTimes(browser: Browser): Promise<{ readonly answer: number; readonly shift: number }> {
  const page = await newPage(browser);
  await markAnswer(page);
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${platform.url}${values.page}`, { waitUntil: "commit" });
  await answered(page);
  const told = await page.evaluate(() => ({
    answer: Math.round(performance.getEntriesByName("answered")[0]!.startTime),
    shift: (window as unknown as { seen: { shift: number } }).seen.shift,
  }));
  await page.context().close();
  return { answer: told.answer, shift: Math.round(told.shift * 1000) / 1000 };
}

/** Has the page note itself when the full answer is there: whoever waits for it from outside learns of it later. */
async function markAnswer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, watcher) => {
      if (document.querySelector('#answer[data-face="filled"][aria-busy="false"]') === null) return;
      performance.mark("answered");
      watcher.disconnect();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Milliseconds from opening the page of the matrix to the map of all pairs, as it marks them itself. */
async function matrixDrawn(browser: Browser): Promise<number> {
  const page = await newPage(browser);
  await page.goto(`${platform.url}/matrix`);
  await page.locator("canvas").waitFor();
  const drawn = await page.waitForFunction(() => performance.getEntriesByName("matrix-drawn")[0]?.startTime);
  const ms = Math.round((await drawn.jsonValue()) ?? Number.NaN);
  await page.context().close();
  return ms;
}

/** Milliseconds from a change of the level to the estimate, and to the full answer, as drawn. */
async function answerTimes(
  browser: Browser,
): Promise<{ readonly quick: readonly number[]; readonly full: readonly number[] }> {
  const page = await newPage(browser);
  await page.goto(`${platform.url}${BATTLE}`);
  await answered(page);
  // The worker starts when the page has nothing else to do.
  await page.waitForTimeout(5000);
  const quick: number[] = [];
  const full: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const times = await page.evaluate(async () => {
      const answer = document.querySelector("#answer")!;
      const button = document.querySelector<HTMLButtonElement>(
        '[data-side="b"] button[aria-label="One level up"]',
      )!;
      const started = performance.now();
      const until = (isThere: () => boolean) =>
        new Promise<number>((done) => {
          const look = () => {
            if (!isThere()) return;
            watcher.disconnect();
            requestAnimationFrame(() => done(performance.now() - started));
          };
          const watcher = new MutationObserver(look);
          watcher.observe(answer, { subtree: true, childList: true, attributes: true, characterData: true });
        });
      const quick = until(() => answer.textContent!.includes("Quick estimate"));
      const full = until(
        () => answer.getAttribute("aria-busy") === "false" && !answer.textContent!.includes("Quick"),
      );
      button.click();
      return { quick: await quick, full: await full };
    });
    // The first one also compiles.
    if (run === 0) continue;
    quick.push(Math.round(times.quick));
    full.push(Math.round(times.full));
  }
  await page.context().close();
  return { quick, full };
}

/** Lighthouse's marks, 0–100, for a phone on a slow network, as it simulates them. */
async function lighthouse(folder: string): Promise<Readonly<Record<(typeof MARKS)[number], number>>> {
  const { default: run } = await import(
    pathToFileURL(join(folder, "node_modules/lighthouse/core/index.js")).href
  );
  const result = await run(`${platform.url}${values.page}`, {
    port: DEBUG_PORT,
    logLevel: "error",
    onlyCategories: [...MARKS],
  });
  const { categories } = result.lhr as {
    readonly categories: Readonly<Record<string, { readonly score: number }>>;
  };
  return Object.fromEntries(MARKS.map((mark) => [mark, Math.round(100 * categories[mark]!.score)])) as Record<
    (typeof MARKS)[number],
    number
  >;
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: SIZES.phone,
    locale: "en-GB",
    serviceWorkers: "block",
  });
  return context.newPage();
}

async function answered(page: Page): Promise<void> {
  await page.locator('#answer[data-face="filled"][aria-busy="false"]').waitFor();
}

async function repeat<T>(measure: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let run = 0; run < runs; run++) results.push(await measure());
  return results;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)]!;
}
