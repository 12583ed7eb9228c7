import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../scripts/chromium.ts";
import { launchBrowser, openPage, SIZES } from "./browser.ts";
import { startTestPlatform, type TestPlatform } from "./platform.ts";

const chromium = findChromium();
const LANGUAGES = {
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

describe.skipIf(chromium === undefined)("battle page in Chromium", () => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startTestPlatform();
    browser = await launchBrowser(chromium!);
  });

  afterAll(async () => {
    await browser?.close();
    await platform?.close();
  });

  /** Runs a test in a fresh profile, then checks that no error and no request elsewhere went with it. */
  async function visit(
    options: BrowserContextOptions & { readonly path?: string },
    test: (page: Page) => Promise<void>,
    expectedErrors = /^$/,
  ): Promise<void> {
    const watched = await openPage(browser, platform.url, { viewport: SIZES.desktop, ...options });
    try {
      await test(watched.page);
      expect(watched.errors.filter((error) => !expectedErrors.test(error))).toEqual([]);
      expect(watched.foreign).toEqual([]);
    } finally {
      await watched.context.close();
    }
  }

  // First, while the database is still empty.
  it("tells that the service is starting, and goes on by itself once the data are there", async () => {
    await visit(
      { path: "/?a=pikachu&b=squirtle" },
      async (page) => {
        await page.getByText("The service is starting up.").waitFor();
        await page.getByText(/We try again in \d s; your choices are kept\./).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await platform.loadData();
        await answerOf(page).getByText("Thunderbolt").first().waitFor();
      },
      /503/,
    );
  });

  describe("with data", () => {
    beforeAll(() => platform.loadData());

    describe.each(Object.entries(LANGUAGES))("in %s", (_language, words) => {
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

      it.each(["light", "dark"] as const)(
        "has nothing for axe to find in %s colours",
        async (colorScheme) => {
          await visit({ locale: words.locale, colorScheme, viewport: SIZES.phone }, async (page) => {
            expect(await findViolations(page)).toEqual([]);
            await page.goto(`${platform.url}/?a=pikachu&b=digimon&lb=0`);
            await page.getByRole("alert").waitFor();
            expect(await findViolations(page)).toEqual([]);
            await page.goto(`${platform.url}/?a=pikachu&b=squirtle`);
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
        },
      );
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

    it("keeps the whole battle in a link", async () => {
      let link = "";
      await visit({}, async (page) => {
        await pick(page, "Your Pokémon", "bulbasaur", "Bulbasaur");
        await pick(page, "Opposing Pokémon", "onix", "Onix");
        await page.getByRole("combobox", { name: "Your move 1" }).click();
        await page.keyboard.type("razor");
        await page.keyboard.press("Enter");
        await page.getByLabel("Level", { exact: true }).nth(1).fill("14");
        await page.getByRole("button", { name: "Français" }).click();
        await page.getByRole("heading", { name: "Tes capacités, la meilleure d’abord" }).waitFor();
        link = page.url();
        expect(new URL(link).search).toMatch(/^\?a=bulbasaur&b=onix&am=razor-leaf,[a-z,-]+&lb=14&lang=fr$/);
      });
      await visit({ path: link }, async (page) => {
        await page.getByRole("heading", { name: "Tes capacités, la meilleure d’abord" }).waitFor();
        expect(await page.getByRole("combobox", { name: "Ton Pokémon" }).inputValue()).toBe("Bulbizarre");
        expect(await page.getByRole("combobox", { name: "Pokémon adverse" }).inputValue()).toBe("Onix");
        expect(await page.getByRole("combobox", { name: "Ta capacité 1" }).inputValue()).toBe("Tranch’Herbe");
        expect(await page.getByLabel("Niveau", { exact: true }).nth(1).inputValue()).toBe("14");
        expect(page.url()).toBe(link);
      });
    });

    it("undoes a pick with the back button, and leaves no trace of level steps", async () => {
      await visit({ path: "/?a=pikachu&b=squirtle" }, async (page) => {
        const foe = page.getByRole("combobox", { name: "Opposing Pokémon" });
        await answerOf(page).getByText("Use this move").waitFor();
        await pick(page, "Opposing Pokémon", "onix", "Onix");
        await page.getByRole("button", { name: "One level up" }).nth(1).click();
        await page.getByRole("button", { name: "One level up" }).nth(1).click();
        await expect.poll(() => new URL(page.url()).search).toBe("?a=pikachu&b=onix&lb=52");
        await page.goBack();
        await expect.poll(() => foe.inputValue()).toBe("Squirtle");
        expect(new URL(page.url()).search).toBe("?a=pikachu&b=squirtle");
      });
    });

    it("swaps the sides with their moves and levels", async () => {
      await visit({ path: "/?a=pikachu&b=squirtle&am=thunderbolt,slam&la=30" }, async (page) => {
        await answerOf(page).getByText("Thunderbolt").first().waitFor();
        await page.getByRole("button", { name: "Swap sides" }).click();
        await expect
          .poll(() => new URL(page.url()).search)
          .toBe("?a=squirtle&b=pikachu&bm=thunderbolt,slam&lb=30");
        expect(await page.getByRole("combobox", { name: "Your Pokémon" }).inputValue()).toBe("Squirtle");
      });
    });

    it("counts only what it understands of a link, and says what it left out", async () => {
      const path = "/?a=pikachu&b=squirtle&am=thunderbolt,hydro-pump&la=101&lang=xx";
      await visit({ path }, async (page) => {
        const told = page.getByRole("alert");
        await told.getByText("Pikachu cannot learn “hydro-pump”.").waitFor();
        await told.getByText("“101” is not a level").waitFor();
        await told.getByText("There is no language “xx” here").waitFor();
        await answerOf(page).getByText("Thunderbolt").first().waitFor();
        expect(await page.locator("tbody tr:not([hidden])").count()).toBe(1);
        await told.getByRole("button").click();
        await expect.poll(() => new URL(page.url()).search).toBe("?a=pikachu&b=squirtle&am=thunderbolt");
      });
    });

    it("lets a battle be played by keyboard alone", async () => {
      await visit({}, async (page) => {
        await page.getByText("Pikachu against Squirtle").waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("pikach");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Escape");
        await page.getByRole("combobox", { name: "Your Pokémon" }).evaluate((field) => field.blur());
        await page.keyboard.press("Control+k");
        const foe = page.getByRole("combobox", { name: "Opposing Pokémon" });
        await page.keyboard.type("squir");
        expect(await foe.getAttribute("aria-expanded")).toBe("true");
        const active = await foe.getAttribute("aria-activedescendant");
        expect(await page.locator(`[id="${active}"]`).textContent()).toContain("Squirtle");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("Enter");
        await page
          .getByRole("status")
          .getByText(/^Pikachu against Squirtle: use Thunderbolt\./)
          .waitFor();
        await foe.evaluate((field) => field.blur());
        await page.keyboard.press("1");
        await page.getByText("× 2 Electric against Squirtle").waitFor();
        await page.keyboard.press("s");
        await expect.poll(() => new URL(page.url()).search).toBe("?a=squirtle&b=pikachu");
        await page.keyboard.press("t");
        expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Help" }).waitFor();
        await page.getByRole("switch", { name: "Single-key shortcuts" }).press("Space");
        await page.keyboard.press("Escape");
        await page.keyboard.press("s");
        await page.waitForTimeout(100);
        expect(new URL(page.url()).search).toBe("?a=squirtle&b=pikachu");
      });
    });

    it("reaches every control with the Tab key, each with a visible ring", async () => {
      await visit({ path: "/?a=pikachu&b=squirtle" }, async (page) => {
        await answerOf(page).getByText("Use this move").waitFor();
        const rings: string[] = [];
        for (let step = 0; step < 40; step++) {
          await page.keyboard.press("Tab");
          const ring = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return undefined;
            const styles = [getComputedStyle(element), getComputedStyle(element, "::after")];
            const visible = styles.some(
              (style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px",
            );
            return `${element.tagName} ${element.id || element.textContent} ${visible ? "ring" : "NO RING"}`;
          });
          if (ring !== undefined) rings.push(ring);
        }
        expect(rings.length).toBeGreaterThan(20);
        expect(rings.filter((ring) => ring.endsWith("NO RING"))).toEqual([]);
      });
    });

    it("copies the answer as text and as a link", async () => {
      const permissions = ["clipboard-read", "clipboard-write"];
      await visit({ path: "/?a=pikachu&b=squirtle", permissions }, async (page) => {
        await answerOf(page).getByText("Use this move").waitFor();
        await page.keyboard.press("c");
        await page.getByText("Text copied").first().waitFor();
        const copied = () => page.evaluate(() => navigator.clipboard.readText());
        expect(await copied()).toMatch(
          /^Pikachu \(50\) vs Squirtle \(50\): Thunderbolt .*%.* Damage 72–87% a hit/,
        );
        await page.keyboard.press("l");
        await page.getByText("Link copied").first().waitFor();
        expect(await copied()).toBe(page.url());
      });
    });

    it("tells that the service is away, keeps the choices, and recovers by itself or on request", async () => {
      await visit(
        { path: "/?a=pikachu&b=squirtle", locale: "fr-FR" },
        async (page) => {
          await answerOf(page).getByText("Tonnerre").first().waitFor();
          await platform.stopApi();
          await pick(page, "Pokémon adverse", "onix", "Onix");
          await page.getByText("Le service ne répond pas pour l’instant.").waitFor();
          expect(await page.getByRole("combobox", { name: "Pokémon adverse" }).inputValue()).toBe("Onix");
          await platform.startApi();
          await page.getByRole("button", { name: "Réessayer maintenant" }).click();
          await page.getByRole("table").waitFor();
          await platform.stopApi();
          await pick(page, "Pokémon adverse", "lokhlass", "Lokhlass");
          await page.getByText("Le service ne répond pas pour l’instant.").waitFor();
          await platform.startApi();
          await page.getByRole("table").waitFor();
        },
        /500|502|504/,
      );
    });

    it("shows a refusal of the service in its own words", async () => {
      await visit(
        {},
        async (page) => {
          const problem = {
            type: "urn:test",
            title: "No",
            status: 422,
            detail: "level_a must be 1–100, got 101",
            instance: "/predict/best-move",
            code: "INVALID_INPUT",
          };
          await page.route("**/predict/**", (route) =>
            route.fulfill({
              status: 422,
              contentType: "application/problem+json",
              body: JSON.stringify(problem),
            }),
          );
          await page.goto(`${platform.url}/?a=pikachu&b=squirtle`);
          await page.getByText("level_a must be 1–100, got 101").waitFor();
        },
        /422/,
      );
    });

    it("shows the range where the answer has one", async () => {
      await visit({ locale: "fr-FR" }, async (page) => {
        await page.route("**/predict/**", async (route) => {
          const response = await route.fetch();
          const answer = await response.json();
          Object.assign(answer.all_moves[0], { win_probability: 0.72, low: 0.63, high: 0.8 });
          await route.fulfill({ response, json: answer });
        });
        await page.goto(`${platform.url}/?a=pikachu&b=squirtle`);
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
        await page.goto(`${platform.url}/?a=pikachu&b=squirtle`);
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
        await page.goto(`${platform.url}/?a=pikachu&b=squirtle`);
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

    it("leads to the API's documentation", async () => {
      await visit({}, async (page) => {
        await page.getByRole("link", { name: "API for programs" }).click();
        await page.getByRole("heading", { name: /PredictionDex API/ }).waitFor();
        await page.getByText("/predict/best-move").first().waitFor();
      });
    });

    it("leads from an unknown address back to the battle", async () => {
      await visit({ path: "/pokedex" }, async (page) => {
        await page.getByRole("link", { name: "Go to the battle" }).click();
        await page.getByText("Pikachu against Squirtle").click();
        await answerOf(page).getByText("Thunderbolt").first().waitFor();
      });
    });
  });
});

function answerOf(page: Page) {
  return page.locator("#answer");
}

/** Picks a Pokémon as a player does: type, look, press Enter. */
async function pick(page: Page, label: string, typed: string, name: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  await field.click();
  await field.fill(typed);
  await page.getByRole("option", { name }).first().waitFor();
  await field.press("Enter");
  expect(await field.inputValue()).toBe(name);
}

function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What axe finds, as one line per element. */
async function findViolations(page: Page): Promise<string[]> {
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
