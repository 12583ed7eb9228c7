import { Button } from "@mantine/core";
import { type ByStat, STATS } from "@predictiondex/core";
import { useId, useState } from "react";
import { useForms } from "../../../api/get-forms.ts";
import { useNatures } from "../../../api/get-natures.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { Fold } from "../../../components/fold.tsx";
import { LevelField } from "../../../components/level-field.tsx";
import { SelectField } from "../../../components/list-fields.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import "../../../i18n/game/texts.ts";
import classes from "./box-dialog.module.css";
import { BoxDialog } from "./box-dialog.tsx";
import { EditMoves } from "./edit-moves.tsx";

interface EditDialogProps {
  readonly pokemon: BoxPokemon;
  readonly onSave: (pokemon: BoxPokemon) => void;
  readonly onClose: () => void;
}

/** Everything of one Pokémon of the box, to be changed and kept or left as it was. */
export function EditDialog({ pokemon, onSave, onClose }: EditDialogProps) {
  const { t, language } = useTexts();
  const id = useId();
  const form = useForms().data?.bySlug.get(pokemon.form);
  const natures = useNatures().data ?? [];
  const [draft, setDraft] = useState(pokemon);
  const change = (part: Partial<BoxPokemon>) => setDraft((before) => ({ ...before, ...part }));
  const name = pokemon.nickname ?? form?.names[language] ?? pokemon.form;
  return (
    <BoxDialog title={t("box.edit.title", { name })} onClose={onClose}>
      <div className={classes.two}>
        <div className={classes.field}>
          <label htmlFor={`${id}-nickname`}>{t("box.edit.nickname")}</label>
          <input
            id={`${id}-nickname`}
            className={classes.input}
            maxLength={30}
            autoComplete="off"
            placeholder={form?.names[language]}
            value={draft.nickname ?? ""}
            onChange={({ currentTarget: { value } }) =>
              change({ nickname: value === "" ? undefined : value })
            }
          />
        </div>
        <LevelField
          id={`${id}-level`}
          label={t("box.edit.level")}
          labels={{ up: t("box.edit.level.up"), down: t("box.edit.level.down") }}
          value={draft.level}
          onChange={(level) => change({ level })}
        />
      </div>
      <EditMoves
        form={form}
        slug={pokemon.form}
        moves={draft.moves}
        onChange={(moves) => change({ moves })}
      />
      <Fold title={t("box.edit.more")}>
        <div className={classes.more}>
          <div className={classes.two}>
            <SelectField
              label={t("box.edit.nature")}
              value={draft.nature ?? ""}
              options={[
                { value: "", text: t("box.edit.nature.none") },
                ...natures.map(({ slug, names }) => ({ value: slug, text: names[language] })),
              ]}
              onChange={(nature) => change({ nature: nature === "" ? undefined : nature })}
            />
            <NumberField
              label={t("box.edit.friendship")}
              most={255}
              value={draft.friendship}
              onChange={(friendship) => change({ friendship })}
            />
          </div>
          <StatFields
            legend={t("box.edit.ivs")}
            most={31}
            values={draft.ivs}
            onChange={(ivs) => change({ ivs })}
          />
          <StatFields
            legend={t("box.edit.avs")}
            most={200}
            values={draft.avs}
            onChange={(avs) => change({ avs })}
          />
        </div>
      </Fold>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t("box.edit.cancel")}
        </Button>
        <Button
          onClick={() => {
            onSave(draft);
            onClose();
          }}
        >
          {t("box.edit.save")}
        </Button>
      </div>
    </BoxDialog>
  );
}

interface StatFieldsProps {
  readonly legend: string;
  readonly most: number;
  readonly values: ByStat<number>;
  readonly onChange: (values: ByStat<number>) => void;
}

/** A number for each stat. */
function StatFields({ legend, most, values, onChange }: StatFieldsProps) {
  const { t } = useTexts();
  return (
    <fieldset>
      <legend className={classes.legend}>{legend}</legend>
      <div className={classes.stats}>
        {STATS.map((stat) => (
          <NumberField
            key={stat}
            label={t(`stat.${stat}`)}
            most={most}
            value={values[stat]}
            onChange={(value) => onChange({ ...values, [stat]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number from 0; a half-typed or wrong one changes nothing. */
function NumberField({ label, most, value, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={classes.input}
        type="number"
        inputMode="numeric"
        min={0}
        max={most}
        step={1}
        value={typed ?? value}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (/^\d+$/.test(text) && Number(text) <= most) onChange(Number(text));
        }}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  );
}
