import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, pick, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

const TEXTS = {
  en: { title: "Who beats Onix?", opponent: "Opponent", onix: "Onix", box: "My box", add: "Add a Pokémon" },
  fr: {
    title: "Qui bat Onix\u202f?",
    opponent: "Adversaire",
    onix: "Onix",
    box: "Ma boîte",
    add: "Ajouter un Pokémon",
  },
} as const;

const TEAM = `Pikachu-Starter
Level: 56
EVs: 24 Atk
Jolly Nature
- Thunderbolt
- Zippy Zap

Starmie
- Surf
- Thunderbold
`;

/** The matrix that the test's platform has not stored, and rankings that a busy service puts off: the page asks again. */
const PUT_OFF = /status of (404|503)/;

/** For machines with much else to do. */
const PATIENT = { timeout: 20_000 };

describe.skipIf(chromium === undefined)("counters page in Chromium", () => {
  const { platform, visit } = startPages();

  describe.each(["en", "fr"] as const)("in %s", (language) => {
    const words = TEXTS[language];

    it.each(["phone", "desktop"] as const)("ranks all 188 against an opponent on a %s", async (size) => {
      const options = { locale: WORDS[language].locale, viewport: SIZES[size], path: "/counters" };
      await visit(
        options,
        async (page) => {
          await pick(page, words.opponent, "onix", words.onix);
          await page.getByRole("heading", { name: words.title }).waitFor();
          const rows = page.locator("tbody tr");
          await rows.first().waitFor();
          expect(await rows.count()).toBe(20);
          const chances = await page.locator("tbody tr td:nth-of-type(3)").allInnerTexts();
          const numbers = chances.map((text) => Number(/\d+/.exec(text)?.[0]));
          expect(numbers).toEqual(numbers.toSorted((left, right) => right - left));
          expect(new URL(page.url()).searchParams.get("b")).toBe("onix");
          expect(await sidewaysOverflow(page)).toBe(0);
        },
        PUT_OFF,
      );
    });

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      const options = { locale: WORDS[language].locale, colorScheme, viewport: SIZES.phone };
      await visit(
        { ...options, path: "/counters" },
        async (page) => {
          await page.getByRole("heading", { level: 3 }).waitFor();
          expect(await findViolations(page)).toEqual([]);
          await page.goto(`${platform().url}/counters?b=onix&lb=14`);
          await page.locator("tbody tr").first().waitFor();
          expect(await findViolations(page)).toEqual([]);
        },
        PUT_OFF,
      );
    });
  });

  it("narrows the ranking down; link and back button restore it; a row opens the battle with everything", async () => {
    await visit(
      { path: "/counters?b=onix&lb=14&bm=rock-throw,bind" },
      async (page) => {
        await page.locator("tbody tr").first().waitFor();
        await page.getByLabel("Type").selectOption("water");
        await page.getByLabel("Evolution").selectOption("fully");
        await page.getByText(/^\d+ of 188, best first$/).waitFor();
        await expect.poll(() => page.url(), PATIENT).toContain("type=water&evolved=fully");
        const first = await page.locator("tbody tr th a").first().innerText();
        await page.goBack();
        await expect.poll(() => page.url(), PATIENT).not.toContain("evolved");
        await page.goForward();
        await page.reload();
        expect(await page.getByLabel("Evolution").inputValue()).toBe("fully");
        expect(await page.locator("tbody tr th a").first().innerText()).toBe(first);
        await page.locator("tbody tr th a").first().click();
        await page.waitForURL(/\/\?a=/);
        const url = new URL(page.url());
        expect(Object.fromEntries(url.searchParams)).toMatchObject({
          b: "onix",
          lb: "14",
          bm: "rock-throw,bind",
          la: "14",
        });
      },
      PUT_OFF,
    );
  });

  it("lets the opponent's moves be chosen, from the usual ones, and goes back to them", async () => {
    await visit(
      { path: "/counters?b=onix" },
      async (page) => {
        const opponent = page.getByRole("region", { name: "Opponent" });
        const usual = await opponent.getByRole("combobox", { name: "Its move 1" }).inputValue();
        expect(usual).not.toBe("");
        await pick(page, "Its move 1", "bind", "Bind");
        await expect.poll(() => new URL(page.url()).searchParams.get("bm"), PATIENT).toMatch(/^bind,/);
        await page.locator("tbody tr").first().waitFor();
        expect(await page.locator("tbody tr th a").first().getAttribute("href")).toContain("bm=bind");
        await opponent.getByRole("button", { name: "Back to the usual ones" }).click();
        await expect.poll(() => new URL(page.url()).search, PATIENT).toBe("?b=onix");
        expect(await opponent.getByRole("combobox", { name: "Its move 1" }).inputValue()).toBe(usual);
      },
      PUT_OFF,
    );
  });

  it("leaves out what only the other game has, and is one step from the Pokédex", async () => {
    await visit(
      { path: "/pokedex/growlithe" },
      async (page) => {
        await page.getByText("In Let’s Go, Pikachu! only").waitFor();
        await page.getByRole("link", { name: "Who beats it?" }).click();
        await page.getByRole("heading", { name: "Who beats Growlithe?" }).waitFor();
        await page.getByLabel("Your game").selectOption({ label: "Let’s Go, Eevee!" });
        await expect.poll(() => new URL(page.url()).searchParams.get("game"), PATIENT).toBe("eevee");
        // 16 forms are only in the other game.
        await page.getByText("172 of 188, best first").waitFor();
        await page.getByRole("button", { name: "Clear the filters" }).click();
        await page.getByText("188 of 188, best first").waitFor();
      },
      PUT_OFF,
    );
  });

  it("says so where the link names no Pokémon", async () => {
    await visit({ path: "/counters?b=agumon" }, async (page) => {
      await page.getByText("“agumon” is not a Pokémon of these games.").waitFor();
      await page.getByText("Who is in front of you?").waitFor();
    });
  });

  it("keeps a box: imports a team by its lines, edits it, takes out and undoes, exports, survives a reload", async () => {
    await visit({ path: "/counters?b=squirtle&from=box" }, async (page) => {
      await page.getByText("Your box is empty").waitFor();
      await page.getByRole("button", { name: "Import" }).click();
      const dialog = page.getByRole("dialog", { name: "Import Pokémon" });
      await dialog.getByLabel("Text of the team").fill(TEAM);
      await dialog.getByText("Line 10: no move is called “Thunderbold”; did you mean Thunderbolt?").waitFor();
      await dialog.getByText("1 Pokémon can be added.").waitFor();
      expect(await findViolations(page)).toEqual([]);
      await dialog.getByLabel("Text of the team").fill(TEAM.replace("Thunderbold", "Thunderbolt"));
      await dialog.getByText("2 Pokémon can be added.").waitFor();
      await dialog.getByRole("button", { name: "Add to the box" }).click();
      await page.locator("tbody tr").nth(1).waitFor();
      expect(await page.locator("tbody tr").count()).toBe(2);
      await page.locator("tbody tr th a", { hasText: "Partner Pikachu" }).waitFor();
      const href = await page.locator("tbody tr th a", { hasText: "Partner Pikachu" }).getAttribute("href");
      expect(new URL(href!, page.url()).searchParams.get("av")).toBe("0,24,0,0,0,0");

      await page.getByRole("button", { name: "Change Partner Pikachu" }).click();
      const edit = page.getByRole("dialog", { name: "Change Partner Pikachu" });
      await edit.getByLabel("Nickname").fill("Sparky");
      await edit.getByRole("button", { name: "One level up" }).click();
      await edit.getByText("Nature, friendship, IVs, AVs").click();
      expect(await findViolations(page)).toEqual([]);
      await edit.getByRole("button", { name: "Keep" }).click();
      await page.locator("tbody tr th a", { hasText: "Sparky" }).waitFor();

      await page.getByRole("button", { name: "Take Starmie out" }).click();
      await page.getByText("Starmie is out of your box.").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByText("2 Pokémon, kept in this browser").waitFor();

      await page.getByRole("button", { name: "Export" }).click();
      const exported = page.getByRole("dialog", { name: "Export your box" });
      const text = await exported.getByRole("textbox").inputValue();
      expect(text).toContain("Sparky (Pikachu-Starter)\nLevel: 57\nEVs: 24 Atk\nJolly Nature\n- Thunderbolt");
      await exported.getByText("Table (CSV)").click();
      const download = page.waitForEvent("download");
      await exported.getByRole("button", { name: "Download" }).click();
      const csv = readFileSync(await (await download).path(), "utf8");
      expect(csv.split("\n")[1]).toMatch(/^Partner Pikachu,Sparky,57,Jolly,70,Thunderbolt,Zippy Zap,,,31/);
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.reload();
      await page.locator("tbody tr th a", { hasText: "Sparky" }).waitFor();
      expect(new URL(page.url()).search).toBe("?b=squirtle&from=box");
    });
  });

  it("loses nothing of a box that it can't read", async () => {
    await visit({ path: "/counters" }, async (page) => {
      await page.evaluate(() => localStorage.setItem("box", '{"version":9,"pokemon":["mine"]}'));
      await page.reload();
      await page.getByText("A part of what was stored could not be read.").waitFor();
      await page.getByRole("combobox", { name: "Add a Pokémon" }).fill("mew");
      await page.getByRole("listbox", { name: "Add a Pokémon" }).getByRole("option").first().click();
      await page.getByText("1 Pokémon, kept in this browser").waitFor();
      await page.reload();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download it" }).click();
      expect(readFileSync(await (await download).path(), "utf8")).toBe('{"version":9,"pokemon":["mine"]}');
      await page.getByRole("button", { name: "Delete it" }).click();
      await page.reload();
      await page.getByText("1 Pokémon, kept in this browser").waitFor();
      expect(await page.getByText("A part of what was stored").count()).toBe(0);
    });
  });
});
