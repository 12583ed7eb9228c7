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
  if (move.damage === null) {
    return (
      <div className={classes.sumText}>
        <p>{t("moves.sum.status")}</p>
        <p>{note}</p>
      </div>
    );
  }
  const { min, max } = move.damage;
  const hp =
    min === max ? t("moves.hp.of.one", { min, hp: foeHp }) : t("moves.hp.of", { min, max, hp: foeHp });
  const knockOut = knockOutFact(t, language, move);
  const factors = [
    t("moves.sum.power", { power: move.move_power }),
    ...(move.stab === 1
      ? []
      : [t("moves.sum.stab", { stab: formatNumber(move.stab, language), me: nameIn(language, you) })]),
    ...(move.type_multiplier === 1
      ? []
      : [
          t("moves.sum.effect", {
            multiplier: formatNumber(move.type_multiplier, language),
            type: t(`type.${move.move_type_slug}`),
            foe: nameIn(language, foe),
          }),
        ]),
    t("moves.sum.total", { total: formatNumber(move.effective_power, language, 0) }),
  ];
  return (
    <div className={classes.sumText}>
      {move.move_power === 0 ? (
        <p>{t("moves.sum.own")}</p>
      ) : (
        <p>
          <b>{t("moves.sum")}</b> {factors.join(" ")}
        </p>
      )}
      <p>{[hp, [knockOut.main, knockOut.more].filter(Boolean).join(", "), note].join(" · ")}</p>
    </div>
  );
}
