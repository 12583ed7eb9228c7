import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { DuoCard } from "../../../components/duo-card.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { rangeText } from "../../../i18n/range-text.ts";
import type { RosterMatrix } from "../roster-matrix.ts";

interface PairCardProps {
  readonly matrix: RosterMatrix;
  readonly order: readonly number[];
  readonly row: number;
  readonly column: number;
}

/** The chosen pair in words, and the way to the Battle page. */
export function PairCard({ matrix, order, row, column }: PairCardProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data;
  const [place, foePlace] = [order[row]!, order[column]!];
  const [form, foe] = [matrix.forms[place]!, matrix.forms[foePlace]!];
  const { p, low, high, best, method } = matrix.pair(place, foePlace);
  const [name, foeName] = [form.names[language], foe.names[language]];
  const range = rangeText(t, language, { low, high });
  const move = moves?.bySlug.get(matrix.moves[place]![best] ?? "")?.names[language] ?? "…";
  const rank = 1 + matrix.strength.filter((strength) => strength > matrix.strength[place]!).length;
  return (
    <DuoCard
      id="matrix-pair"
      pair={[form, foe]}
      between={t("matrix.vs")}
      title={
        place === foePlace
          ? t("matrix.pair.same", { name })
          : t("matrix.pair", { name, foe: foeName, chance: formatChance(p, language, method === "exact") })
      }
      battle={{ a: form.slug, b: foe.slug }}
      open={t("matrix.open")}
    >
      {place !== foePlace && range !== undefined && `${t("matrix.pair.range", { range })} `}
      {place !== foePlace && `${t("matrix.pair.move", { move })} `}
      {t("matrix.pair.rank", {
        ...{ name, rank, total: matrix.forms.length },
        ...{ ahead: matrix.ahead[place]!, others: matrix.forms.length - 1 },
      })}
    </DuoCard>
  );
}
