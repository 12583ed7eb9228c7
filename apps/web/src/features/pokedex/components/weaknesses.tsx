import type { PokemonResource } from "@predictiondex/contract";
import { TYPES, type Type } from "@predictiondex/core";
import { Link } from "@tanstack/react-router";
import shared from "../../../components/facts-page.module.css";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./weaknesses.module.css";

interface WeaknessesProps {
  readonly form: PokemonResource;
}

/** What each attacking type does to it, the strongest first; normal damage is left out. */
export function Weaknesses({ form }: WeaknessesProps) {
  const { t } = useTexts();
  const types = TYPES.toSorted((left, right) => form.weaknesses[right] - form.weaknesses[left]);
  const groups = {
    more: types.filter((type) => form.weaknesses[type] > 1),
    less: types.filter((type) => form.weaknesses[type] < 1 && form.weaknesses[type] > 0).toReversed(),
    none: types.filter((type) => form.weaknesses[type] === 0),
  };
  return (
    <section className="card" aria-labelledby="hurts">
      <h2 id="hurts">{t("pokedex.hurts")}</h2>
      {(["more", "less", "none"] as const).map(
        (group) =>
          groups[group].length > 0 && (
            <Group key={group} title={t(`pokedex.hurts.${group}`)} types={groups[group]} form={form} />
          ),
      )}
      <p className={shared.note}>{t("pokedex.hurts.rest")}</p>
      <p className={classes.link}>
        <Link
          to="/types"
          search={({ lang }: { readonly lang?: string }) => ({
            on: form.types.join(","),
            ...(lang === undefined ? {} : { lang }),
          })}
        >
          {t("pokedex.hurts.link")}
        </Link>
      </p>
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly types: readonly Type[];
  readonly form: PokemonResource;
}

function Group({ title, types, form }: GroupProps) {
  return (
    <div className={classes.group}>
      <h3>{title}</h3>
      <ul className={shared.chips}>
        {types.map((type) => (
          <li key={type}>
            <TypeChip type={type} multiplier={form.weaknesses[type]} />
          </li>
        ))}
      </ul>
    </div>
  );
}
