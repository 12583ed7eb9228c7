import { Button } from "@mantine/core";
import type { Forms } from "../../../api/get-forms.ts";
import { newMember } from "../../../box/new-member.ts";
import { useBox } from "../../../box/use-box.ts";
import { FormDisc } from "../../../components/form-picker.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./bosses.module.css";

/** A team to try the page with. */
const EXAMPLES = ["pikachu-starter", "starmie", "machamp", "venusaur", "arcanine", "snorlax"];

interface BossEmptyProps {
  readonly forms: Forms;
}

/** What to do first: nothing can be planned without the player's Pokémon. */
export function BossEmpty({ forms }: BossEmptyProps) {
  const { t } = useTexts();
  const box = useBox();
  const examples = EXAMPLES.flatMap((slug) => forms.bySlug.get(slug) ?? []);
  return (
    <section className={classes.empty} aria-labelledby="empty-title">
      <h2 id="empty-title">{t("bosses.empty.title")}</h2>
      <p>{t("bosses.empty")}</p>
      <div className={classes.examples}>
        {examples.map((form) => (
          <FormDisc key={form.slug} form={form} size="medium" />
        ))}
        <Button variant="default" onClick={() => box.add(examples.map(newMember))}>
          {t("bosses.empty.try")}
        </Button>
      </div>
    </section>
  );
}
