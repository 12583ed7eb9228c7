import { Button } from "@mantine/core";
import type { TeamMember, TeamReading, TeamVocabulary } from "@predictiondex/core";
import { useId, useMemo, useState } from "react";
import { useLearnsets } from "../../../api/get-learnset.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { readImport } from "../read-import.ts";
import { useVocabulary } from "../use-vocabulary.ts";
import classes from "./box-dialog.module.css";
import { BoxDialog } from "./box-dialog.tsx";

const EXAMPLE = `Pikachu-Starter
Level: 56
EVs: 24 Atk / 60 Spe
Jolly Nature
- Zippy Zap
- Thunderbolt
- Double Kick
- Iron Tail

Starmie
Level: 55
- Scald
- Psychic
- Ice Beam
- Thunderbolt
`;
const NOTHING: TeamReading = { members: [], faults: [] };

interface ImportDialogProps {
  /** How many more Pokémon the box holds. */
  readonly room: number;
  readonly onAdd: (members: readonly TeamMember[]) => void;
  readonly onReplace: (members: readonly TeamMember[]) => void;
  readonly onClose: () => void;
}

/** Reads Pokémon from a text while it is typed or pasted, and tells every line that is not understood. */
export function ImportDialog({ room, onAdd, onReplace, onClose }: ImportDialogProps) {
  const { t, language } = useTexts();
  const id = useId();
  const [text, setText] = useState("");
  const { members, faults, isChecked } = useReading(text);
  const lines = new Set(faults.map(({ line }) => line)).size;
  const take = (use: (read: readonly TeamMember[]) => void) => () => {
    use(members);
    onClose();
  };
  return (
    <BoxDialog title={t("box.import.title")} onClose={onClose}>
      <p className={classes.hint}>{t("box.import.hint")}</p>
      <div className={classes.field}>
        <label htmlFor={id}>{t("box.import.text")}</label>
        <textarea
          id={id}
          className={classes.text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setText(EXAMPLE)}>
          {t("box.import.example")}
        </Button>
        <label className={classes.file}>
          {t("box.import.file")}
          <input
            type="file"
            accept=".txt,.csv,text/plain,text/csv"
            onChange={async ({ currentTarget }) => setText((await currentTarget.files?.[0]?.text()) ?? "")}
          />
        </label>
      </div>
      <p role="status">
        {text.trim() !== "" &&
          (isChecked ? t("box.import.found", { count: members.length }) : t("box.import.checking"))}
        {members.length > room && ` ${t("box.full", { count: room })}`}
      </p>
      {faults.length > 0 && (
        <div className={classes.faults}>
          <p>{t("box.import.faults", { count: lines })}</p>
          <ul>
            {faults.map(({ line, detail }) => (
              <li key={`${line} ${detail.en}`}>
                {t("box.import.fault", { line, detail: detail[language] })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t("box.import.close")}
        </Button>
        <Button variant="default" disabled={!isChecked || members.length === 0} onClick={take(onReplace)}>
          {t("box.import.replace")}
        </Button>
        <Button disabled={!isChecked || members.length === 0} onClick={take(onAdd)}>
          {t("box.import.add")}
        </Button>
      </div>
    </BoxDialog>
  );
}

/** What a text holds, its moves checked against what its forms can have, once those are known. */
function useReading(text: string): TeamReading & { readonly isChecked: boolean } {
  const vocabulary = useVocabulary();
  const named = useMemo(() => {
    if (vocabulary === undefined) return [];
    return [...new Set(readImport(text, vocabulary).members.map(({ form }) => form))];
  }, [text, vocabulary]);
  const learnsets = useLearnsets(named);
  return useMemo(() => {
    if (vocabulary === undefined) return { ...NOTHING, isChecked: false };
    const full: TeamVocabulary = { ...vocabulary, learnable: (form) => learnsets.byForm.get(form) };
    return { ...readImport(text, full), isChecked: learnsets.isWhole };
  }, [text, vocabulary, learnsets]);
}
