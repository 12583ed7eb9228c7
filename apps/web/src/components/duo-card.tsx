import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BattleSearch } from "../battle-link.ts";
import classes from "./duo-card.module.css";
import { FormDisc } from "./form-picker.tsx";

interface DuoCardProps {
  /** Id of the title; the link's is `${id}-open`. */
  readonly id: string;
  readonly pair: readonly [PokemonResource, PokemonResource];
  /** The word between the two. */
  readonly between: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Both sides as the Battle page's address names them. */
  readonly battle: BattleSearch;
  readonly open: string;
}

/** One match-up in words, with the way to the Battle page. */
export function DuoCard({ id, pair: [form, foe], between, title, children, battle, open }: DuoCardProps) {
  return (
    <section className={`card ${classes.card}`} aria-labelledby={id}>
      <div className={classes.duo}>
        <FormDisc form={form} size="medium" />
        <span>{between}</span>
        <FormDisc form={foe} size="medium" />
      </div>
      <div className={classes.say} aria-live="polite">
        <h2 id={id}>{title}</h2>
        <p>{children}</p>
      </div>
      <Link
        id={`${id}-open`}
        className={classes.open}
        to="/"
        search={({ lang }: { readonly lang?: string }) => ({
          ...battle,
          ...(lang === undefined ? {} : { lang }),
        })}
      >
        {open}
      </Link>
    </section>
  );
}
