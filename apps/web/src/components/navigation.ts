import type { LinkProps } from "@tanstack/react-router";
import type { SharedTextKey } from "../i18n/en.ts";

/** A page of the navigation. */
export interface NavigationEntry {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly text: Extract<SharedTextKey, `nav.${string}`>;
}

/** The pages in the order of the navigation; a page's route in `router.tsx` comes first, then its line here. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: "/", text: "nav.battle" },
  { to: "/counters", text: "nav.counters" },
  { to: "/bosses", text: "nav.bosses" },
  { to: "/pokedex", text: "nav.pokedex" },
  { to: "/moves", text: "nav.moves" },
  { to: "/types", text: "nav.types" },
  { to: "/matrix", text: "nav.matrix" },
  { to: "/quiz", text: "nav.quiz" },
  { to: "/sure", text: "nav.sure" },
];

/** The pages that only the foot of the page names. */
export const FOOT_NAVIGATION: readonly NavigationEntry[] = [{ to: "/credits", text: "nav.credits" }];
