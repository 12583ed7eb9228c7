import type { LearnsetResource } from "@predictiondex/contract";
import { useTexts } from "../i18n/i18n.ts";

interface LearnWayProps {
  readonly way: LearnsetResource;
  /** Name of the form whose list holds the move, where it is another one's. */
  readonly from: string | undefined;
}

/** One way to have a move, in words: "Level 12", "TM 25, as Staryu". */
export function LearnWay({ way, from }: LearnWayProps) {
  const { t } = useTexts();
  const how = howOf(way, t);
  return way.origin === "own" || from === undefined ? how : t("learn.from", { how, name: from });
}

function howOf({ method, level, machine }: LearnsetResource, t: ReturnType<typeof useTexts>["t"]): string {
  if (method === "machine") return t("learn.machine", { number: machine ?? "" });
  if (method === "tutor") return t("learn.tutor");
  if (level === 0) return t("learn.evolution");
  return level === 1 || level === null ? t("learn.start") : t("learn.level", { level });
}
