import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

const TEXTS = {
  en: {
    title: "Beat Brock",
    lead: /^Lead with /,
    try: "Try with these six",
    missing: "What is still missing",
  },
  fr: {
    title: "Battre Pierre",
    lead: /^Commence par /,
    try: "Essayer avec ces six",
    missing: "Ce qui manque encore",
  },
} as const;
const MINE = "mine=pikachu-starter_30_thunderbolt.quick-attack*magikarp_20_tackle";

describe.skipIf(chromium === undefined)("bosses page in Chromium", () => {
  const { platform, visit } = startPages();

  describe.each(["en", "fr"] as const)("in %s", (language) => {
    const words = TEXTS[language];

    it.each(["phone", "desktop"] as const)(
      "plans against the first boss from an empty box on a %s",
      async (size) => {
        const options = { locale: WORDS[language].locale, viewport: SIZES[size], path: "/bosses" };
        await visit(options, async (page) => {
          await page.getByRole("heading", { name: words.title, level: 1 }).waitFor();
          await page.getByRole("button", { name: words.try }).click();
          await page.getByRole("heading", { name: words.lead }).waitFor();
          // Six of the player's against two of Brock's.
          await page.locator("button[data-heat]").nth(11).waitFor();
          expect(await page.locator("td[data-best]").count()).toBe(2);
          expect(await sidewaysOverflow(page)).toBe(0);
        });
      },
    );

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      const options = { locale: WORDS[language].locale, colorScheme, viewport: SIZES.phone };
      await visit({ ...options, path: "/bosses" }, async (page) => {
        await page.getByRole("button", { name: words.try }).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.goto(`${platform().url}/bosses?boss=misty&${MINE}&cell=1-2`);
        await page
          .getByRole("heading", { name: words.missing })
          .or(page.locator("#cell-title"))
          .first()
          .waitFor();
        await page.locator("button[data-heat]").nth(3).waitFor();
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });

  it("shows a shared plan, explains a cell, says what is missing and how sure the team is", async () => {
    await visit({ path: `/bosses?boss=lance&${MINE}` }, async (page) => {
      await page.getByText("This plan is made of the 2 Pokémon in the link.").waitFor();
      await page.locator("button[data-heat]").nth(9).waitFor();
      await page.getByRole("heading", { name: "What is still missing" }).waitFor();
      await page.getByText(/^Against Dragonite: .*, <\s1%/).waitFor();
      await page.getByText("Moves: one source, all of them legal").waitFor();
      const cell = page.getByRole("button", { name: /^Partner Pikachu against Seadra: / });
      await cell.focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: /^Magikarp, Tackle: / }).waitFor();
      expect(new URL(page.url()).searchParams.get("cell")).toBe("2-2");
      const battle = page.getByRole("link", { name: "Open in Battle" });
      const url = new URL((await battle.getAttribute("href"))!, page.url());
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        ...{ a: "magikarp", la: "20", am: "tackle" },
        ...{ b: "aerodactyl", lb: "54", bm: "rock-slide,earthquake,hyper-beam", bn: "hasty", bf: "0" },
      });
      await page.getByRole("button", { name: "Add them to my box" }).click();
      await page.getByText("They are in your box.").waitFor();
      await page.getByRole("button", { name: "Use my own box" }).click();
      await page.getByText("2 Pokémon, kept in this browser").waitFor();
      await page.locator("button[data-heat]").nth(9).waitFor();
      await page.goBack();
      await page
        .getByText("This plan is made of the 2 Pokémon in the link.")
        .or(page.getByText("They are in your box."))
        .waitFor();
    });
  });

  it("tells levels and moves that would help", async () => {
    await visit({ path: "/bosses?boss=misty&mine=charmander_14_ember" }, async (page) => {
      const missing = page.locator("section", {
        has: page.getByRole("heading", { name: "What is still missing" }),
      });
      await missing.waitFor();
      await missing
        .getByText(/levels? more \(level \d+\): |\((Level|TM) \d+\): |it takes another Pokémon/)
        .first()
        .waitFor();
      await missing.getByRole("link", { name: /^Who beats Psyduck/ }).click();
      await page.getByRole("heading", { name: "Who beats Psyduck?" }).waitFor();
      expect(new URL(page.url()).searchParams.get("bm")).toBe("confusion,water-gun");
    });
  });

  it.each([
    ["en-GB", "Not a match for Lorelei yet", "Lead with"],
    ["fr-FR", "Pas encore de taille face à Olga", "Commence par"],
  ])("does not call a hopeless box a plan, in %s", async (locale, title, lead) => {
    const path = "/bosses?boss=lorelei&mine=magikarp_20_tackle*rattata_10";
    await visit({ locale, viewport: SIZES.phone, path }, async (page) => {
      await page.getByRole("heading", { name: title }).waitFor();
      expect(await page.getByRole("heading", { name: lead }).count()).toBe(0);
      // Five columns fit a phone: nothing to scroll, every figure whole.
      await page.locator("button[data-heat]").nth(9).waitFor();
      const clipped = await page
        .locator("table:has(button[data-heat])")
        .evaluate(
          (table) =>
            [table.parentElement!, ...table.querySelectorAll<HTMLElement>("button[data-heat]")].filter(
              ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
            ).length,
        );
      expect(clipped).toBe(0);
    });
  });

  it("marks what is not beyond doubt", async () => {
    await visit({ path: `/bosses?boss=agatha&${MINE}` }, async (page) => {
      await page.getByText("Gengar: another source has Haunter in this place").waitFor();
      expect(await page.getByTitle("not beyond doubt").count()).toBe(1);
    });
  });
});
