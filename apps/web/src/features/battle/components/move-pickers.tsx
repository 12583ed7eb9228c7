import { Button, Skeleton } from "@mantine/core";
import type { PokemonDetail } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { useMemo } from "react";
import { ComboBox } from "../../../components/combo-box.tsx";
import { Icon } from "../../../components/icon.tsx";
import { TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { MOVE_SLOTS } from "../battle-url.ts";
import type { Side } from "../use-battle.ts";
import classes from "./move-pickers.module.css";
import optionClasses from "./picker-option.module.css";

const SLOTS = Array.from({ length: MOVE_SLOTS }, (_, slot) => slot);

type LegalMove = PokemonDetail["moves"][number];

interface MovePickersProps {
  readonly side: Side;
  /** The opponent's moves are unknown: those named are the ones seen. */
  readonly isUnknown: boolean;
  readonly onMoves: (moves: readonly string[] | undefined) => void;
}

/** The four moves of a side: the standard set, said so, until others are chosen among the form's legal ones. */
export function MovePickers({ side, isUnknown, onMoves }: MovePickersProps) {
  const { t, language } = useTexts();
  const isYou = side.key === "a";
  const title = isYou ? t("side.moves.you") : isUnknown ? t("side.moves.seen") : t("side.moves.foe");
  const legal = useMemo(() => asLegalMoves(side.detail, language), [side.detail, language]);
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
      <div className={classes.slots}>
        {SLOTS.map((slot) => {
          if (side.detail === undefined) return <Skeleton key={slot} className={classes.skeleton} />;
          const value = legal.bySlug.get(slugs[slot] ?? "");
          const others = slugs.filter((_slug, index) => index !== slot);
          return (
            <ComboBox<LegalMove>
              key={slot}
              id={`move-${side.key}-${slot + 1}`}
              label={t(isYou ? "side.move.you" : "side.move.foe", { number: slot + 1 })}
              placeholder={t("side.move.none")}
              value={value}
              leading={value && <TypeDot type={value.type_slug} />}
              search={(query) => legal.search(query).filter(({ slug }) => !others.includes(slug))}
              keyOf={({ slug }) => slug}
              textOf={(move) => nameIn(language, move)}
              renderOption={(move) => <MoveOption move={move} />}
              onPick={({ slug }) => onMoves([...slugs.slice(0, slot), slug, ...slugs.slice(slot + 1)])}
              {...(slugs.length > (isUnknown ? 0 : 1)
                ? { clearText: t("side.move.remove"), onClear: () => onMoves(others) }
                : {})}
              align={isYou ? "start" : "end"}
            />
          );
        })}
      </div>
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

interface MoveOptionProps {
  readonly move: LegalMove;
}

function MoveOption({ move }: MoveOptionProps) {
  const { t, language } = useTexts();
  const name = nameIn(language, move);
  const otherName = nameIn(language === "fr" ? "en" : "fr", move);
  const power = move.power === null ? [] : [t("moves.sum.power", { power: move.power })];
  return (
    <>
      <TypeDot type={move.type_slug} />
      <span className={optionClasses.text}>
        {name}
        <small>
          {[...(otherName === name ? [] : [otherName]), t(`type.${move.type_slug}`), ...power].join(" · ")}
        </small>
      </span>
    </>
  );
}

function asLegalMoves(detail: PokemonDetail | undefined, language: "en" | "fr") {
  const bySlug = new Map((detail?.moves ?? []).map((move) => [move.slug, move]));
  const moves = [...bySlug.values()].sort((left, right) =>
    nameIn(language, left).localeCompare(nameIn(language, right), language),
  );
  const search = createNameSearch(
    moves.map((move) => ({ move, slug: move.slug, names: { en: move.name_en, fr: move.name_fr } })),
  );
  return { bySlug, search: (query: string) => search(query).map(({ move }) => move) };
}
