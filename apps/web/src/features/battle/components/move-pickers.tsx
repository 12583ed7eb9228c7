import { Button } from "@mantine/core";
import type { PokemonDetail } from "@predictiondex/contract";
import { useMemo } from "react";
import { Icon } from "../../../components/icon.tsx";
import { MoveSlots, type SlotMove } from "../../../components/move-slots.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import type { Side } from "../use-battle.ts";
import classes from "./move-pickers.module.css";

interface MovePickersProps {
  readonly side: Side;
  /** The opponent's moves are unknown: those named are the ones seen. */
  readonly isUnknown: boolean;
  readonly onMoves: (moves: readonly string[] | undefined) => void;
}

/** The four moves of a side: the standard set, said so, until others are chosen among the form's legal ones. */
export function MovePickers({ side, isUnknown, onMoves }: MovePickersProps) {
  const { t } = useTexts();
  const isYou = side.key === "a";
  const title = isYou ? t("side.moves.you") : isUnknown ? t("side.moves.seen") : t("side.moves.foe");
  const legal = useMemo(() => side.detail && asLegalMoves(side.detail), [side.detail]);
  if (side.form === undefined && side.wanted === undefined)
    return <p className={classes.hint}>{t("side.first")}</p>;
  const slugs = side.chosenMoves ?? (isUnknown ? [] : (side.detail?.standard_moves ?? []));
  const isStandard = side.chosenMoves === undefined;
  return (
    <fieldset className={classes.moves}>
      <legend>
        {title}{" "}
        {!isUnknown && (
          <span className={classes.tag}>
            {isStandard ? t("side.moves.standard") : t("side.moves.chosen")}
          </span>
        )}
      </legend>
      <MoveSlots
        id={`move-${side.key}`}
        labelOf={(number) => t(isYou ? "side.move.you" : "side.move.foe", { number })}
        legal={legal}
        moves={slugs}
        least={isUnknown ? 0 : 1}
        onChange={onMoves}
        alignOf={() => (isYou ? "start" : "end")}
        className={classes.slots}
      />
      {isStandard ? (
        <p className={classes.hint}>
          {isYou
            ? t("side.moves.standard.you")
            : isUnknown
              ? t("side.moves.seen.hint")
              : t("side.moves.standard.foe")}
        </p>
      ) : (
        <Button
          className={classes.reset}
          variant="default"
          leftSection={<Icon name="retry" />}
          onClick={() => onMoves(undefined)}
        >
          {isUnknown ? t("side.moves.seen.reset") : t("side.moves.reset")}
        </Button>
      )}
    </fieldset>
  );
}

function asLegalMoves(detail: PokemonDetail): readonly SlotMove[] {
  const bySlug = new Map(detail.moves.map((move) => [move.slug, move]));
  return [...bySlug.values()].map(({ slug, name_en: en, name_fr: fr, type_slug: type, power }) => ({
    ...{ slug, names: { en, fr }, type, power },
  }));
}
