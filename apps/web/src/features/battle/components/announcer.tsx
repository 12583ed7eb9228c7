import { useDebouncedValue } from "@mantine/hooks";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { isCertain, moveNameIn } from "../answer-texts.ts";
import type { Face } from "../use-battle.ts";

interface AnnouncerProps {
  readonly face: Face;
}

/** Tells a screen reader the answer in one sentence, 600 ms after the last change. */
export function Announcer({ face }: AnnouncerProps) {
  const { t, language } = useTexts();
  const best = face.kind === "filled" ? face.answer.moves[0] : undefined;
  const sentence =
    face.kind === "filled" && best !== undefined
      ? t("answer.status", {
          me: nameIn(language, face.you),
          foe: nameIn(language, face.foe),
          move: moveNameIn(language, best),
          chance: formatChance(best.p, language, isCertain(face.answer, best)),
        })
      : "";
  const [calm] = useDebouncedValue(sentence, 600);
  return (
    <p className="visually-hidden" role="status">
      {calm}
    </p>
  );
}
