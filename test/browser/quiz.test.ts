import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

const TEXTS = {
  en: { right: "Right!", wrong: "Not quite.", next: "Next question" },
  fr: { right: "Juste\u202f!", wrong: "Pas tout à fait.", next: "Question suivante" },
} as const;

/** For machines with much else to do. */
const PATIENT = { timeout: 20_000 };

describe.skipIf(chromium === undefined)("quiz in Chromium", () => {
  const { platform, visit } = startPages();

  describe.each(["en", "fr"] as const)("in %s", (language) => {
    const words = TEXTS[language];
    const { locale } = WORDS[language];

    it.each(["phone", "desktop"] as const)("asks about types, explains and counts on a %s", async (size) => {
      await visit({ locale, viewport: SIZES[size], path: "/quiz?q=5" }, async (page) => {
        // Question 5: Fighting on Flying and Poison, a quarter.
        await page.getByRole("button", { name: "×¼" }).click();
        await page.getByText(words.right).waitFor();
        await page.getByText(/×½\. .*×½\. .*×¼\./).waitFor();
        expect(await sidewaysOverflow(page)).toBe(0);
        await page.getByRole("button", { name: words.next }).click();
        await expect.poll(() => new URL(page.url()).searchParams.get("said"), PATIENT).toBe(null);
        expect(new URL(page.url()).searchParams.get("q")).not.toBe("5");
        await page.goBack();
        await page.getByText(words.right).waitFor();
        expect(JSON.parse((await page.evaluate(() => localStorage.getItem("quiz")))!).types).toEqual({
          ...{ right: 1, asked: 1, streak: 1, best: 1 },
        });
      });
    });

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      await visit({ locale, colorScheme, viewport: SIZES.phone, path: "/quiz?q=5&said=1" }, async (page) => {
        await page.getByText(words.wrong).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await page.goto(`${platform().url}/quiz?game=battles&q=7`);
        await page.locator("section fieldset button").first().waitFor();
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });

  it("asks who wins, answered by key, and opens that battle", async () => {
    await visit({ path: "/quiz?game=battles&q=7" }, async (page) => {
      await page.locator("section fieldset button").first().waitFor();
      const verdict = page.locator("section [role=status] p").first();
      // A second press changes nothing.
      await expect
        .poll(async () => {
          await page.keyboard.press("1");
          return (await verdict.count()) === 0 ? "" : verdict.innerText();
        }, PATIENT)
        .toMatch(/^\s*(Right!|Not quite\.) .+ wins: .*\d\s?%\.\s*$/);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Next question");
      await page.reload();
      await verdict.waitFor();
      const [first, second] = await page.locator("section fieldset button b").allInnerTexts();
      await page.getByRole("link", { name: "Open in Battle" }).click();
      await page.getByRole("heading", { level: 1, name: `${first} against ${second}` }).waitFor();
    });
  });

  it("tells why from the winner's side, whichever stands first", async () => {
    await visit({ path: "/quiz?game=battles&q=1" }, async (page) => {
      const winners = new Set<number>();
      // Of a few questions, the winner stands first in some and second in others.
      for (let asked = 0; asked < 12 && winners.size < 2; asked++) {
        const buttons = page.locator("section fieldset button");
        await buttons.first().click();
        const told = page.locator("section [role=status] p");
        await told.nth(1).waitFor();
        const right = await buttons.evaluateAll((all) =>
          all.findIndex((each) => "right" in (each as HTMLElement).dataset),
        );
        winners.add(right);
        const open = page.getByRole("link", { name: "Open in Battle" });
        const query = new URL((await open.getAttribute("href"))!, page.url()).searchParams;
        const slugs = [query.get("a"), query.get("b")];
        const [won, lost] = right === 0 ? slugs : slugs.toReversed();
        const answer = await page.request.post(`${platform().url}/api/v1/predict/matchup`, {
          data: { a: { pokemon: won }, b: { pokemon: lost } },
        });
        expect(await told.nth(1).innerText()).toBe((await answer.json()).explanation.en);
        await page.getByRole("button", { name: "Next question" }).click();
        await expect.poll(() => new URL(page.url()).searchParams.get("said"), PATIENT).toBe(null);
        await buttons.first().waitFor();
      }
      expect(winners).toEqual(new Set([0, 1]));
    });
  });

  it("starts with a question of its own where the link names none", async () => {
    await visit({ path: "/quiz?q=0" }, async (page) => {
      await page.getByRole("button", { name: "×4" }).waitFor();
      expect(new URL(page.url()).searchParams.get("q")).toMatch(/^[1-9]\d{0,5}$/);
    });
  });
});
