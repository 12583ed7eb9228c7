import { createNameSearch, type Type, type UiLanguage } from "@predictiondex/core";
import { useMemo } from "react";
import { useTexts } from "../i18n/i18n.ts";
import { ComboBox } from "./combo-box.tsx";
import classes from "./move-slots.module.css";
import { OptionText } from "./option-text.tsx";
import { Skeleton } from "./skeleton.tsx";
import { TypeDot } from "./type-chip.tsx";

const SLOTS = [0, 1, 2, 3];

/** A move that a slot can hold. */
export interface SlotMove {
  readonly slug: string;
  readonly names: Readonly<Record<UiLanguage, string>>;
  readonly type: Type;
  readonly power: number | null;
}

interface MoveSlotsProps {
  /** Begins the ids of the four fields. */
  readonly id: string;
  /** Name of a field, by its number from 1. */
  readonly labelOf: (number: number) => string;
  /** Every move that may be chosen; undefined while they load. Keep the array, it is searched. */
  readonly legal: readonly SlotMove[] | undefined;
  /** Slugs of the moves in the slots. */
  readonly moves: readonly string[];
  /** How many moves have to stay. */
  readonly least: 0 | 1;
  readonly onChange: (moves: readonly string[]) => void;
  /** The list's edge that lines up with the field's, by slot from 0. */
  readonly alignOf?: (slot: number) => "start" | "end";
  readonly className?: string | undefined;
}

/** Four fields for the moves of a Pokémon, each with its list to pick from. */
export function MoveSlots({
  id,
  labelOf,
  legal,
  moves,
  least,
  onChange,
  alignOf,
  className,
}: MoveSlotsProps) {
  const { t, language } = useTexts();
  const search = useMemo(() => searchIn(legal ?? [], language), [legal, language]);
  return (
    <div className={[classes.slots, className].join(" ")}>
      {SLOTS.map((slot) => {
        if (legal === undefined) return <Skeleton key={slot} className={classes.skeleton} />;
        const value = legal.find(({ slug }) => slug === moves[slot]);
        const others = moves.filter((_slug, index) => index !== slot);
        return (
          <ComboBox<SlotMove>
            key={slot}
            id={`${id}-${slot + 1}`}
            label={labelOf(slot + 1)}
            placeholder={t("slot.none")}
            value={value}
            leading={value && <TypeDot type={value.type} />}
            search={(query) => search(query).filter(({ slug }) => !others.includes(slug))}
            keyOf={({ slug }) => slug}
            textOf={({ names }) => names[language]}
            renderOption={(move) => <MoveOption move={move} />}
            onPick={({ slug }) => onChange([...moves.slice(0, slot), slug, ...moves.slice(slot + 1)])}
            {...(moves.length > least
              ? { clearText: t("slot.remove"), onClear: () => onChange(others) }
              : {})}
            align={alignOf?.(slot) ?? "start"}
          />
        );
      })}
    </div>
  );
}

/** The search over moves in their alphabet's order; put in order when first asked, as most lists are never opened. */
function searchIn(moves: readonly SlotMove[], language: UiLanguage): (query: string) => readonly SlotMove[] {
  let search: ((query: string) => readonly SlotMove[]) | undefined;
  const inOrder = () => {
    const { compare } = new Intl.Collator(language);
    return moves.toSorted((left, right) => compare(left.names[language], right.names[language]));
  };
  return (query) => {
    search ??= createNameSearch(inOrder());
    return search(query);
  };
}

interface MoveOptionProps {
  readonly move: SlotMove;
}

function MoveOption({ move: { names, type, power } }: MoveOptionProps) {
  const { t, language } = useTexts();
  return (
    <>
      <TypeDot type={type} />
      <OptionText
        name={names[language]}
        details={[
          names[language === "fr" ? "en" : "fr"],
          t(`type.${type}`),
          ...(power === null ? [] : [t("slot.power", { power })]),
        ]}
      />
    </>
  );
}
