/** The values of a page's URL by key; all optional, all text. */
export type PageUrl<Key extends string> = { readonly [Each in Key]?: string };

/** Makes a route's `validateSearch`: keeps the keys that the page knows where they hold something, and the language. */
export function pageUrlReader<const Key extends string>(
  keys: readonly Key[],
): (search: Readonly<Record<string, unknown>>) => PageUrl<Key | "lang"> {
  const known = new Set<Key | "lang">([...keys, "lang"]);
  return (search) =>
    Object.fromEntries(
      [...known].flatMap((key) => {
        const value = search[key];
        return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : [];
      }),
    ) as PageUrl<Key | "lang">;
}
