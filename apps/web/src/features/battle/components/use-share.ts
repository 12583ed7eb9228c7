import { useState } from "react";
import { useTexts } from "../../../i18n/i18n.ts";
import { copyText, shareText } from "../share-text.ts";
import type { Face } from "../use-battle.ts";

const SHOWN_MS = 2500;

/** What was copied last, for a moment; `text` is shown where the browser refuses to copy. */
export interface ShareDone {
  readonly what: "link" | "text";
  readonly text: string;
  readonly worked: boolean;
}

/** Copying the answer as link or text. */
export interface Share {
  readonly done: ShareDone | undefined;
  readonly copyLink: () => void;
  readonly copyText: () => void;
}

/** Makes the two ways to share the answer; both do nothing until there is one. */
export function useShare(face: Face): Share {
  const { t, language } = useTexts();
  const [done, setDone] = useState<ShareDone>();
  const copy = async (what: ShareDone["what"], text: string) => {
    const result = { what, text, worked: await copyText(text) };
    setDone(result);
    if (result.worked) setTimeout(() => setDone((now) => (now === result ? undefined : now)), SHOWN_MS);
  };
  return {
    done,
    copyLink: () => {
      if (face.kind === "filled") void copy("link", location.href);
    },
    copyText: () => {
      if (face.kind !== "filled") return;
      void copy("text", shareText(t, language, face.answer, face.you, face.foe));
    },
  };
}
