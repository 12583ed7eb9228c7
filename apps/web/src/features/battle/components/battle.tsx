import { useIntersection } from "@mantine/hooks";
import { memo, useDeferredValue, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Icon } from "../../../components/icon.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useShortcuts } from "../../../components/use-shortcuts.ts";
import { startEngineWhenIdle } from "../../../engine/engines.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import type { SideKey } from "../battle-url.ts";
import type { Settings } from "../settings-url.ts";
import { type BattleState, useBattle } from "../use-battle.ts";
import { Announcer } from "./announcer.tsx";
import { AnswerCard } from "./answer-card.tsx";
import { Assistant } from "./assistant.tsx";
import { Assumptions } from "./assumptions.tsx";
import classes from "./battle.module.css";
import { Insights } from "./insights.tsx";
import { MoveRanking } from "./move-ranking.tsx";
import { ResultBar } from "./result-bar.tsx";
import { Rules } from "./rules.tsx";
import { ShareCard } from "./share-card.tsx";
import { SideCard } from "./side-card.tsx";
import { UrlFaults } from "./url-faults.tsx";
import { useShare } from "./use-share.ts";
import { Watch } from "./watch.tsx";

/** You, the answer, the opponent: everything of one battle. */
export function Battle() {
  const battle = useBattle();
  // What arrives while the page loads is drawn in small steps, so that a slow phone stays responsive; changes are drawn at once.
  const calm = useDeferredValue(battle);
  return <BattleView battle={calm.face.kind === "loading" ? calm : battle} />;
}

interface BattleViewProps {
  readonly battle: BattleState;
}

const BattleView = memo(function BattleView({ battle }: BattleViewProps) {
  const { t, language } = useTexts();
  const { face, sides } = battle;
  const [openSide, setOpenSide] = useState<SideKey>();
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const { ref: answerRef, entry } = useIntersection({ threshold: 0.35 });
  const share = useShare(face);
  const filled = face.kind === "filled" ? face : undefined;

  // What lies below the answer is drawn in small steps after it.
  const below = useDeferredValue(filled, undefined);

  const isFilled = filled !== undefined;
  useEffect(() => {
    if (isFilled) startEngineWhenIdle();
  }, [isFilled]);

  const toggleMove = (index: number) =>
    setUnfolded(
      (before) => new Set([...before, index].filter((each) => each !== index || !before.has(index))),
    );
  useShortcuts({
    "/": () => focusPicker(sides.a.form === undefined ? "a" : "b"),
    s: battle.swap,
    c: share.copyText,
    l: share.copyLink,
    ...Object.fromEntries([0, 1, 2, 3].map((index) => [`${index + 1}`, () => toggleMove(index)])),
  });
  const editMoves = () => {
    flushSync(() => setOpenSide("a"));
    document.getElementById("move-a-1")?.focus();
  };
  const title =
    sides.a.form && sides.b.form
      ? t("empty.example", { me: nameIn(language, sides.a.form), foe: nameIn(language, sides.b.form) })
      : t("app.tagline");
  usePageTitle(title);

  const sideProps = (key: SideKey) => ({
    side: sides[key],
    roster: battle.roster,
    isOpen: openSide === key,
    onToggle: () => setOpenSide(openSide === key ? undefined : key),
    onPick: (form: Parameters<typeof battle.pick>[1]) => battle.pick(key, form),
    onLevel: (level: number) => battle.setLevel(key, level),
    onSettings: (settings: Settings) => battle.setSettings(key, settings),
    onMoves: (moves: readonly string[] | undefined) => battle.setMoves(key, moves),
  });

  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      <UrlFaults faults={battle.faults} onClose={battle.dropFaults} />
      <div className={classes.battle} data-open-side={openSide}>
        <SideCard {...sideProps("a")} />
        <button
          className={classes.swap}
          type="button"
          aria-label={t("side.swap")}
          aria-keyshortcuts="s"
          onClick={battle.swap}
        >
          <Icon name="swap" />
        </button>
        <SideCard {...sideProps("b")} face={face} foe={battle.foe} onFoe={battle.setFoe} />
        <div className={classes.middle}>
          <AnswerCard ref={answerRef} face={face} roster={battle.roster} onRetry={battle.retry} />
          {face.kind !== "failed" && face.kind !== "empty" && (
            <MoveRanking filled={filled} unfolded={unfolded} onToggle={toggleMove} onEdit={editMoves} />
          )}
          {filled && below && (
            <div className={classes.pair}>
              <div className={classes.column}>
                <Assistant filled={below} turn={battle.turn} onChange={battle.setConditions} />
                <Watch filled={below} seed={battle.seed} onSeed={battle.setSeed} />
                <Rules value={battle.rules} onChange={battle.setRules} />
              </div>
              <div className={classes.column}>
                <Insights filled={below} />
                <Assumptions filled={below} />
                <ShareCard answer={below.answer} share={share} />
              </div>
            </div>
          )}
        </div>
      </div>
      <ResultBar face={face} isAway={entry?.isIntersecting !== false} />
      <Announcer face={face} />
    </>
  );
});

function focusPicker(side: SideKey): void {
  document.getElementById(`pokemon-${side}`)?.focus();
}
