import type { PokemonResource } from "@predictiondex/contract";
import type { Forms } from "../api/get-forms.ts";
import { useTexts } from "../i18n/i18n.ts";
import { ComboBox } from "./combo-box.tsx";
import { Disc } from "./disc.tsx";
import { OptionText } from "./option-text.tsx";

interface FormPickerProps {
  readonly id: string;
  readonly label: string;
  /** Undefined while they load. */
  readonly forms: Forms | undefined;
  readonly value: PokemonResource | undefined;
  readonly onPick: (form: PokemonResource) => void;
  readonly placeholder?: string;
  readonly align?: "start" | "end";
}

const NOTHING = () => [];

/** The field that finds a form by its name in either language or by number. */
export function FormPicker({ id, label, forms, value, onPick, placeholder, align }: FormPickerProps) {
  const { language } = useTexts();
  return (
    <ComboBox<PokemonResource>
      id={id}
      label={label}
      value={value}
      search={forms?.search ?? NOTHING}
      keyOf={({ slug }) => slug}
      textOf={({ names }) => names[language]}
      renderOption={(form) => <FormOption form={form} />}
      onPick={onPick}
      isLoading={forms === undefined}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(align === undefined ? {} : { align })}
    />
  );
}

interface FormDiscProps {
  readonly form: PokemonResource;
  readonly size: "small" | "medium" | "large";
}

/** A form's disc, by the species' name in the page's language. */
export function FormDisc({ form, size }: FormDiscProps) {
  const { language } = useTexts();
  return (
    <Disc
      name={form.species.names[language]}
      types={form.types.map((slug) => ({ slug }))}
      kind={form.kind}
      size={size}
    />
  );
}

interface FormOptionProps {
  readonly form: PokemonResource;
}

function FormOption({ form }: FormOptionProps) {
  const { t, language } = useTexts();
  const name = form.names[language];
  const otherName = form.names[language === "fr" ? "en" : "fr"];
  const number = `#${String(form.species.pokedexNumber).padStart(3, "0")}`;
  const types = form.types.map((type) => t(`type.${type}`)).join(" / ");
  return (
    <>
      <FormDisc form={form} size="small" />
      <OptionText name={name} details={[number, otherName, types]} />
    </>
  );
}
