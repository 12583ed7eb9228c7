import { Button } from "@mantine/core";
import type { MoveResource, PokemonResource } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { useMemo } from "react";
import { useLearnset } from "../../../api/get-learnset.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { ComboBox } from "../../../components/combo-box.tsx";
import { TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./box-dialog.module.css";

const SLOTS = [0, 1, 2, 3];

interface EditMovesProps {
  readonly form: PokemonResource | undefined;
  /** Slug of the form. */
  readonly slug: string;
  readonly moves: readonly string[];
  readonly onChange: (moves: readonly string[]) => void;
}

/** The four moves of a Pokémon, from those that its form can have. */
export function EditMoves({ form, slug, moves, onChange }: EditMovesProps) {
  const { t, language } = useTexts();
  const facts = useMoveFacts().data;
  const learnset = useLearnset(slug).data;
  const legal = useMemo(() => {
    const slugs = new Set(learnset?.map(({ move }) => move));
    const all = [...slugs].flatMap((each) => facts?.bySlug.get(each) ?? []);
    const inOrder = all.sort((left, right) =>
      left.names[language].localeCompare(right.names[language], language),
    );
    const search = createNameSearch(inOrder.map((move) => ({ ...move, move })));
    return (query: string) => search(query).map(({ move }) => move);
  }, [learnset, facts, language]);
  const isUsual = form !== undefined && form.standardMoves.join() === moves.join();
  return (
    <fieldset>
      <legend className={classes.legend}>{t("box.edit.moves")}</legend>
      <div className={classes.slots}>
        {SLOTS.map((slot) => {
          const value = facts?.bySlug.get(moves[slot] ?? "");
          const others = moves.filter((_, index) => index !== slot);
          return (
            <ComboBox<MoveResource>
              key={slot}
              id={`box-move-${slot + 1}`}
              label={t("box.edit.move", { number: slot + 1 })}
              placeholder={t("box.edit.move.none")}
              value={value}
              leading={value && <TypeDot type={value.type} />}
              search={(query) => legal(query).filter((move) => !others.includes(move.slug))}
              keyOf={(move) => move.slug}
              textOf={({ names }) => names[language]}
              renderOption={({ names, type }) => (
                <>
                  <TypeDot type={type} />
                  {names[language]}
                </>
              )}
              onPick={(move) => onChange([...moves.slice(0, slot), move.slug, ...moves.slice(slot + 1)])}
              isLoading={learnset === undefined || facts === undefined}
              align={slot % 2 === 0 ? "start" : "end"}
              {...(moves.length > 1
                ? { clearText: t("box.edit.move.remove"), onClear: () => onChange(others) }
                : {})}
            />
          );
        })}
      </div>
      {form !== undefined && !isUsual && (
        <Button mt="xs" variant="default" onClick={() => onChange(form.standardMoves)}>
          {t("box.edit.usual")}
        </Button>
      )}
    </fieldset>
  );
}
