import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatMeasure } from "../../../i18n/numbers.ts";
import { VERIFICATION } from "../verification.ts";
import classes from "./checks.module.css";

/** How rules, solver and search were checked, in figures. */
export function Checks() {
  const { t, language } = useTexts();
  const { lockstep, kernel, search, command, measuredAt } = VERIFICATION;
  const number = (value: number, digits = 0) => formatMeasure(value, language, digits);
  const lines = [
    t("sure.checks.lockstep", {
      battles: number(lockstep.battles),
      turns: number(lockstep.turns),
      mismatches: number(lockstep.mismatches),
      moves: lockstep.movesUsed,
    }),
    t("sure.checks.kernel", {
      battles: number(kernel.battles),
      matchups: kernel.matchups,
      score: number(kernel.chiSquarePerMatchup, 2),
      z: number(kernel.worstZ, 1),
    }),
    t("sure.checks.search", {
      nodes: number(search.nodes),
      matchups: search.matchups,
      median: number(search.errorMedian * 100, 1),
      p90: number(search.errorP90 * 100, 1),
      max: number(search.errorMax * 100, 1),
    }),
  ];
  return (
    <section className="card" aria-labelledby="checks">
      <h2 id="checks">{t("sure.checks")}</h2>
      <ul className={classes.checks}>
        {lines.map((line) => (
          <li key={line}>
            <Icon name="check" />
            {line}
          </li>
        ))}
      </ul>
      <p className={classes.command}>
        {t("sure.checks.measured", { date: formatDay(measuredAt, language) })} <code>{command}</code>
      </p>
    </section>
  );
}
