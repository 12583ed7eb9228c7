import { describe, expect, it } from "vitest";
import { answerOf, chromium, startPages } from "./pages.ts";

describe.skipIf(chromium === undefined)("the battle page by keyboard", () => {
  const { visit } = startPages();

  it("lets a battle be played by keyboard alone", async () => {
    await visit({}, async (page) => {
      await page.getByText("Pikachu against Squirtle").waitFor();
      await page.keyboard.press("/");
      await page.keyboard.type("pikach");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await page.getByRole("combobox", { name: "Your Pokémon" }).evaluate((field) => field.blur());
      await page.keyboard.press("/");
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

  it("finds a page or a Pokémon with Ctrl+K, from any page", async () => {
    await visit({ path: "/types" }, async (page) => {
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.keyboard.press("Control+k");
      const field = page.getByRole("combobox", { name: /^Search a Pokémon/ });
      await field.fill("moves");
      await page.keyboard.press("Enter");
      await expect.poll(() => new URL(page.url()).pathname).toBe("/moves");
      await page.keyboard.press("/");
      await field.fill("dracofeu");
      await page
        .getByRole("option", { name: /^Charizard/ })
        .first()
        .waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await field.waitFor({ state: "detached" });
    });
  });

  it("finds types and bosses with Ctrl+K too, in both languages", async () => {
    await visit({ path: "/quiz?lang=fr", locale: "fr-FR" }, async (page) => {
      await page.getByRole("heading", { level: 1 }).waitFor();
      const field = page.getByRole("combobox", { name: /^Cherche un Pokémon/ });
      await page.keyboard.press("Control+k");
      await field.fill("misty");
      await page.getByRole("option", { name: "Ondine" }).click();
      await page.getByRole("heading", { level: 1, name: "Battre Ondine" }).waitFor();
      await page.keyboard.press("Control+k");
      await field.fill("électrik");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toMatch(/\/types\?lang=fr&on=electric$/);
    });
  });
});
