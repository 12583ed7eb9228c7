import { Button } from "@mantine/core";
import { formatTeamCsv, formatTeamText } from "@predictiondex/core";
import { useId, useRef, useState } from "react";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { downloadText } from "../../../box/download-text.ts";
import { Segments } from "../../../components/list-fields.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { useVocabulary } from "../use-vocabulary.ts";
import classes from "./box-dialog.module.css";
import { BoxDialog } from "./box-dialog.tsx";

interface ExportDialogProps {
  readonly pokemon: readonly BoxPokemon[];
  readonly onClose: () => void;
}

/** The box as Showdown's text or as a table, to be copied or kept as a file. */
export function ExportDialog({ pokemon, onClose }: ExportDialogProps) {
  const { t } = useTexts();
  const id = useId();
  const vocabulary = useVocabulary();
  const area = useRef<HTMLTextAreaElement>(null);
  const [format, setFormat] = useState<"text" | "csv">("text");
  const [copied, setCopied] = useState<boolean>();
  const write = format === "text" ? formatTeamText : formatTeamCsv;
  const text = vocabulary === undefined ? "" : write(pokemon, vocabulary);
  const copy = async () => setCopied(area.current !== null && (await copyFrom(area.current)));
  return (
    <BoxDialog title={t("box.export.title")} onClose={onClose}>
      <Segments
        label={t("box.export.format")}
        value={format}
        options={[
          { value: "text", text: t("box.export.text") },
          { value: "csv", text: t("box.export.csv") },
        ]}
        onChange={(picked) => {
          setFormat(picked);
          setCopied(undefined);
        }}
      />
      <label className="visually-hidden" htmlFor={id}>
        {t("box.export.title")}
      </label>
      <textarea id={id} ref={area} className={classes.text} readOnly value={text} spellCheck={false} />
      <p role="status" className={classes.hint}>
        {copied === true && t("box.export.copied")}
        {copied === false && t("box.export.refused")}
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t("box.import.close")}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            format === "text"
              ? downloadText("box.txt", "text/plain", text)
              : downloadText("box.csv", "text/csv", text)
          }
        >
          {t("box.export.download")}
        </Button>
        <Button onClick={() => void copy()}>{t("box.export.copy")}</Button>
      </div>
    </BoxDialog>
  );
}

/** Copies a field's text, on plain http too, where the clipboard's interface is missing; false where the browser refuses. */
async function copyFrom(area: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select();
    return document.execCommand("copy");
  }
}
