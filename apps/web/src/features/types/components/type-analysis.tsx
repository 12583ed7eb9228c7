import { TYPES, type Type } from "@predictiondex/core";
import type { Forms } from "../../../api/get-forms.ts";
import { type Chart, multiplierOf } from "../../../api/get-type-chart.ts";
import { PokemonLink } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { SelectField } from "../../../components/list-fields.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./type-analysis.module.css";

const STEPS = [4, 2, 0.5, 0.25, 0] as const;

interface TypeAnalysisProps {
  readonly chart: Chart;
  readonly forms: Forms | undefined;
  /** One or two types. */
  readonly types: readonly Type[];
  readonly onTypes: (types: readonly Type[]) => void;
}

/** What one or two types mean: what hurts them, and what each hits. */
export function TypeAnalysis({ chart, forms, types, onTypes }: TypeAnalysisProps) {
  const { t, language } = useTexts();
  const [first = "water", second] = types;
  const both = second === undefined ? [first] : [first, second];
  const owners = forms?.all.filter(
    (form) => form.types.length === both.length && both.every((type) => form.types.includes(type)),
  );
  const choices = TYPES.map((type) => ({ value: type, text: t(`type.${type}`) }));
  return (
    <>
      <div className={classes.fields}>
        <SelectField
          label={t("types.first")}
          value={first}
          options={choices}
          onChange={(type) => onTypes(second === undefined || second === type ? [type] : [type, second])}
        />
        <SelectField<Type | "">
          label={t("types.second")}
          value={second ?? ""}
          options={[{ value: "", text: t("types.none") }, ...choices.filter(({ value }) => value !== first)]}
          onChange={(type) => onTypes(type === "" ? [first] : [first, type])}
        />
      </div>
      <div className={classes.columns}>
        <Direction title={t("types.defends")} multiplierOf={(other) => multiplierOf(chart, other, both)} />
        {both.map((type) => (
          <Direction
            key={type}
            title={t("types.attacks", { type: t(`type.${type}`) })}
            multiplierOf={(other) => chart[type][other]}
          />
        ))}
      </div>
      <div className={classes.owners}>
        <h3>{t("types.owners")}</h3>
        {owners?.length === 0 && <p className={shared.quiet}>{t("types.owners.none")}</p>}
        <ul className={classes.links}>
          {owners?.map((form) => (
            <li key={form.slug}>
              <PokemonLink slug={form.slug}>{form.names[language]}</PokemonLink>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

interface DirectionProps {
  readonly title: string;
  readonly multiplierOf: (other: Type) => number;
}

function Direction({ title, multiplierOf }: DirectionProps) {
  const { t } = useTexts();
  return (
    <div>
      <h3>{title}</h3>
      {STEPS.map((step) => {
        const types = TYPES.filter((type) => multiplierOf(type) === step);
        if (types.length === 0) return null;
        return (
          <div key={step} className={classes.group}>
            <h4>{t(`types.by.${step}`)}</h4>
            <ul className={shared.chips}>
              {types.map((type) => (
                <li key={type}>
                  <TypeChip type={type} multiplier={step} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <p className={shared.note}>{t("types.neutral")}</p>
    </div>
  );
}
