import { Button } from "@mantine/core";
import { useState } from "react";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { useBox } from "../../../box/use-box.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./bosses.module.css";

interface SharedNoticeProps {
  /** The Pokémon in the link. */
  readonly members: readonly BoxPokemon[];
  readonly onOwn: () => void;
}

/** Says that the plan is somebody's, and how to make it one's own. */
export function SharedNotice({ members, onOwn }: SharedNoticeProps) {
  const { t } = useTexts();
  const box = useBox();
  const [isTaken, setTaken] = useState(false);
  return (
    <section className={`card ${classes.notice}`}>
      <p role="status">
        {isTaken ? t("bosses.shared.taken") : t("bosses.shared", { count: members.length })}
      </p>
      <div>
        <Button variant="default" onClick={onOwn}>
          {t("bosses.shared.own")}
        </Button>
        {!isTaken && (
          <Button
            variant="default"
            onClick={() => {
              box.add(members);
              setTaken(true);
            }}
          >
            {t("bosses.shared.take")}
          </Button>
        )}
      </div>
    </section>
  );
}
