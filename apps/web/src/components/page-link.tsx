import { Link } from "@tanstack/react-router";
import type { MouseEventHandler, ReactNode } from "react";
import type { NavigationEntry } from "./navigation.ts";

interface PageLinkProps {
  readonly to: NavigationEntry["to"];
  readonly className?: string | undefined;
  readonly onClick?: MouseEventHandler;
  readonly children: ReactNode;
}

/** A link to another page that keeps the language and nothing else of this one's state. */
export function PageLink({ to, className, onClick, children }: PageLinkProps) {
  return (
    <Link
      className={className}
      to={to}
      search={({ lang }: { readonly lang?: string }) => (lang === undefined ? {} : { lang })}
      activeOptions={{ exact: to === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
