import type { PokemonDetail, PokemonItem } from "@predictiondex/contract";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatChance, formatNumber } from "../../../i18n/numbers.ts";
import type { MoveValue } from "../answer-texts.ts";
import classes from "./move-ranking.module.css";

interface MoveSumProps {
  readonly move: MoveValue;
  /** The move as the form has it, once its details are loaded. */
  readonly legal: PokemonDetail["moves"][number] | undefined;
  /** How often it hits, or what else is to be known. */
  readonly note: string;
  readonly you: PokemonItem;
  readonly foe: PokemonItem;
  /** The opponent's full HP. */
  readonly foeHp: number;
}

/** Where a move's damage comes from, and how often it knocks out. */
export function MoveSum({ move, legal, note, you, foe, foeHp }: MoveSumProps) {
  const { t, language } = useTexts();
  const worst = t("moves.sum.worst", { chance: formatChance(move.worst, language) });
  if (move.damage === null) {
    return (
      <div className={classes.sumText}>
        <p>{t("moves.sum.status")}</p>
        <p>{[note, worst].join(" · ")}</p>
      </div>
    );
  }
  const { min, max, koChances } = move.damage;
  const hp =
    min === max ? t("moves.hp.of.one", { min, hp: foeHp }) : t("moves.hp.of", { min, max, hp: foeHp });
  const power = legal?.power ?? 0;
  const factors = [
    t("slot.power", { power }),
    ...(move.stab === 1
      ? []
      : [t("moves.sum.stab", { stab: formatNumber(move.stab, language), me: nameIn(language, you) })]),
    ...(move.typeMultiplier === 1
      ? []
      : [
          t("moves.sum.effect", {
            multiplier: formatNumber(move.typeMultiplier, language),
            type: t(`type.${move.type}`),
            foe: nameIn(language, foe),
          }),
        ]),
    t("moves.sum.total", { total: formatNumber(power * move.stab * move.typeMultiplier, language, 0) }),
  ];
  const [one = 0, two = 0, three = 0] = koChances.map((chance) => formatChance(chance, language, true));
  return (
    <div className={classes.sumText}>
      {power === 0 ? (
        <p>{t("moves.sum.own")}</p>
      ) : (
        <p>
          <b>{t("moves.sum")}</b> {factors.join(" ")}
        </p>
      )}
      <p>{[hp, note].join(" · ")}</p>
      {max > 0 && <p>{t("moves.sum.ko", { one, two, three })}</p>}
      <p>{worst}</p>
    </div>
  );
}
