import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** For a link's `search`: keeps the language and nothing else of this page's state. */
export function keepLanguage({ lang }: { readonly lang?: string }): { readonly lang?: string } {
  return lang === undefined ? {} : { lang };
}

interface FactLinkProps {
  /** Slug of the form or move. */
  readonly slug: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A link to a form's page. */
export function PokemonLink({ slug, className, children }: FactLinkProps) {
  return (
    <Link className={className} to="/pokedex/$slug" params={{ slug }} search={keepLanguage}>
      {children}
    </Link>
  );
}

/** A link to a move's page. */
export function MoveLink({ slug, className, children }: FactLinkProps) {
  return (
    <Link className={className} to="/moves/$slug" params={{ slug }} search={keepLanguage}>
      {children}
    </Link>
  );
}
