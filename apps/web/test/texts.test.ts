import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en.ts";
import { fr } from "../src/i18n/fr.ts";

const frenchTexts = Object.entries(fr);

describe("texts", () => {
  it("have the same keys in both languages", () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it("are nowhere empty", () => {
    expect([...Object.entries(en), ...frenchTexts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("fill in the same values in both languages", () => {
    const valuesOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    const different = Object.entries(en).filter(
      ([key, text]) => valuesOf(text).join() !== valuesOf(fr[key as keyof typeof en]).join(),
    );
    expect(different).toEqual([]);
  });

  it("keep French signs from breaking off: narrow no-break space before ; ! ? %, no-break space before the colon", () => {
    expect(frenchTexts.filter(([, text]) => /[^\u202f][;!?%]/.test(text))).toEqual([]);
    expect(frenchTexts.filter(([, text]) => /[^\u00a0]:/.test(text))).toEqual([]);
    expect(frenchTexts.filter(([, text]) => /«[^\u00a0]|[^\u00a0]»/.test(text))).toEqual([]);
  });

  it("use the typographic apostrophe", () => {
    expect([...Object.entries(en), ...frenchTexts].filter(([, text]) => text.includes("'"))).toEqual([]);
  });
});
