import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { loadBundledSources } from "../../data/src/sources.ts";

const MODULE = "virtual:credits";
const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)(\.|$|-)/i;
const ROOT = join(import.meta.dirname, "../..");

/** A library that the platform ships. */
interface Library {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as its package states it. */
  readonly licence: string;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

/**
 * Gives the page `virtual:credits`: the libraries that the lock file ships and the sources of the committed tables. The
 * build gets the libraries' licences in full as `licences.txt`.
 */
export function creditsPlugin(): Plugin {
  const folders = shippedFolders();
  return {
    name: "credits",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const libraries = folders.map(({ library }) => library);
      return [
        `export const LIBRARIES = ${JSON.stringify(libraries)};`,
        `export const SOURCES = ${JSON.stringify(loadBundledSources())};`,
      ].join("\n");
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "licences.txt", source: licenceTexts(folders) });
    },
    configureServer(server) {
      server.middlewares.use("/licences.txt", (_request, response) => {
        response.setHeader("content-type", "text/plain; charset=utf-8");
        response.end(licenceTexts(folders));
      });
    },
  };
}

interface ShippedFolder {
  readonly folder: string;
  readonly library: Library;
}

/** What the lock file holds for use, not for development, each version once and by name. */
function shippedFolders(): readonly ShippedFolder[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const byVersion = new Map<string, ShippedFolder>();
  for (const [folder, entry] of Object.entries(packages)) {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1];
    if (name === undefined || entry.link || entry.dev || entry.devOptional || entry.optional) continue;
    const { version = "", license: licence = "" } = entry;
    if (!byVersion.has(`${name}@${version}`)) {
      byVersion.set(`${name}@${version}`, { folder, library: { name, version, licence } });
    }
  }
  return [...byVersion.values()].sort((left, right) => (left.library.name < right.library.name ? -1 : 1));
}

/** Every library's own licence file; its SPDX name where it brings none. */
function licenceTexts(folders: readonly ShippedFolder[]): string {
  return folders
    .map(({ folder, library: { name, version, licence } }) => {
      const directory = join(ROOT, folder);
      const files = existsSync(directory)
        ? readdirSync(directory).filter((file) => LICENCE_FILE.test(file))
        : [];
      const texts = files.sort().map((file) => readFileSync(join(directory, file), "utf8").trim());
      return [`${name} ${version} (${licence})`, ...texts].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
}
