import { Button } from "@mantine/core";
import type { PokemonResource } from "@predictiondex/contract";
import { useLegalMoves } from "../../../api/get-legal-moves.ts";
import { MoveSlots } from "../../../components/move-slots.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./box-dialog.module.css";

interface EditMovesProps {
  readonly form: PokemonResource | undefined;
  /** Slug of the form. */
  readonly slug: string;
  readonly moves: readonly string[];
  readonly onChange: (moves: readonly string[]) => void;
}

/** The four moves of a Pokémon, from those that its form can have. */
export function EditMoves({ form, slug, moves, onChange }: EditMovesProps) {
  const { t } = useTexts();
  const legal = useLegalMoves(slug);
  const isUsual = form !== undefined && form.standardMoves.join() === moves.join();
  return (
    <fieldset>
      <legend className={classes.legend}>{t("box.edit.moves")}</legend>
      <MoveSlots
        id="box-move"
        labelOf={(number) => t("box.edit.move", { number })}
        legal={legal}
        moves={moves}
        least={1}
        onChange={onChange}
        alignOf={(slot) => (slot % 2 === 0 ? "start" : "end")}
        className={classes.slots}
      />
      {form !== undefined && !isUsual && (
        <Button mt="xs" variant="default" onClick={() => onChange(form.standardMoves)}>
          {t("box.edit.usual")}
        </Button>
      )}
    </fieldset>
  );
}
