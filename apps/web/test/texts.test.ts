import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

type TextsOf = Readonly<Record<string, string>>;

const source = join(import.meta.dirname, "../src");
const folders = globSync(["i18n/**/en.ts", "features/*/i18n/en.ts"], { cwd: source }).map(dirname);
const files = await Promise.all(
  folders.map(async (folder) => ({
    folder,
    en: (await import(join(source, folder, "en.ts"))).en as TextsOf,
    fr: (await import(join(source, folder, "fr.ts"))).fr as TextsOf,
  })),
);

describe("texts", () => {
  it("are those of the frame and of each feature", () => {
    expect(folders).toEqual(expect.arrayContaining(["i18n", join("features", "battle", "i18n")]));
  });

  it("have each key in one file only", () => {
    const keys = files.flatMap(({ en }) => Object.keys(en));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});

describe.each(files)("texts of $folder", ({ en, fr }) => {
  const frenchTexts = Object.entries(fr);

  it("have the same keys in both languages", () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it("are nowhere empty", () => {
    expect([...Object.entries(en), ...frenchTexts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("fill in the same values in both languages", () => {
    const valuesOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    const different = Object.entries(en).filter(
      ([key, text]) => valuesOf(text).join() !== valuesOf(fr[key] ?? "").join(),
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
