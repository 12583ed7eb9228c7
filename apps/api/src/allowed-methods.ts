import type { FastifyInstance } from "fastify";

/** Collects the routes from now on; gives the methods that a path has, none for an unknown path. */
export function createAllowedMethods(app: FastifyInstance): (path: string) => readonly string[] {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    const known = routes.get(url) ?? { pattern: toPattern(url), methods: new Set() };
    for (const one of [method].flat()) known.methods.add(one);
    routes.set(url, known);
  });
  return (path) => [
    ...new Set([...routes.values()].filter((r) => r.pattern.test(path)).flatMap((r) => [...r.methods])),
  ];
}

function toPattern(url: string): RegExp {
  const parts = url
    .replace(/\/$/, "")
    .split("/")
    .map((part) => part.replaceAll(".", "\\.").replace(/^:\w+/, "[^/]+"));
  return new RegExp(`^${parts.join("/")}/?$`);
}
