import type { Forms } from "../../../api/get-forms.ts";
import { FormDisc } from "../../../components/form-picker.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./counters.module.css";

/** Opponents to try, as slugs. */
const EXAMPLES = ["onix", "starmie", "dragonite", "mewtwo"];

interface CountersEmptyProps {
  readonly forms: Forms;
  readonly onPick: (slug: string) => void;
}

/** What to do first, and opponents to try. */
export function CountersEmpty({ forms, onPick }: CountersEmptyProps) {
  const { t, language } = useTexts();
  return (
    <div className={classes.quiet}>
      <h2>{t("counters.empty.title")}</h2>
      <p>{t("counters.empty")}</p>
      <h3>{t("counters.empty.try")}</h3>
      <ul className={classes.examples}>
        {EXAMPLES.flatMap((slug) => forms.bySlug.get(slug) ?? []).map((form) => (
          <li key={form.slug}>
            <button type="button" onClick={() => onPick(form.slug)}>
              <FormDisc form={form} size="small" />
              {form.names[language]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
