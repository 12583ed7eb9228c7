import shared from "../../../components/facts-page.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance, formatMeasure } from "../../../i18n/numbers.ts";
import { luckLimit, VERIFICATION } from "../verification.ts";
import classes from "./sure-hero.module.css";

/** The page's answer in one sentence, with the figures that it rests on. */
export function SureHero() {
  const { t, language } = useTexts();
  const { lockstep, showdown, search } = VERIFICATION;
  const number = (value: number, digits = 0) => formatMeasure(value, language, digits);
  const limit = luckLimit(showdown.matchups);
  const holds = showdown.chiSquarePerMatchup <= limit;
  const figures = [
    {
      value: number(lockstep.mismatches),
      text: t("sure.figure.mismatches", { turns: number(lockstep.turns) }),
    },
    {
      value: number(search.errorMedian * 100, 1),
      text: t("sure.figure.error", { matchups: search.matchups }),
    },
    { value: formatChance(search.soundAdvice, language), text: t("sure.figure.advice") },
    { value: formatChance(search.coverage, language), text: t("sure.figure.range") },
  ];
  return (
    <section className={shared.hero} aria-label={t("sure.title")}>
      <p className={classes.sentence}>
        {t(holds ? "sure.sentence" : "sure.sentence.off", { battles: number(showdown.battles) })}
      </p>
      <p className={classes.more}>
        {t("sure.sentence.more", {
          matchups: showdown.matchups,
          score: number(showdown.chiSquarePerMatchup, 2),
          limit: number(limit, 2),
        })}
      </p>
      <dl className={classes.figures}>
        {figures.map(({ value, text }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
