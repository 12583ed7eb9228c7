import type { PokemonResource } from "@predictiondex/contract";
import type { Forms } from "../../../api/get-forms.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { LinkedSet } from "../../../battle-link.ts";
import { EmptyDisc } from "../../../components/disc.tsx";
import { FormDisc, FormPicker } from "../../../components/form-picker.tsx";
import { LevelField } from "../../../components/level-field.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./counters.module.css";

interface OpponentCardProps {
  readonly forms: Forms | undefined;
  /** What the URL asks for. */
  readonly wanted: string | undefined;
  readonly form: PokemonResource | undefined;
  readonly set: LinkedSet | undefined;
  readonly onChange: (set: LinkedSet, replace?: boolean) => void;
}

/** The opponent: which Pokémon, its level, and its moves where the link names them. */
export function OpponentCard({ forms, wanted, form, set, onChange }: OpponentCardProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data;
  const isUnknown = forms !== undefined && wanted !== undefined && form === undefined;
  const level = set?.level ?? 50;
  const { moves: chosen, ...usual } = set ?? { pokemon: "" };
  return (
    <section className={`card ${classes.opponent}`} aria-label={t("counters.opponent")}>
      <div className={classes.who}>
        {form === undefined ? <EmptyDisc size="medium" /> : <FormDisc form={form} size="medium" />}
        <FormPicker
          id="pokemon-b"
          label={t("counters.opponent")}
          placeholder={t("counters.opponent.placeholder")}
          forms={forms}
          value={form}
          onPick={({ slug }) => onChange({ pokemon: slug, level })}
        />
      </div>
      {isUnknown && (
        <p className={classes.hint} role="alert">
          {t("counters.bad.pokemon", { value: wanted })}
        </p>
      )}
      <LevelField
        id="level-b"
        label={t("counters.level")}
        labels={{ up: t("counters.level.up"), down: t("counters.level.down") }}
        value={level}
        onChange={(value) => set !== undefined && onChange({ ...set, level: value }, true)}
      />
      {form !== undefined && (
        <div className={classes.hint}>
          {chosen === undefined ? (
            <p>{t("counters.opponent.usual")}</p>
          ) : (
            <>
              <p>
                {t("counters.opponent.moves", {
                  moves: chosen.map((slug) => moves?.bySlug.get(slug)?.names[language] ?? slug).join(", "),
                })}
              </p>
              <button type="button" onClick={() => onChange(usual)}>
                {t("counters.opponent.forget")}
              </button>
            </>
          )}
        </div>
      )}
    </section>
  );
}
