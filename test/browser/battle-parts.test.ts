import { describe, expect, it } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, settled, sidewaysOverflow, startPages, WORDS } from "./pages.ts";

describe.skipIf(chromium === undefined)("the parts of the battle page", () => {
  const { visit } = startPages();

  it.each(Object.entries(WORDS))(
    "guides through a battle turn by turn, in %s",
    async (language, { locale }) => {
      const isFrench = language === "fr";
      const path = "/?a=pikachu&b=squirtle";
      await visit({ locale, path, viewport: SIZES.phone }, async (page) => {
        await settled(page);
        const card = page.getByRole("region", {
          name: isFrench ? "Pendant le combat" : "In the middle of a battle",
        });
        const advice = card.getByRole("status");
        const before = await advice.innerText();
        await card.getByRole("slider").first().fill("9");
        await expect.poll(() => new URL(page.url()).searchParams.get("ac")).toBe("hp9.acted");
        await settled(page);
        await expect.poll(() => advice.innerText()).not.toBe(before);
        await card.getByRole("button", { name: isFrench ? "Comme prévu" : "As expected" }).click();
        await expect.poll(() => new URL(page.url()).searchParams.get("turn")).toBe("2");
        await page.goBack();
        await expect.poll(() => new URL(page.url()).searchParams.get("turn")).toBeNull();
        await card.getByRole("button", { name: isFrench ? "Recommencer" : "Start again" }).click();
        await expect.poll(() => new URL(page.url()).search).toBe(path.slice(1));
        await expect.poll(() => advice.innerText()).toBe(before);
      });
    },
  );

  it("plays out the battle of a seed, turn by turn, and again the same from a link", async () => {
    let told = "";
    await visit({ path: "/?a=pikachu&b=squirtle" }, async (page) => {
      await settled(page);
      const card = page.getByRole("region", { name: "Watch a battle" });
      await card.getByRole("button", { name: "Play one out" }).click();
      await card.getByLabel("Battle no. (seed)").fill("7");
      await card.getByRole("log").getByText("Turn 1").waitFor();
      expect(await card.getByRole("listitem").count()).toBe(1);
      await card.getByRole("button", { name: "To the end" }).click();
      told = await card.getByRole("log").innerText();
      expect(told).toMatch(/fainted|won|wins/i);
      expect(new URL(page.url()).searchParams.get("seed")).toBe("7");
    });
    await visit({ path: "/?a=pikachu&b=squirtle&seed=7" }, async (page) => {
      const card = page.getByRole("region", { name: "Watch a battle" });
      await card.getByRole("button", { name: "To the end" }).click();
      expect(await card.getByRole("log").innerText()).toBe(told);
    });
  });

  it("weighs the sets of an opponent whose moves are unknown", async () => {
    await visit({ path: "/?a=pikachu&b=squirtle" }, async (page) => {
      await settled(page);
      await page.getByRole("radio", { name: /^Unknown: likely sets/ }).check();
      await settled(page);
      await page.getByText(/\d+ likely sets\./).click();
      await page
        .getByText(/counts for \d+%/)
        .nth(2)
        .waitFor();
      expect(await page.getByRole("combobox", { name: "Its move 1" }).inputValue()).toBe("");
    });
  });

  it("tells why, and on request what would change the result", async () => {
    await visit({ path: "/?a=bulbasaur&b=charizard&la=30&lb=36" }, async (page) => {
      await settled(page);
      const card = page.getByRole("region", { name: "Why, and what to look out for" });
      await card.getByRole("listitem").nth(2).waitFor();
      await card.getByText("What would change the result?").click();
      await card
        .getByText(/\d+%|No small change would turn this battle\./)
        .last()
        .waitFor({ timeout: 30_000 });
    });
  });

  it("offers the Mega Evolution only where there is one, and names it", async () => {
    await visit({ path: "/?a=pikachu&b=charizard" }, async (page) => {
      await settled(page);
      const you = page.getByRole("region", { name: "You", exact: true });
      const foe = page.getByRole("region", { name: "Opponent", exact: true });
      await you.getByText("Advanced").click();
      await foe.getByText("Advanced").click();
      expect(await you.getByLabel("May Mega Evolve in this battle").count()).toBe(0);
      await foe.getByLabel("May Mega Evolve in this battle").check();
      await expect.poll(() => new URL(page.url()).searchParams.get("bg")).toBe("1");
      await settled(page);
    });
  });

  it("has nothing for axe to find with everything unfolded, in both themes", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await visit({ path: "/?a=charizard&b=lapras&foe=plausible&seed=3", colorScheme }, async (page) => {
        await settled(page);
        for (const fold of await page.getByText("Advanced").all()) await fold.click();
        await page.getByRole("log").getByText("Turn 1").waitFor();
        expect(await findViolations(page)).toEqual([]);
        expect(await sidewaysOverflow(page)).toBe(0);
      });
    }
  });
});
