import { Button } from "@mantine/core";
import type { PokemonResource } from "@predictiondex/contract";
import { useId, useRef, useState } from "react";
import { useForms } from "../../../api/get-forms.ts";
import { type BoxPokemon, MOST_IN_BOX } from "../../../box/box-store.ts";
import { downloadText } from "../../../box/download-text.ts";
import { useBox } from "../../../box/use-box.ts";
import { FormPicker } from "../../../components/form-picker.tsx";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import "../i18n/texts.ts";
import { newMember } from "../../../box/new-member.ts";
import { BoxList } from "./box-list.tsx";
import classes from "./box-panel.module.css";
import { EditDialog } from "./edit-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";

/** What was done last, and the box before it. */
interface Done {
  readonly text: string;
  readonly before: readonly BoxPokemon[] | undefined;
}

/** The player's own Pokémon: add, change, take out, import, export. */
export function BoxPanel() {
  const { t, language } = useTexts();
  const forms = useForms().data;
  const box = useBox();
  const titleId = useId();
  const [editing, setEditing] = useState<string>();
  const [open, setOpen] = useState<"import" | "export">();
  const [done, setDone] = useState<Done>();
  const title = useRef<HTMLHeadingElement>(null);
  const edited = box.pokemon.find(({ key }) => key === editing);
  const nameOf = ({ form, nickname }: BoxPokemon) =>
    nickname ?? forms?.bySlug.get(form)?.names[language] ?? form;

  const add = (form: PokemonResource) => {
    box.add([newMember(form)]);
    setDone({ text: t("box.added", { name: form.names[language] }), before: undefined });
  };
  const remove = (pokemon: BoxPokemon) => {
    box.remove(pokemon.key);
    setDone({ text: t("box.removed", { name: nameOf(pokemon) }), before: box.pokemon });
    title.current?.focus();
  };
  const undo = () => {
    if (done?.before !== undefined) box.setAll(done.before);
    setDone(undefined);
    title.current?.focus();
  };

  return (
    <section className={`card ${classes.panel}`} aria-labelledby={titleId}>
      <div className={classes.head}>
        <div>
          <h2 id={titleId} ref={title} tabIndex={-1}>
            {t("box.title")}
          </h2>
          <p className={classes.note}>
            {box.pokemon.length === 0 ? t("box.empty") : t("box.count", { count: box.pokemon.length })}
          </p>
        </div>
      </div>
      {!box.isSaved && (
        <p className={classes.notice} role="alert">
          {t("box.unsaved")}
        </p>
      )}
      {box.kept.length > 0 && <KeptNotice kept={box.kept} onDrop={box.dropKept} />}
      {box.pokemon.length < MOST_IN_BOX ? (
        <FormPicker
          id="box-add"
          label={t("box.add")}
          placeholder={t("box.add")}
          forms={forms}
          value={undefined}
          onPick={add}
        />
      ) : (
        <p className={classes.note}>{t("box.full", { count: MOST_IN_BOX })}</p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" aria-haspopup="dialog" onClick={() => setOpen("import")}>
          {t("box.import")}
        </Button>
        <Button
          variant="default"
          aria-haspopup="dialog"
          disabled={box.pokemon.length === 0}
          onClick={() => setOpen("export")}
        >
          {t("box.export")}
        </Button>
      </div>
      <div className={classes.done} role="status">
        {done !== undefined && <span>{done.text}</span>}
        {done?.before !== undefined && (
          <button type="button" onClick={undo}>
            {t("box.undo")}
          </button>
        )}
      </div>
      {box.pokemon.length > 0 && (
        <BoxList
          pokemon={box.pokemon}
          forms={forms}
          nameOf={nameOf}
          onEdit={({ key }) => setEditing(key)}
          onRemove={remove}
        />
      )}
      {edited !== undefined && (
        <EditDialog
          key={edited.key}
          pokemon={edited}
          onSave={box.replace}
          onClose={() => setEditing(undefined)}
        />
      )}
      {open === "import" && (
        <ImportDialog
          room={MOST_IN_BOX - box.pokemon.length}
          onAdd={(members) => box.add(members)}
          onReplace={(members) => {
            setDone({ text: t("box.emptied"), before: box.pokemon });
            box.setAll([]);
            box.add(members);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === "export" && <ExportDialog pokemon={box.pokemon} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

interface KeptNoticeProps {
  readonly kept: readonly string[];
  readonly onDrop: () => void;
}

/** What of the storage could not be read, to be saved or let go of. */
function KeptNotice({ kept, onDrop }: KeptNoticeProps) {
  const { t } = useTexts();
  return (
    <div className={classes.notice} role="alert">
      <p>{t("box.kept")}</p>
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<Icon name="copy" />}
          onClick={() => downloadText("box.txt", "text/plain", kept.join("\n\n"))}
        >
          {t("box.kept.download")}
        </Button>
        <Button variant="default" onClick={onDrop}>
          {t("box.kept.drop")}
        </Button>
      </div>
    </div>
  );
}
