import type { PokemonItem } from "@predictiondex/contract";
import type { Roster } from "../../../api/get-roster.ts";
import { ComboBox } from "../../../components/combo-box.tsx";
import { Disc } from "../../../components/disc.tsx";
import { OptionText } from "../../../components/option-text.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import type { Side } from "../use-battle.ts";

interface PokemonPickerProps {
  readonly side: Side;
  readonly roster: Roster | undefined;
  readonly onPick: (form: PokemonItem) => void;
}

const NOTHING = () => [];

/** The field that finds a Pokémon by name in either language or by number. */
export function PokemonPicker({ side, roster, onPick }: PokemonPickerProps) {
  const { t, language } = useTexts();
  const isYou = side.key === "a";
  return (
    <ComboBox
      id={`pokemon-${side.key}`}
      label={isYou ? t("side.pokemon.you") : t("side.pokemon.foe")}
      placeholder={side.wanted ?? t("side.pokemon.placeholder")}
      value={side.form}
      search={roster?.search ?? NOTHING}
      keyOf={({ slug }) => slug}
      textOf={(option) => nameIn(language, option)}
      renderOption={(option) => <PokemonOption form={option} />}
      onPick={onPick}
      isNarrow
      align={isYou ? "start" : "end"}
      isLoading={roster === undefined}
    />
  );
}

interface PokemonOptionProps {
  readonly form: PokemonItem;
}

function PokemonOption({ form }: PokemonOptionProps) {
  const { t, language } = useTexts();
  const otherName = nameIn(language === "fr" ? "en" : "fr", form);
  const number = `#${String(form.species.pokedex_number).padStart(3, "0")}`;
  const types = form.types.map(({ slug }) => t(`type.${slug}`)).join(" / ");
  const name = nameIn(language, form);
  return (
    <>
      <Disc
        name={nameIn(language, form.base_species)}
        types={form.types}
        kind={form.form.name}
        size="small"
      />
      <OptionText name={name} details={[number, otherName, types]} />
    </>
  );
}
