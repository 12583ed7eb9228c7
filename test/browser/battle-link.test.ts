import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answerOf, chromium, pick, settled, startPages } from "./pages.ts";

describe.skipIf(chromium === undefined)("the battle in a link", () => {
  const { visit } = startPages();

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

  it("keeps settings, what is known of the opponent and the middle of a battle in a link", async () => {
    // Changes that follow each other faster than a busy machine answers are refused for a moment, and asked again.
    const busy = /status of 503 .*\/predict\/matchup/;
    let link = "";
    const change = async (page: Page): Promise<void> => {
      await settled(page);
      const you = page.getByRole("region", { name: "You" });
      await you.getByText("Advanced").click();
      await you.getByLabel("Nature").selectOption({ label: "Timid (+Speed, −Attack)" });
      await you.getByLabel("Friendship (0–255)").fill("255");
      await you.getByLabel("Speed, AVs").fill("20");
      await you.getByLabel("Status", { exact: true }).selectOption("Paralysed");
      await you.getByLabel("Sp. Atk").fill("2");
      await page.getByRole("radio", { name: /^Unknown: worst case/ }).check();
      await page.getByRole("checkbox", { name: /^Link battle rules/ }).check();
      await settled(page);
      link = page.url();
      expect(new URL(link).search).toBe(
        "?a=pikachu&b=onix&foe=worst&rules=normal&an=timid&av=0,0,0,0,0,20&af=255&ac=paralysis.spa2",
      );
    };
    await visit({ path: "/?a=pikachu&b=onix" }, change, busy);
    const restored = async (page: Page): Promise<void> => {
      await settled(page);
      const you = page.getByRole("region", { name: "You" });
      await you
        .getByText("nature set, AVs 0/0/0/0/0/20, friendship 255, Paralysed, Sp. Atk +2")
        .first()
        .click();
      expect(await you.getByLabel("Friendship (0–255)").inputValue()).toBe("255");
      expect(await page.getByRole("radio", { name: /^Unknown: worst case/ }).isChecked()).toBe(true);
      expect(page.url()).toBe(link);
    };
    await visit({ path: link }, restored, busy);
  });

  it("leaves out settings that it does not understand, and says so", async () => {
    await visit({ path: "/?a=pikachu&b=onix&an=brave-ish&ai=32&ac=hp0&foe=maybe" }, async (page) => {
      await settled(page);
      const told = page.getByRole("alert");
      for (const value of ["brave-ish", "32", "hp0", "maybe"]) {
        await told.getByText(`“${value}” is not a setting that we know.`).waitFor();
      }
      await told.getByRole("button").click();
      await expect.poll(() => new URL(page.url()).search).toBe("?a=pikachu&b=onix");
    });
  });
});
