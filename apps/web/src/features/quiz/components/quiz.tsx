import { useLocalStorage } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import shared from "../../../components/facts-page.module.css";
import { Segments } from "../../../components/list-fields.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import "../i18n/texts.ts";
import { HIGHEST_SEED, nextSeed } from "../questions.ts";
import { countAnswer, GAMES, NO_SCORES, parseScores, type Scores } from "../quiz-score.ts";
import { type QuizUrl, readView } from "../quiz-url.ts";
import { BattleRound } from "./battle-round.tsx";
import classes from "./quiz.module.css";
import { TypeRound } from "./type-round.tsx";

const route = getRouteApi("/quiz");

/** Two games: what a type does to another, and who wins. */
export function Quiz() {
  const { t } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const { game, seed, said } = readView(url);
  const [scores, setScores] = useLocalStorage<Scores>({
    key: "quiz",
    defaultValue: NO_SCORES,
    getInitialValueInEffect: false,
    serialize: (value) => JSON.stringify(value),
    deserialize: parseScores,
  });
  usePageTitle(t("quiz.title"));
  const go = (changes: { readonly [Key in keyof QuizUrl]?: string | undefined }, replace: boolean) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value !== undefined)),
      replace,
      resetScroll: false,
    });
  useEffect(() => {
    if (seed !== undefined) return;
    const first = String(1 + (crypto.getRandomValues(new Uint32Array(1))[0]! % HIGHEST_SEED));
    void navigate({ search: (now) => ({ ...now, q: first }), replace: true, resetScroll: false });
  }, [seed, navigate]);

  const score = scores[game];
  const round = {
    seed: seed ?? 1,
    said,
    onAnswer: (answer: string, isRight: boolean) => {
      if (said !== undefined) return;
      setScores({ ...scores, [game]: countAnswer(score, isRight) });
      go({ said: answer }, true);
    },
    onNext: () => go({ q: String(nextSeed(seed ?? 1)), said: undefined }, false),
  };
  return (
    <div className={`${shared.stack} ${classes.page}`}>
      <div>
        <h1>{t("quiz.title")}</h1>
        <p className={shared.lead}>{t("quiz.lead")}</p>
      </div>
      <div className={classes.bar}>
        <Segments
          label={t("quiz.game")}
          value={game}
          options={GAMES.map((each) => ({ value: each, text: t(`quiz.game.${each}`) }))}
          onChange={(picked) => go({ game: picked === "types" ? undefined : picked, said: undefined }, false)}
        />
        <dl className={classes.score}>
          <div>
            <dt>{t("quiz.right")}</dt>
            <dd>{t("quiz.of", { right: score.right, asked: score.asked })}</dd>
          </div>
          <div>
            <dt>{t("quiz.streak")}</dt>
            <dd>{score.streak}</dd>
          </div>
          <div>
            <dt>{t("quiz.best")}</dt>
            <dd>{score.best}</dd>
          </div>
        </dl>
      </div>
      {seed !== undefined && (game === "types" ? <TypeRound {...round} /> : <BattleRound {...round} />)}
      {score.asked > 0 && (
        <p className={classes.reset}>
          <button type="button" onClick={() => setScores({ ...scores, [game]: NO_SCORES[game] })}>
            {t("quiz.reset")}
          </button>
        </p>
      )}
    </div>
  );
}
