import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages } from "./pages.ts";

const WORDS = {
  en: {
    locale: "en-GB",
    search: "Search a move by name",
    move: "Thunderbolt",
    effect: "10% chance: paralyzes the target.",
    learners: "Who learns it",
    category: "Category",
    status: "Status",
    none: "Swords Dance",
  },
  fr: {
    locale: "fr-FR",
    search: "Chercher une capacité",
    move: "Tonnerre",
    effect: "10\u202f% de chances\u00a0: paralyse la cible.",
    learners: "Qui l’apprend",
    category: "Catégorie",
    status: "Statut",
    none: "Danse Lames",
  },
} as const;

describe.skipIf(chromium === undefined)("the moves", () => {
  const { visit } = startPages();

  describe.each(Object.entries(WORDS))("in %s", (_language, words) => {
    it.each(Object.entries(SIZES))(
      "tells what a move does and who learns it on a %s",
      async (_size, viewport) => {
        await visit({ locale: words.locale, viewport, path: "/moves" }, async (page) => {
          await page.getByRole("searchbox", { name: words.search }).fill(words.move.toLowerCase());
          await page.getByRole("link", { name: words.move, exact: true }).click();
          await page.getByRole("heading", { level: 1, name: words.move }).waitFor();
          await page.getByText(words.effect).waitFor();
          const learners = page.getByRole("region", { name: words.learners });
          await learners.getByRole("link", { name: "Pikachu", exact: true }).waitFor();
          expect(
            await learners
              .getByRole("row", { name: /^\S* ?Pikachu/ })
              .first()
              .innerText(),
          ).toMatch(/21.*36/s);
          expect(await sidewaysOverflow(page)).toBe(0);
        });
      },
    );

    it("says on a phone of what category a move is, and no power where there is none", async () => {
      await visit({ locale: words.locale, viewport: SIZES.phone, path: "/moves" }, async (page) => {
        const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: words.none }) });
        await row.getByText(words.status, { exact: true }).waitFor();
        expect(await row.innerText()).not.toContain("–");
      });
    });

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      await visit({ locale: words.locale, colorScheme, path: "/moves" }, async (page) => {
        await page.getByRole("row").nth(200).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.goto(new URL("/moves/fly", page.url()).href);
        await page.getByRole("region", { name: words.learners }).getByRole("row").nth(3).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.setViewportSize(SIZES.phone);
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });

  it("keeps filters and order in the URL", async () => {
    await visit({ path: "/moves?type=fire&sort=power" }, async (page) => {
      const rows = page.getByRole("row");
      await rows.nth(1).waitFor();
      expect(await rows.nth(1).innerText()).toContain("Flare Blitz");
      await page.getByLabel("Category").selectOption({ label: "Status" });
      await page.getByRole("link", { name: "Will-O-Wisp" }).waitFor();
      expect(await rows.count()).toBe(2);
      expect(new URL(page.url()).search).toBe("?type=fire&sort=power&category=status");
      await page.goBack();
      await expect.poll(() => rows.count()).toBeGreaterThan(5);
    });
  });

  // The form's page then looks for a stored matrix, which the test's platform has not.
  it("lists the learners by one way, from a link", async () => {
    await visit(
      { path: "/moves/zippy-zap?learn=tutor" },
      async (page) => {
        const learners = page.getByRole("region", { name: "Who learns it" });
        await learners.getByText("1 form").waitFor();
        await learners.getByRole("link", { name: "Partner Pikachu" }).click();
        await page.getByRole("heading", { level: 1, name: "Partner Pikachu" }).waitFor();
      },
      /status of 404/,
    );
  });

  it("tells which values differ in other games, as the script writes them", async () => {
    await visit({ path: "/moves/absorb" }, async (page) => {
      const changes = page.getByRole("table", { name: "Values of this move by game" });
      expect(await changes.getByRole("row", { name: /^Power/ }).innerText()).toMatch(/40\s+20\s+20/);
      await page.goto(new URL("/moves/tackle", page.url()).href);
      await page.getByRole("region", { name: "Who learns it" }).getByRole("row").nth(3).waitFor();
      expect(await changes.count()).toBe(0);
    });
  });

  it("tells what no form learns, and what is no move", async () => {
    await visit({ path: "/moves/pika-papow" }, async (page) => {
      await page.getByText("No form of Let’s Go learns it.").waitFor();
      await page.goto(new URL("/moves/kamehameha", page.url()).href);
      await page.getByRole("heading", { name: "There is no move “kamehameha” in Let’s Go." }).waitFor();
    });
  });
});
