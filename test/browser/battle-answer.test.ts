import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { answerOf, chromium, findViolations, pick, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

describe.skipIf(chromium === undefined)("the answer of the battle page", () => {
  const { visit, platform } = startPages();

  describe.each(Object.entries(WORDS))("in %s", (_language, words) => {
    it.each(Object.entries(SIZES))("answers Pikachu against Squirtle on a %s", async (_size, viewport) => {
      await visit({ locale: words.locale, viewport }, async (page) => {
        await pick(page, words.mine, "pikachu", "Pikachu");
        await pick(page, words.theirs, words.foe.toLowerCase(), words.foe);
        const answer = answerOf(page);
        await answer.getByText(words.use).waitFor();
        expect(await answer.getByRole("heading").first().innerText()).toMatch(
          new RegExp(`^${words.move}\\s+${words.type}`),
        );
        await answer.getByText(words.reason).waitFor();
        expect(await answer.innerText()).toMatch(/\d+\s*%/);
        expect(await page.getByRole("row").count()).toBeGreaterThanOrEqual(5);
        expect(await page.locator("html").getAttribute("lang")).toBe(_language);
        expect(await sidewaysOverflow(page)).toBe(0);
      });
    });

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      await visit({ locale: words.locale, colorScheme, viewport: SIZES.phone }, async (page) => {
        expect(await findViolations(page)).toEqual([]);
        await page.goto(`${platform().url}/?a=pikachu&b=digimon&lb=0`);
        await page.getByRole("alert").waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.goto(`${platform().url}/?a=pikachu&b=squirtle`);
        await answerOf(page).getByText(words.use).waitFor();
        await page.setViewportSize(SIZES.desktop);
        await page.keyboard.press("1");
        expect(await findViolations(page)).toEqual([]);
        await page.getByRole("combobox", { name: words.theirs }).click();
        expect(await findViolations(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.getByRole("banner").click();
        await page.keyboard.press("?");
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });

  it.each([
    ["dracofeu", "Charizard"],
    ["mega dracaufeu x", "Mega Charizard X"],
    ["#025", "Pikachu"],
    ["electhor", "Zapdos"],
    ["nidoran♀", "Nidoran♀"],
    ["FÉE", "Clefairy"],
  ])("finds %s among the names of both languages", async (typed, found) => {
    await visit({}, async (page) => {
      await page.getByRole("combobox", { name: "Your Pokémon" }).fill(typed);
      const names = await page.getByRole("option").allInnerTexts();
      expect(names.map((text) => text.split("\n")[1])).toContain(found);
    });
  });

  it("picks by touch, and unfolds the level and the moves of a side", async () => {
    await visit(
      { viewport: SIZES.phone, hasTouch: true, isMobile: true, path: "/?a=pikachu" },
      async (page) => {
        await page.getByRole("combobox", { name: "Opposing Pokémon" }).tap();
        await page.keyboard.type("sablaireau");
        await page.getByRole("option", { name: "Sandslash #028" }).first().tap();
        await answerOf(page).getByRole("heading").first().waitFor();
        expect(await page.getByRole("combobox", { name: "Your move 1" }).isVisible()).toBe(false);
        await page.getByRole("button", { name: /^You.*change level and moves$/s }).tap();
        await page.getByRole("combobox", { name: "Your move 1" }).tap();
        expect(await page.getByRole("option").count()).toBeGreaterThan(10);
        await page.getByRole("option", { name: "Slam" }).first().tap();
        await expect.poll(() => new URL(page.url()).searchParams.get("am")).toMatch(/^slam,/);
        await page.getByRole("button", { name: "Back to the standard set" }).tap();
        await expect.poll(() => new URL(page.url()).search).toBe("?a=pikachu&b=sandslash");
      },
    );
  });

  it("says so when nothing is found", async () => {
    await visit({}, async (page) => {
      await page.getByRole("combobox", { name: "Your Pokémon" }).fill("zzzz");
      await page.getByText("Nothing found for “zzzz”").waitFor();
    });
  });

  it("shows the range where the answer has one", async () => {
    await visit({ locale: "fr-FR" }, async (page) => {
      await page.route("**/predict/**", async (route) => {
        const response = await route.fetch();
        const answer = await response.json();
        Object.assign(answer.moves[0], { p: 0.72, low: 0.63, high: 0.8 });
        await route.fulfill({ response, json: answer });
      });
      await page.goto(`${platform().url}/?a=pikachu&b=squirtle`);
      const answer = answerOf(page);
      await answer.getByText("entre 63 et 80\u202f%").waitFor();
      await answer.getByText("Bonne chance de gagner").waitFor();
      await answer.getByText("environ 7 combats sur 10").waitFor();
    });
  });

  it("moves nothing in sight while the answer comes in", async () => {
    await visit({ viewport: SIZES.phone }, async (page) => {
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.route("**/api/**", async (route) => {
        await new Promise((done) => setTimeout(done, 300));
        await route.continue();
      });
      await page.goto(`${platform().url}/?a=pikachu&b=squirtle`);
      await answerOf(page).getByText("Use this move").waitFor();
      const total = await page.evaluate(() =>
        (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
      );
      expect(total).toBeLessThan(0.01);
    });
  });

  it("needs no inline style or script: works under default-src 'self' alone", async () => {
    await visit({}, async (page) => {
      await page.route("**/*", async (route) => {
        if (route.request().resourceType() !== "document") return route.continue();
        const response = await route.fetch();
        const headers = { ...response.headers(), "content-security-policy": "default-src 'self'" };
        await route.fulfill({ response, headers });
      });
      await page.goto(`${platform().url}/?a=pikachu&b=squirtle`);
      await answerOf(page).getByText("Use this move").waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    });
  });

  it("brings the answer back into sight from the bar at the foot of a phone", async () => {
    await visit({ viewport: SIZES.phone, path: "/?a=pikachu&b=squirtle" }, async (page) => {
      await answerOf(page).getByText("Use this move").waitFor();
      await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
      await page.getByRole("button", { name: /^Thunderbolt .*%$/ }).click();
      await expect
        .poll(() => answerOf(page).evaluate((card) => card.getBoundingClientRect().top))
        .toBeGreaterThan(0);
    });
  });
});
