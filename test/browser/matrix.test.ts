import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, pick, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

/** The bound of the issue, and what a test on a busy machine may add. */
const MOST_MS_UNTIL_DRAWN = 1500;
const BUSY = 4;
const PAIR = "at=starmie&vs=aerodactyl";
const TEXTS = {
  en: {
    title: /^Starmie against Aerodactyl: .* to win$/,
    map: /^Map of all match-ups/,
    find: "Find a Pokémon",
    mewtwo: "Mewtwo",
  },
  fr: {
    title: /^Staross contre Ptéra\s: .* de chances de gagner$/,
    map: /^Carte de tous les duels/,
    find: "Trouver un Pokémon",
    mewtwo: "Mewtwo",
  },
} as const;

/** For machines with much else to do. */
const PATIENT = { timeout: 20_000 };

describe.skipIf(chromium === undefined)("matrix page in Chromium", () => {
  const { platform, visit } = startPages();

  // First, while the matrix is still missing.
  it("says that the map is not there yet, and shows it once it is", async () => {
    await visit(
      { path: "/matrix" },
      async (page) => {
        await page.getByText("The map is not there yet").waitFor();
        expect(await findViolations(page)).toEqual([]);
        await platform().storeMatrix();
        await page.locator("canvas").waitFor({ timeout: 40_000 });
      },
      /404/,
    );
  }, 180_000);

  describe("with the matrix", () => {
    beforeAll(() => platform().storeMatrix());

    describe.each(["en", "fr"] as const)("in %s", (language) => {
      const words = TEXTS[language];
      const { locale } = WORDS[language];

      it.each(["phone", "desktop"] as const)(
        "draws the map, its window and the pair on a %s",
        async (size) => {
          await visit({ locale, viewport: SIZES[size], path: `/matrix?${PAIR}` }, async (page) => {
            await page.getByRole("heading", { name: words.title }).waitFor();
            const cells = size === "phone" ? 25 : 100;
            expect(await page.locator("td a[data-at]").count()).toBe(cells);
            const drawnAt = await page.evaluate(
              () => performance.getEntriesByName("matrix-drawn")[0]?.startTime ?? Number.NaN,
            );
            expect(drawnAt).toBeLessThan(MOST_MS_UNTIL_DRAWN * BUSY);
            // The diagonal and the steps of the scale: more than a handful of colours are on the canvas.
            const colours = await page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
              const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
              return new Set(new Uint32Array(data.buffer)).size;
            });
            expect(colours).toBeGreaterThan(8);
            expect(await sidewaysOverflow(page)).toBe(0);
          });
        },
      );

      it.each(["light", "dark"] as const)(
        "has nothing for axe to find in %s colours",
        async (colorScheme) => {
          const options = { locale, colorScheme, viewport: SIZES.phone };
          await visit({ ...options, path: `/matrix?${PAIR}&table=row&z=4` }, async (page) => {
            await page.getByRole("heading", { name: words.title }).waitFor();
            expect(await findViolations(page)).toEqual([]);
          });
        },
      );
    });

    it("moves by keys on the map and in its window, zooms, and opens the battle", async () => {
      await visit({ path: `/matrix?${PAIR}` }, async (page) => {
        const map = page.getByRole("application", { name: TEXTS.en.map });
        await map.focus();
        await page.keyboard.press("ArrowRight");
        await expect.poll(() => new URL(page.url()).searchParams.get("vs"), PATIENT).not.toBe("aerodactyl");
        await page.keyboard.press("ArrowLeft");
        await expect.poll(() => new URL(page.url()).searchParams.get("vs"), PATIENT).toBe("aerodactyl");
        await page.keyboard.press("+");
        await expect.poll(() => new URL(page.url()).searchParams.get("z"), PATIENT).toBe("2");
        await page.locator("td a[aria-current]").focus();
        await page.keyboard.press("ArrowDown");
        await expect.poll(() => new URL(page.url()).searchParams.get("at"), PATIENT).not.toBe("starmie");
        const at = new URL(page.url()).searchParams.get("at");
        expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-current"))).toBe("true");
        await page.keyboard.press("Enter");
        await page.waitForURL(new RegExp(`/\\?a=${at}&b=aerodactyl$`));
        await page.goBack();
        await page.getByRole("application", { name: TEXTS.en.map }).waitFor();
        expect(new URL(page.url()).search).toBe(`?at=${at}&vs=aerodactyl&z=2`);
      });
    });

    it("chooses by click, tells by pointer, sorts, finds, lists and gives a table to keep", async () => {
      await visit({ path: "/matrix" }, async (page) => {
        const map = page.getByRole("application");
        const box = (await map.boundingBox())!;
        await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.2);
        await page
          .getByText(/^.+ against .+: .*\d%$/)
          .first()
          .waitFor();
        await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.2);
        await expect.poll(() => new URL(page.url()).searchParams.get("at"), PATIENT).not.toBe(null);
        await page.getByText("Similarity").click();
        await expect.poll(() => new URL(page.url()).searchParams.get("sort"), PATIENT).toBe("similarity");
        await pick(page, "Find a Pokémon", "mewtwo", "Mewtwo");
        await expect.poll(() => new URL(page.url()).searchParams.get("at"), PATIENT).toBe("mewtwo");
        await page.getByText("Mewtwo against all").click();
        await page.getByRole("table", { name: "Mewtwo against every other Pokémon, best first" }).waitFor();
        const download = page.waitForEvent("download");
        await page.getByRole("button", { name: "Download CSV" }).click();
        const lines = readFileSync(await (await download).path(), "utf8")
          .trim()
          .split("\n");
        expect(lines).toHaveLength(189);
        expect(lines[1]!.split(",")).toHaveLength(189);
      });
    });
  });
});
