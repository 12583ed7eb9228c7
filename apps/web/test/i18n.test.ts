import { describe, expect, it } from "vitest";
import { addTexts, textsIn } from "../src/i18n/i18n.ts";

describe("textsIn", () => {
  const [en, fr] = [textsIn("en"), textsIn("fr")];

  it("fills in values, and leaves what it has no value for", () => {
    expect(en("picker.nothing", { query: "Agumon" })).toContain("Agumon");
    expect(en("picker.nothing", { other: 1 })).toContain("{{query}}");
  });

  it.each([
    [0, "0 results", "0 résultat"],
    [1, "1 result", "1 résultat"],
    [2, "2 results", "2 résultats"],
  ])("counts %d by each language's rule", (count, english, french) => {
    expect(en("picker.results", { count })).toBe(english);
    expect(fr("picker.results", { count })).toBe(french);
  });

  it("keeps what a value says that looks like a place for one", () => {
    expect(en("picker.nothing", { query: "{{count}} $& $1" })).toContain("{{count}} $& $1");
  });

  it("has a feature's texts once they are added", () => {
    addTexts({ "picker.loading": "One moment" }, { "picker.loading": "Un instant" });
    expect([en("picker.loading"), fr("picker.loading")]).toEqual(["One moment", "Un instant"]);
  });
});
