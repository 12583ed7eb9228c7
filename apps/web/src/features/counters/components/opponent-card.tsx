import type { PokemonResource } from "@predictiondex/contract";
import type { Forms } from "../../../api/get-forms.ts";
import { useLegalMoves } from "../../../api/get-legal-moves.ts";
import type { LinkedSet } from "../../../battle-link.ts";
import { EmptyDisc } from "../../../components/disc.tsx";
import { FormDisc, FormPicker } from "../../../components/form-picker.tsx";
import { LevelField } from "../../../components/level-field.tsx";
import { MoveSlots } from "../../../components/move-slots.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./counters.module.css";
import { FoldedOnPhone } from "./folded-on-phone.tsx";

interface OpponentCardProps {
  readonly forms: Forms | undefined;
  /** What the URL asks for. */
  readonly wanted: string | undefined;
  readonly form: PokemonResource | undefined;
  readonly set: LinkedSet | undefined;
  readonly onChange: (set: LinkedSet, replace?: boolean) => void;
}

/** The opponent: which Pokémon, its level, and its moves, the usual ones until others are chosen. */
export function OpponentCard({ forms, wanted, form, set, onChange }: OpponentCardProps) {
  const { t } = useTexts();
  const isUnknown = forms !== undefined && wanted !== undefined && form === undefined;
  const level = set?.level ?? 50;
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
      {form !== undefined && set !== undefined && (
        <OpponentMoves key={form.slug} form={form} set={set} onChange={onChange} />
      )}
    </section>
  );
}

interface OpponentMovesProps {
  readonly form: PokemonResource;
  readonly set: LinkedSet;
  readonly onChange: (set: LinkedSet, replace?: boolean) => void;
}

function OpponentMoves({ form, set: { moves: chosen, ...usual }, onChange }: OpponentMovesProps) {
  const { t, language } = useTexts();
  const legal = useLegalMoves(form.slug);
  const { standardMoves } = form;
  const setMoves = (moves: readonly string[]) => {
    const isUsual =
      moves.length === standardMoves.length && moves.every((slug) => standardMoves.includes(slug));
    onChange(isUsual ? usual : { ...usual, moves: [...moves] });
  };
  const title = t("counters.opponent.moves");
  const names = (chosen ?? standardMoves).map(
    (slug) => legal?.find((move) => move.slug === slug)?.names[language] ?? "…",
  );
  return (
    <FoldedOnPhone title={title} note={names.join(", ")}>
      <fieldset className={classes.moves}>
        <legend>{title}</legend>
        <MoveSlots
          id="move-b"
          labelOf={(number) => t("counters.opponent.move", { number })}
          legal={legal}
          moves={chosen ?? standardMoves}
          least={1}
          onChange={setMoves}
        />
        <div className={classes.hint}>
          {chosen === undefined ? (
            <p>{t("counters.opponent.usual")}</p>
          ) : (
            <button type="button" onClick={() => onChange(usual)}>
              {t("counters.opponent.forget")}
            </button>
          )}
        </div>
      </fieldset>
    </FoldedOnPhone>
  );
}
