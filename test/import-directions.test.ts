import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const PREFIX = "@predictiondex/";

/** What each workspace may import of the others. A new arrow is a design change: say so in the commit that draws it. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  battle: ["core"],
  ml: ["battle", "core"],
  db: ["core"],
  contract: ["core"],
  answers: ["battle", "contract", "core", "ml"],
  data: ["core"],
  etl: ["core", "data", "db"],
  "ml-builder": ["battle", "core", "db", "ml"],
  api: ["answers", "battle", "contract", "core", "db", "ml"],
  web: ["answers", "battle", "contract", "core", "ml"],
  cli: ["api", "battle", "contract", "core", "data", "db", "etl", "ml", "ml-builder"],
};

const workspaces = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")).workspaces as string[]).map(
  (folder) => ({ folder, manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) }),
);
const nameOf = (workspace: (typeof workspaces)[number]): string =>
  workspace.manifest.name.slice(PREFIX.length);

describe("the direction of imports", () => {
  it.each(workspaces.map((workspace) => [nameOf(workspace), workspace] as const))(
    "%s depends only on what the house allows it",
    (name, { manifest }) => {
      const own = Object.keys(manifest.dependencies ?? {}).filter((dependency) =>
        dependency.startsWith(PREFIX),
      );
      const allowed = ARROWS[name];
      expect(allowed, `${name} has no entry in ARROWS`).toBeDefined();
      for (const dependency of own) expect(allowed).toContain(dependency.slice(PREFIX.length));
    },
  );

  it.each(workspaces.map((workspace) => [nameOf(workspace), workspace] as const))(
    "%s's sources import only what its package.json lists",
    (_, { folder, manifest }) => {
      const listed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      for (const file of globSync(`${folder}/src/**/*.{ts,tsx}`, { cwd: root })) {
        const source = readFileSync(join(root, file), "utf8");
        for (const [, imported] of source.matchAll(/from "(@predictiondex\/[^/"]+)/g)) {
          expect(listed, `${file} imports ${imported}`).toContain(imported);
        }
        for (const [, relative] of source.matchAll(/from "(\.[^"]+)"/g)) {
          const target = join(root, dirname(file), relative!);
          expect(target.startsWith(join(root, folder)), `${file} leaves its workspace: ${relative}`).toBe(
            true,
          );
          expect(existsSync(target.replace(/\?.*$/, "")), `${file} imports ${relative}`).toBe(true);
        }
      }
    },
  );

  it("starts apps from cli alone", () => {
    const apps = workspaces.filter(({ folder }) => folder.startsWith("apps/")).map(nameOf);
    for (const workspace of workspaces.filter((one) => nameOf(one) !== "cli")) {
      for (const app of apps) {
        expect(Object.keys(workspace.manifest.dependencies ?? {})).not.toContain(PREFIX + app);
      }
    }
  });
});
