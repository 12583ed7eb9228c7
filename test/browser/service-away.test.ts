import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { answerOf, chromium, findViolations, pick, settled, startPages } from "./pages.ts";

describe.skipIf(chromium === undefined)("the page while the service is away", () => {
  const { visit, platform } = startPages({ withData: false });

  // First, while the database is still empty.
  it("tells that the service is starting, and goes on by itself once the data are there", async () => {
    await visit(
      { path: "/?a=pikachu&b=squirtle" },
      async (page) => {
        await page.getByText("The service is starting up.").waitFor();
        await page.getByText(/We try again in \d s; your choices are kept\./).waitFor();
        expect(await findViolations(page)).toEqual([]);
        await platform().loadData();
        await answerOf(page).getByText("Thunderbolt").first().waitFor();
      },
      /503/,
    );
  });

  describe("with data", () => {
    beforeAll(() => platform().loadData());

    it("says that the service is away, answers from this device, and asks the service again once it is back", async () => {
      await visit(
        { path: "/?a=pikachu&b=squirtle", locale: "fr-FR" },
        async (page) => {
          await settled(page);
          await engineReady(page);
          await platform().stopApi();
          await pick(page, "Pokémon adverse", "onix", "Onix");
          await page
            .getByText("Le service ne répond pas pour l’instant : les réponses viennent de cet appareil.")
            .waitFor();
          await settled(page);
          await answerOf(page).getByText("Onix").first().waitFor();
          await platform().startApi();
          await page.getByText("Le service ne répond pas").waitFor({ state: "detached" });
          await settled(page);
        },
        /500|502|504/,
      );
    });

    it("tells in plain words that nothing answers, keeps the choices, and recovers by itself", async () => {
      await platform().stopApi();
      await visit(
        { path: "/?a=pikachu&b=onix" },
        async (page) => {
          await page.getByText("The service does not answer right now.").waitFor();
          await page.getByText(/We try again in \d s; your choices are kept\./).waitFor();
          await platform().startApi();
          await page.getByRole("button", { name: "Try again now" }).click();
          await settled(page);
          expect(new URL(page.url()).search).toBe("?a=pikachu&b=onix");
        },
        /500|502|504/,
      );
    });

    it("answers without a network once the page is loaded", async () => {
      await visit(
        { path: "/?a=pikachu&b=squirtle" },
        async (page) => {
          await settled(page);
          await engineReady(page);
          await page.context().setOffline(true);
          await pick(page, "Opposing Pokémon", "lapras", "Lapras");
          await page.getByText("No network: answers come from this device.").waitFor();
          await settled(page);
          await page.getByRole("button", { name: "Play one out" }).click();
          await page.getByRole("log").getByText("Turn 1").waitFor();
          await page.context().setOffline(false);
          await page.getByText("No network").waitFor({ state: "detached" });
        },
        /ERR_INTERNET_DISCONNECTED/,
      );
    });

    it("opens without a network after the first visit, on every page", async () => {
      await visit(
        { path: "/?a=pikachu&b=squirtle", serviceWorkers: "allow" },
        async (page) => {
          await settled(page);
          await page.getByText("Kept on this device: works without a network.").waitFor();
          await expect
            .poll(() => page.evaluate(async () => (await caches.match("/api/v1/data/facts")) !== undefined))
            .toBe(true);
          await page.context().setOffline(true);
          await page.goto(`${platform().url}/?a=bulbasaur&b=onix`);
          await settled(page);
          await page.goto(`${platform().url}/types`);
          await page.getByRole("heading", { level: 1 }).waitFor();
        },
        /ERR_INTERNET_DISCONNECTED|ERR_FAILED|preload/,
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
          await page.goto(`${platform().url}/?a=pikachu&b=squirtle`);
          await page.getByText("level_a must be 1–100, got 101").waitFor();
        },
        /422/,
      );
    });
  });
});

/** Waits until this device could answer by itself. */
async function engineReady(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length, { timeout: 15_000 }).toBeGreaterThan(0);
  await page.waitForTimeout(1000);
}
