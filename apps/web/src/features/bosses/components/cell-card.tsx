import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import { useMatchup } from "../../../api/get-matchup.ts";
import type { MatrixRow } from "../../../api/get-matrix-rows.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { TrainerMember } from "../../../api/get-trainers.ts";
import { writeSide } from "../../../battle-link.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { asSetInput } from "../../../box/use-box.ts";
import { FormDisc } from "../../../components/form-picker.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance, formatRange } from "../../../i18n/numbers.ts";
import { pickOf } from "../boss-plan.ts";
import { nameOf } from "./boss-plan.tsx";
import classes from "./bosses.module.css";

interface CellCardProps {
  readonly member: BoxPokemon;
  readonly form: PokemonResource;
  readonly row: MatrixRow;
  readonly column: number;
  readonly foe: TrainerMember;
  readonly foeForm: PokemonResource;
}

/** One cell in words: the chance with its range, why, and the way to the Battle page. */
export function CellCard({ member, form, row, column, foe, foeForm }: CellCardProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data;
  const pick = pickOf(member.key, row, column);
  const matchup = useMatchup({ a: asSetInput(member), b: foe.set });
  const answer = matchup.data;
  const [p, low, high] =
    answer === undefined ? [pick.p, pick.low, pick.high] : [answer.p, answer.low, answer.high];
  const move = moves?.bySlug.get(answer?.recommended ?? pick.move)?.names[language] ?? "…";
  const chance = formatChance(p, language, (answer?.method ?? "search") === "exact" && low === high);
  const [from, to] = [Math.max(1, Math.round(low * 100)), Math.min(99, Math.round(high * 100))];
  return (
    <section className={`card ${classes.cell}`} aria-labelledby="cell-title">
      <div className={classes.duo}>
        <FormDisc form={form} size="medium" />
        <span>{t("bosses.cell.vs")}</span>
        <FormDisc form={foeForm} size="medium" />
      </div>
      <div className={classes.say} aria-live="polite">
        <h2 id="cell-title">
          {t("bosses.cell.title", { name: nameOf({ member, form }, language), move, chance })}
        </h2>
        <p>
          {from < to && `${t("bosses.cell.range", formatRange(from, to, language))} `}
          {answer === undefined
            ? (matchup.error?.message ?? t("bosses.cell.why"))
            : answer.explanation[language]}
        </p>
      </div>
      <Link
        className={classes.open}
        to="/"
        search={({ lang }: { readonly lang?: string }) => ({
          ...writeSide("a", { ...asSetInput(member), pokemon: form.slug }),
          ...writeSide("b", foe.set),
          ...(lang === undefined ? {} : { lang }),
        })}
      >
        {t("bosses.cell.open")}
      </Link>
    </section>
  );
}
