import { beforeAll, describe, expect, it, vi } from "vitest";
import { SIZES } from "./browser.ts";
import { chromium, findViolations, sidewaysOverflow, startPages } from "./pages.ts";

const WORDS = {
  en: {
    locale: "en-GB",
    reliability: "What we said, and what happened",
    table: "The same as a table",
    data: "Where the data comes from",
    report: "Entries of the quality report",
    measures: "Measures of the model by what was held out",
    said: "What the model said, and the true chance",
    slices: "Error by kind of match-up, largest first",
    baselines: "The model beside simpler ways, on the same match-ups",
    drift: "Nothing to compare yet: 0 predictions are noted.",
    reason: "no form learns pika-papow",
  },
  fr: {
    locale: "fr-FR",
    reliability: "Ce qu’on a dit, ce qui est arrivé",
    table: "La même chose en tableau",
    data: "D’où viennent les données",
    report: "Entrées du rapport de qualité",
    measures: "Mesures du modèle selon ce qui était mis de côté",
    said: "Ce que le modèle a dit, et la vraie chance",
    slices: "Erreur par sorte de duels, la plus grande d’abord",
    baselines: "Le modèle à côté de méthodes plus simples, sur les mêmes duels",
    drift: "Rien à comparer pour l’instant\u00a0: 0 prédiction est notée.",
    reason: "aucune forme n’apprend pika-papow",
  },
} as const;
/** The test's platform has no trained model: its routes say 503. */
const NO_MODEL = /503/;

describe.skipIf(chromium === undefined)("how sure are we", () => {
  const { visit, platform } = startPages();

  describe.each(Object.entries(WORDS))("in %s", (_language, words) => {
    it.each(Object.entries(SIZES))(
      "shows checks, sources and the report on a %s",
      async (_size, viewport) => {
        await visit(
          { locale: words.locale, viewport, path: "/sure" },
          async (page) => {
            await page.getByRole("heading", { name: words.reliability }).waitFor();
            await page.getByText(words.table).first().click();
            const bands = page.getByRole("table", { name: words.reliability });
            await bands.getByRole("row").nth(2).waitFor();
            const data = page.getByRole("region", { name: words.data });
            await data.getByText("data/moves.csv").waitFor();
            const report = page.getByRole("table", { name: words.report });
            await report.getByText(words.reason).waitFor();
            expect(await sidewaysOverflow(page)).toBe(0);
          },
          NO_MODEL,
        );
      },
    );

    it.each(["light", "dark"] as const)("has nothing for axe to find in %s colours", async (colorScheme) => {
      await visit(
        { locale: words.locale, colorScheme, viewport: SIZES.phone, path: "/sure" },
        async (page) => {
          await page.getByText(words.reason).waitFor();
          await page.getByText(words.table).first().click();
          expect(await findViolations(page)).toEqual([]);
          await page.setViewportSize(SIZES.desktop);
          expect(await findViolations(page)).toEqual([]);
          await page.goto(new URL("/credits", page.url()).href);
          await page.getByText("@tanstack/react-query", { exact: true }).waitFor();
          expect(await findViolations(page)).toEqual([]);
          await page.setViewportSize(SIZES.phone);
          expect(await findViolations(page)).toEqual([]);
          expect(await sidewaysOverflow(page)).toBe(0);
        },
        NO_MODEL,
      );
    });
  });

  it("keeps the report's filter in the URL", async () => {
    await visit(
      { path: "/sure?issues=warning" },
      async (page) => {
        expect(await page.getByRole("radio", { name: /^Warnings/ }).isChecked()).toBe(true);
        await page.getByRole("radio", { name: /^All/ }).check({ force: true });
        await expect.poll(() => new URL(page.url()).search).toBe("");
        await page.goBack();
        await expect.poll(() => new URL(page.url()).search).toBe("?issues=warning");
      },
      NO_MODEL,
    );
  });

  it("names every library with its licence, and holds the licences in full", async () => {
    await visit({ path: "/credits?q=react-query" }, async (page) => {
      await page.getByRole("row", { name: /@tanstack\/react-query .* MIT/ }).waitFor();
      const text = await page.evaluate(async () => (await fetch("/licences.txt")).text());
      expect(text).toMatch(/@tanstack\/react-query [\d.]+ \(MIT\)\n\nMIT License/);
      expect(text).toContain("fastify ");
    });
  });

  describe("with a trained model", () => {
    beforeAll(async () => {
      await platform().serveModel();
      const status = async () => (await fetch(`${platform().url}/api/v1/model`)).status;
      await vi.waitUntil(async () => (await status()) === 200, { timeout: 20_000, interval: 200 });
    });

    it.each(Object.values(WORDS))("shows its card, and axe finds nothing, in $locale", async (words) => {
      await visit({ locale: words.locale, viewport: SIZES.phone, path: "/sure" }, async (page) => {
        for (const name of [words.measures, words.slices, words.baselines]) {
          await page.getByRole("table", { name }).getByRole("row").nth(2).waitFor();
        }
        await page.getByRole("heading", { name: words.said }).waitFor();
        await page.getByText(words.drift).waitFor();
        expect(await sidewaysOverflow(page)).toBe(0);
        expect(await findViolations(page)).toEqual([]);
      });
    });
  });
});
