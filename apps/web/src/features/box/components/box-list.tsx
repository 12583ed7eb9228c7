import type { Forms } from "../../../api/get-forms.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { EmptyDisc } from "../../../components/disc.tsx";
import { FormDisc } from "../../../components/form-picker.tsx";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./box-list.module.css";

interface BoxListProps {
  readonly pokemon: readonly BoxPokemon[];
  readonly forms: Forms | undefined;
  readonly nameOf: (pokemon: BoxPokemon) => string;
  readonly onEdit: (pokemon: BoxPokemon) => void;
  readonly onRemove: (pokemon: BoxPokemon) => void;
}

/** The Pokémon of the box with level and moves, each to be changed or taken out. */
export function BoxList({ pokemon, forms, nameOf, onEdit, onRemove }: BoxListProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data;
  return (
    <ul className={classes.list}>
      {pokemon.map((each) => {
        const form = forms?.bySlug.get(each.form);
        const name = nameOf(each);
        return (
          <li key={each.key}>
            {form === undefined ? <EmptyDisc size="small" /> : <FormDisc form={form} size="small" />}
            <span className={classes.text}>
              <b>{name}</b> <span className={classes.level}>{t("box.level", { level: each.level })}</span>
              <small>
                {forms !== undefined && form === undefined
                  ? t("box.unknown", { slug: each.form })
                  : each.moves.map((slug) => moves?.bySlug.get(slug)?.names[language] ?? "…").join(", ")}
              </small>
            </span>
            <button type="button" aria-label={t("box.edit", { name })} onClick={() => onEdit(each)}>
              <Icon name="edit" />
            </button>
            <button type="button" aria-label={t("box.remove", { name })} onClick={() => onRemove(each)}>
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
