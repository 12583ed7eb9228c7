import type { PokemonResource } from "@predictiondex/contract";
import { useMatchup } from "../../../api/get-matchup.ts";
import type { MatrixRow } from "../../../api/get-matrix-rows.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { TrainerMember } from "../../../api/get-trainers.ts";
import { writeSide } from "../../../battle-link.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { asSetInput } from "../../../box/use-box.ts";
import { DuoCard } from "../../../components/duo-card.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { rangeText } from "../../../i18n/range-text.ts";
import { pickOf } from "../boss-plan.ts";
import { nameOf } from "./boss-plan.tsx";

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
  const range = rangeText(t, language, { low, high });
  return (
    <DuoCard
      id="cell-title"
      pair={[form, foeForm]}
      between={t("bosses.cell.vs")}
      title={t("bosses.cell.title", { name: nameOf({ member, form }, language), move, chance })}
      battle={{
        ...writeSide("a", { ...asSetInput(member), pokemon: form.slug }),
        ...writeSide("b", foe.set),
      }}
      open={t("bosses.cell.open")}
    >
      {range !== undefined && `${t("bosses.cell.range", { range })} `}
      {answer === undefined ? (matchup.error?.message ?? t("bosses.cell.why")) : answer.explanation[language]}
    </DuoCard>
  );
}
