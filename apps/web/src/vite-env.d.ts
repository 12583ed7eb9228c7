/// <reference types="vite/client" />

/** Made by `credits-plugin.ts` at build time. */
declare module "virtual:credits" {
  /** Libraries that the platform ships, by name; `licence` is an SPDX expression. */
  export const LIBRARIES: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
  }[];
  /** Where the committed tables come from: `data/sources.csv`. */
  export const SOURCES: readonly {
    readonly slug: string;
    readonly name: string;
    readonly url: string;
    readonly revision: string;
    readonly licence: string;
    readonly covers: string;
  }[];
}
