import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages } from "./pages.ts";

const WORDS = {
  en: {
    locale: "en-GB",
    search: "Search by name or number",
    type: "Type",
    order: "Order",
    speed: "Speed, highest first",
    count: "2 forms",
    starmie: "Starmie",
    psychic: "Psychic",
    all: "All forms",
    learns: "What it can learn",
    best: "Best",
  },
  fr: {
    locale: "fr-FR",
    search: "Chercher un Pokémon",
    type: "Type",
    order: "Ordre",
    speed: "Vitesse, du plus haut au plus bas",
    count: "2 formes",
    starmie: "Staross",
    psychic: "Psy",
    all: "Toutes les formes",
    learns: "Ce qu’il peut apprendre",
    best: "Les meilleurs",
  },
} as const;

/** The test's platform has no stored matrix: match-ups are solved when asked for, two requests at a time. */
const NO_MATRIX = /status of (404|503)/;

describe.skipIf(chromium === undefined)("the Pokédex", () => {
  const pages = startPages();
  const visit: typeof pages.visit = (options, test) => pages.visit(options, test, NO_MATRIX);

  describe.each(Object.entries(WORDS))("in %s", (_language, words) => {
    it.each(Object.entries(SIZES))(
      "finds a form in the list and tells all of it on a %s",
      async (_size, viewport) => {
        await visit({ locale: words.locale, viewport, path: "/pokedex" }, async (page) => {
          await page.getByRole("searchbox", { name: words.search }).fill("121");
          await page.getByRole("link", { name: words.starmie }).click();
          await page.getByRole("heading", { level: 1, name: words.starmie }).waitFor();
          await page.getByRole("heading", { name: words.learns }).waitFor();
          await page.getByRole("heading", { name: words.best, exact: true }).waitFor();
          const learnset = page.getByRole("table").last();
          expect(await learnset.getByRole("row").count()).toBe(34);
          const psychic = learnset.getByRole("row", { name: new RegExp(words.psychic) }).first();
          expect(await psychic.innerText()).toContain("STAB");
          expect(await sidewaysOverflow(page)).toBe(0);
          await page.getByRole("link", { name: words.all }).click();
          await page.getByRole("searchbox", { name: words.search }).waitFor();
        });
      },
    );

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      await visit(
        { locale: words.locale, colorScheme, viewport: SIZES.phone, path: "/pokedex" },
        async (page) => {
          await page.getByText("#151").first().waitFor();
          expect(await findViolations(page)).toEqual([]);
          await page.goto(new URL("/pokedex/eevee?vs=starmie", page.url()).href);
          await page.getByRole("heading", { name: words.best, exact: true }).waitFor();
          await page.getByRole("heading", { name: words.learns }).waitFor();
          expect(await findViolations(page)).toEqual([]);
          await page.setViewportSize(SIZES.desktop);
          expect(await findViolations(page)).toEqual([]);
        },
      );
    });
  });

  it("keeps search, filters and order in the URL, and the back button undoes them", async () => {
    const words = WORDS.en;
    await visit({ path: "/pokedex" }, async (page) => {
      await page.getByLabel(words.type).selectOption({ label: "Ghost" });
      await page.getByLabel(words.order).selectOption({ label: words.speed });
      const list = page.getByRole("region", { name: "Forms" }).getByRole("listitem");
      await expect.poll(() => list.first().innerText()).toContain("Mega Gengar");
      await page.getByRole("searchbox", { name: words.search }).fill("gengar");
      await page.getByText(words.count).waitFor();
      expect(new URL(page.url()).search).toBe("?type=ghost&sort=speed&q=gengar");
      const link = page.url();
      await page.getByRole("link", { name: "Mega Gengar" }).click();
      await page.getByRole("heading", { level: 1, name: "Mega Gengar" }).waitFor();
      await page.goBack();
      await page.getByText(words.count).waitFor();
      expect(page.url()).toBe(link);
      await page.goBack();
      await expect.poll(() => new URL(page.url()).search).toBe("?type=ghost");
      await page.getByRole("searchbox", { name: words.search }).fill("zzzz");
      await page.getByText("No form fits.").waitFor();
      await page.getByRole("button", { name: "Clear search and filters" }).click();
      await page.getByText("188 forms", { exact: true }).waitFor();
    });
  });

  it("compares two forms by link, with a table beside the picture", async () => {
    await visit({ path: "/pokedex/starmie?vs=gyarados&learn=stab" }, async (page) => {
      await page.getByRole("img", { name: "Base stats of Starmie and Gyarados" }).waitFor();
      const stats = page.getByRole("table", { name: "Base stats of Starmie and Gyarados" });
      expect(await stats.getByRole("row", { name: /^Attack/ }).innerText()).toMatch(/75\s+125/);
      await page.getByRole("heading", { name: "What it can learn" }).waitFor();
      expect(await page.getByRole("radio", { name: "STAB" }).isChecked()).toBe(true);
      await page.getByRole("radio", { name: "Level" }).check({ force: true });
      await expect.poll(() => new URL(page.url()).search).toBe("?vs=gyarados&learn=level-up");
      await page.getByRole("link", { name: "Battle with it" }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get("a")).toBe("starmie");
    });
  });

  it("says so where there is no such Pokémon", async () => {
    await visit({ path: "/pokedex/agumon" }, async (page) => {
      await page.getByRole("heading", { name: "There is no Pokémon “agumon” in Let’s Go." }).waitFor();
    });
  });

  it("stands where it stood when the answer comes: nothing jumps", async () => {
    await visit({ viewport: SIZES.desktop, path: "/pokedex/starmie" }, async (page) => {
      await page.getByRole("heading", { name: "Best", exact: true }).waitFor();
      const shift = await page.evaluate(
        () =>
          new Promise<number>((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
                sum += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 300);
          }),
      );
      expect(shift).toBeLessThan(0.1);
    });
  });
});
