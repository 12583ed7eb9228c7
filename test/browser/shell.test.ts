import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { answerOf, chromium, findViolations, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

describe.skipIf(chromium === undefined)("the frame around the pages", () => {
  const { visit } = startPages();

  it.each([
    ["en-GB", "Do I win, and which move do I use?"],
    ["fr-FR", "Est-ce que je gagne, et avec quelle capacité\u202f?"],
  ])("says in %s what it is before any of its code has come, and axe finds nothing", async (locale, what) => {
    await visit({ locale, viewport: SIZES.phone }, async (page) => {
      const code = Promise.withResolvers<void>();
      await page.route("**/first-load-*.js", async (route) => {
        await code.promise;
        await route.continue();
      });
      await page.goto(page.url(), { waitUntil: "commit" });
      await page.getByRole("heading", { level: 1, name: what }).waitFor();
      expect(await findViolations(page)).toEqual([]);
      code.resolve();
      await page.locator(".boot").waitFor({ state: "detached" });
      await page.getByRole("combobox").first().waitFor();
    });
  });

  it("leads to the API's documentation", async () => {
    await visit({}, async (page) => {
      await page.getByRole("link", { name: "API for programs" }).click();
      await page.getByRole("heading", { name: /PredictionDex API/ }).waitFor();
      await page.getByText("/predict/best-move").first().waitFor();
    });
  });

  it("leads from an unknown address back to the battle", async () => {
    await visit({ path: "/nowhere" }, async (page) => {
      await page.getByRole("link", { name: "Go to the battle" }).click();
      await page.getByText("Pikachu against Squirtle").click();
      await answerOf(page).getByText("Thunderbolt").first().waitFor();
    });
  });

  it.each(Object.entries(WORDS))(
    "leads to every page and keeps the language, in %s",
    async (language, { locale }) => {
      await visit(
        { locale, viewport: SIZES.phone, path: `/?lang=${language}` },
        async (page) => {
          const titles = new Set<string>();
          const menu = page.getByRole("button", { name: "Menu" });
          await menu.click();
          const links = page.getByRole("dialog").getByRole("link");
          const count = await links.count();
          expect(count).toBeGreaterThan(4);
          for (let at = 0; at < count; at++) {
            if (at > 0) await menu.click();
            await links.nth(at).click();
            await page.getByRole("heading", { level: 1 }).first().waitFor();
            await expect.poll(async () => titles.has(await page.title())).toBe(false);
            expect(new URL(page.url()).searchParams.get("lang")).toBe(language);
            expect(await sidewaysOverflow(page)).toBe(0);
            titles.add(await page.title());
          }
          expect(titles.size).toBe(count);
          // The matrix page asks for a stored matrix, and where none is stored reads another.
        },
        /matrix\/stored/,
      );
    },
  );

  it.each(Object.entries(WORDS))(
    "gives a thumb 44 pixels for each tool of the header, in %s",
    async (_, { locale }) => {
      await visit({ locale, viewport: SIZES.phone }, async (page) => {
        const tools = await page
          .locator("header :is(a, button):visible")
          .evaluateAll((all) => all.map((tool) => tool.getBoundingClientRect()));
        expect(tools.length).toBeGreaterThan(3);
        expect(tools.filter(({ width, height }) => width < 44 || height < 44)).toEqual([]);
      });
    },
  );

  it("has in the phone's menu what the header has no room for", async () => {
    await visit({ viewport: SIZES.phone }, async (page) => {
      const menu = page.getByRole("button", { name: "Menu" });
      await menu.click();
      await page.getByRole("button", { name: "Switch to dark colours" }).click();
      await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
      await menu.click();
      await page.getByRole("button", { name: "Help and keys" }).click();
      await page.getByRole("dialog", { name: "Help" }).waitFor();
    });
  });

  it("opens the menu and closes it by keyboard, and axe finds nothing in it", async () => {
    await visit({ viewport: SIZES.phone }, async (page) => {
      const menu = page.getByRole("button", { name: "Menu" });
      await menu.press("Enter");
      await page.getByRole("dialog", { name: "Menu" }).waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "Menu" }).waitFor({ state: "hidden" });
      expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  });
});
