import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages } from "./pages.ts";

const WORDS = {
  en: {
    locale: "en-GB",
    cell: "Fire hits Grass twice as hard.",
    first: "First type",
    attack: "Attack 1",
  },
  fr: {
    locale: "fr-FR",
    cell: "Le type Feu touche le type Plante deux fois plus fort.",
    first: "Premier type",
    attack: "Attaque 1",
  },
} as const;

describe.skipIf(chromium === undefined)("the types", () => {
  const { visit } = startPages();

  describe.each(Object.entries(WORDS))("in %s", (_language, words) => {
    it.each(Object.entries(SIZES))(
      "reads a cell in words and weighs attacks on a %s",
      async (_size, viewport) => {
        await visit({ locale: words.locale, viewport, path: "/types" }, async (page) => {
          await page.getByRole("button", { name: words.cell }).click();
          await page.getByRole("status").getByText(words.cell).waitFor();
          await expect.poll(() => new URL(page.url()).searchParams.get("at")).toBe("fire,grass");
          const attack = page.getByRole("combobox", { name: words.attack });
          await attack.fill("surf");
          await page.getByRole("option", { name: "Surf" }).first().waitFor();
          await attack.press("Enter");
          await expect.poll(() => attack.inputValue()).toBe("Surf");
          await expect.poll(() => new URL(page.url()).searchParams.get("set")).toBe("surf");
          expect(await sidewaysOverflow(page)).toBe(0);
        });
      },
    );

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      const path = "/types?at=fire,grass&on=water,psychic&set=thunderbolt,surf";
      await visit({ locale: words.locale, colorScheme, viewport: SIZES.phone, path }, async (page) => {
        await page.getByRole("status").getByText(words.cell).waitFor();
        await page.getByRole("combobox", { name: words.attack }).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.setViewportSize(SIZES.desktop);
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });

  it("lets the chart be read by keyboard alone, with one tab stop", async () => {
    await visit({ path: "/types" }, async (page) => {
      const cell = (name: string) => page.getByRole("button", { name });
      await cell("Normal does normal damage to Normal.").focus();
      await page.keyboard.press("End");
      expect(await focused()).toBe("Normal does normal damage to Fairy.");
      await page.keyboard.press("ArrowDown");
      expect(await focused()).toBe("Fighting does half its damage to Fairy.");
      await page.keyboard.press("Home");
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText("Fighting hits Normal twice as hard.").waitFor();
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("table"))).toBe(null);
      await page.keyboard.press("Shift+Tab");
      expect(await focused()).toBe("Fighting hits Normal twice as hard.");

      function focused() {
        return page.evaluate(() => document.activeElement?.firstElementChild?.textContent);
      }
    });
  });

  it("brings a link's cell into sight on a phone, and leaves the page where it is", async () => {
    await visit({ viewport: SIZES.phone, path: "/types?at=fairy,dragon" }, async (page) => {
      const cell = page.getByRole("button", { name: "Fairy hits Dragon twice as hard." });
      await cell.waitFor();
      const isInBox = await cell.evaluate((button) => {
        const [at, box] = [button, button.closest("table")!.parentElement!].map((each) =>
          each.getBoundingClientRect(),
        );
        return at!.left >= box!.left && at!.right <= box!.right && at!.bottom <= box!.bottom;
      });
      expect(isInBox).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });

  it("tells what two types take, and counts a set of attacks against all forms", async () => {
    await visit({ path: "/types?on=water,psychic&set=thunderbolt,surf" }, async (page) => {
      const one = page.getByRole("region", { name: "One Pokémon, one or two types" });
      await one.getByRole("link", { name: "Starmie" }).waitFor();
      await one.getByLabel("Second type").selectOption({ label: "Ice" });
      await one.getByRole("link", { name: "Lapras" }).waitFor();
      await expect.poll(() => new URL(page.url()).searchParams.get("on")).toBe("water,ice");
      const table = page.getByRole("table", { name: "Forms by the best of the chosen attacks" });
      await table.waitFor();
      const counts = await table
        .getByRole("row")
        .evaluateAll((rows) =>
          rows.slice(1).map((row) => Number(row.querySelectorAll("td")[1]!.textContent)),
        );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(188);
      await page.goBack();
      await one.getByRole("link", { name: "Starmie" }).waitFor();
    });
  });
});
