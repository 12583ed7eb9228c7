import type { MoveScore, PokemonItem } from "@predictiondex/contract";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { knockOutFact } from "../answer-texts.ts";
import classes from "./move-ranking.module.css";

interface MoveSumProps {
  readonly move: MoveScore;
  /** How often it hits, or what else is to be known. */
  readonly note: string;
  readonly you: PokemonItem;
  readonly foe: PokemonItem;
  /** The opponent's full HP. */
  readonly foeHp: number;
}

/** Where a move's damage comes from. */
export function MoveSum({ move, note, you, foe, foeHp }: MoveSumProps) {
  const { t, language } = useTexts();
  if (move.damage === null) return <p className={classes.sumText}>{`${t("moves.sum.status")} (${note})`}</p>;
  const hp = t("moves.hp.of", { min: move.damage.min, max: move.damage.max, hp: foeHp });
  const knockOut = knockOutFact(t, language, move);
  const lines = [hp, [knockOut.main, knockOut.more].filter(Boolean).join(", "), note];
  if (move.move_power === 0)
    return <p className={classes.sumText}>{[t("moves.sum.own"), ...lines].join(" · ")}</p>;
  const factors = [
    t("moves.sum.power", { power: move.move_power }),
    ...(move.stab === 1
      ? []
      : [t("moves.sum.stab", { stab: formatNumber(move.stab, language), me: nameIn(language, you) })]),
    t("moves.sum.effect", {
      multiplier: formatNumber(move.type_multiplier, language),
      type: t(`type.${move.move_type_slug}`),
      foe: nameIn(language, foe),
    }),
    t("moves.sum.total", { total: formatNumber(move.effective_power, language, 0) }),
  ];
  return (
    <div className={classes.sumText}>
      <p>
        <b>{t("moves.sum")}</b> {factors.join(" ")}
      </p>
      <p>{lines.join(" · ")}</p>
    </div>
  );
}
