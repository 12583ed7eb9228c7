import { Fold } from "../../../components/fold.tsx";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatChance, formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { SETTING_DEFAULTS } from "../settings-url.ts";
import type { Face, Side } from "../use-battle.ts";
import classes from "./assumptions.module.css";
import { settingsSummary } from "./settings-summary.ts";

interface AssumptionsProps {
  readonly filled: Extract<Face, { kind: "filled" }>;
}

/** What the answer takes for granted, and the sets that were weighed where the opponent's are unknown. */
export function Assumptions({ filled: { answer, sides, you, foe } }: AssumptionsProps) {
  const { t, language } = useTexts();
  const { assumptions, a, b, opponentSets } = answer;
  const raised = (side: Side, name: string) => {
    const told = settingsSummary(t, language, side);
    return told === undefined ? [] : [`${name}${t("assume.colon")} ${told}`];
  };
  const lines = [
    assumptions.play[language],
    assumptions.opponent[language],
    ...(a.movesFrom === "standard" ? [t("assume.own.standard")] : []),
    t("assume.stats", {
      a: a.level,
      b: b.level,
      iv: SETTING_DEFAULTS.iv,
      av: SETTING_DEFAULTS.av,
      friendship: SETTING_DEFAULTS.friendship,
    }),
    ...raised(sides.a, nameIn(language, you)),
    ...raised(sides.b, nameIn(language, foe)),
    ...(sides.a.hasMega || sides.b.hasMega ? [assumptions.mega[language]] : []),
    t("assume.items"),
  ];
  return (
    <section className="card" aria-labelledby="assume-title">
      <h2 id="assume-title">{t("assume.title")}</h2>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line}>
            <Icon name="check" />
            {line}
          </li>
        ))}
      </ul>
      <p className={classes.effort}>
        {t("assume.effort", { count: answer.nodes, turns: formatNumber(answer.nodes, language) })}
      </p>
      {opponentSets !== null && <OpponentSetList filled={{ answer, sides }} />}
    </section>
  );
}

interface OpponentSetListProps {
  readonly filled: Pick<Extract<Face, { kind: "filled" }>, "answer" | "sides">;
}

/** Each set that the opponent may have, with your chance against it. */
function OpponentSetList({ filled: { answer, sides } }: OpponentSetListProps) {
  const { t, language } = useTexts();
  const nameOf = (slug: string) => {
    const move = sides.b.detail?.moves.find((each) => each.slug === slug);
    return move === undefined ? slug : nameIn(language, move);
  };
  const { sets = [], worst = 0 } = answer.opponentSets ?? {};
  return (
    <Fold
      title={`${t("assume.sets", { count: sets.length })} ${t("assume.sets.worst", { chance: formatChance(worst, language) })}`}
    >
      <ul className={classes.sets}>
        {sets.map(({ moves, p, weight }) => (
          <li key={moves.join()}>
            <span>{moves.map(nameOf).join(", ")}</span>
            <b className="num">{formatChance(p, language)}</b>
            <small>{t("assume.sets.weight", { weight: formatPercent(weight * 100, language) })}</small>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
