type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const PREFIX = "#/components/schemas/";

/**
 * The OpenAPI document without what the generator adds for nobody: schemas that no route refers to, the suffix `Input`
 * where the schema serves requests alone, the bounds of JavaScript's whole numbers, a default text.
 */
export function tidyDocument<T extends object>(document: T): T {
  const { components, ...rest } = withoutIntegerBounds(document as Json) as {
    readonly components: { readonly schemas: Readonly<Record<string, Json>> };
  };
  const used = new Set<string>();
  const visit = (value: Json): void => {
    for (const name of references(value)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(components.schemas[name] ?? null);
    }
  };
  visit(rest as Json);
  const schemas = Object.fromEntries(Object.entries(components.schemas).filter(([name]) => used.has(name)));
  let text = JSON.stringify({ ...rest, components: { ...components, schemas } }).replaceAll(
    '"Default Response"',
    '"What was asked for."',
  );
  for (const name of used) {
    const plain = name.replace(/Input$/, "");
    if (plain === name || used.has(plain)) continue;
    text = text
      .replaceAll(`"${PREFIX}${name}"`, `"${PREFIX}${plain}"`)
      .replace(`"${name}":{`, `"${plain}":{`);
  }
  return JSON.parse(text) as T;
}

function references(value: Json): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
}

function withoutIntegerBounds(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutIntegerBounds);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== Number.MAX_SAFE_INTEGER && item !== Number.MIN_SAFE_INTEGER)
    .map(([key, item]) => [key, withoutIntegerBounds(item)] as const);
  return Object.fromEntries(entries);
}
