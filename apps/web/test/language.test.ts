import { describe, expect, it } from "vitest";
import { pickLanguage } from "../src/i18n/language.ts";

describe("pickLanguage", () => {
  it.each([
    ["fr", ["en-GB"], "fr"],
    [undefined, ["fr-CA", "en"], "fr"],
    [undefined, ["de-DE", "fr", "en"], "fr"],
    [undefined, ["de-DE"], "en"],
    ["de", ["fr"], "fr"],
    [undefined, [], "en"],
  ])("for %s in the URL and %j in the browser is %s", (fromUrl, ofBrowser, language) => {
    expect(pickLanguage(fromUrl, ofBrowser)).toBe(language);
  });
});
