import shared from "../../../components/facts-page.module.css";
import { Fold } from "../../../components/fold.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { ReliabilityBand } from "../verification.ts";
import classes from "./reliability.module.css";

const SIDE = 480;
const LEFT = 52;
const TOP = 16;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

interface ReliabilityProps {
  readonly bands: readonly ReliabilityBand[];
  /** Word for what is counted. */
  readonly countLabel: string;
  /** Word for the upright axis; battles really won by default. */
  readonly wonLabel?: string;
}

/** What was said against what happened: a diagram, and the same as a table. */
export function Reliability({ bands, countLabel, wonLabel }: ReliabilityProps) {
  const { t, language } = useTexts();
  const percent = (part: number) => formatNumber(part * 100, language, 1);
  const about = t("sure.reliability.about", { count: bands.length });
  return (
    <>
      <figure className={classes.figure}>
        <p className={shared.note}>{wonLabel ?? t("sure.reliability.won")}</p>
        <svg viewBox="0 0 540 530" role="img" aria-label={about}>
          {TICKS.map((tick) => (
            <g key={tick}>
              <line className={classes.grid} x1={LEFT} x2={LEFT + SIDE} y1={y(tick)} y2={y(tick)} />
              <line className={classes.grid} x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
              <text x={LEFT - 10} y={y(tick) + 5} textAnchor="end">
                {tick * 100}
              </text>
              <text x={x(tick)} y={y(0) + 24} textAnchor="middle">
                {tick * 100}
              </text>
            </g>
          ))}
          <line className={classes.ideal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          <polyline
            className={classes.ours}
            points={bands.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(" ")}
          />
          {bands.map(({ from, predicted, observed }) => (
            <circle key={from} className={classes.point} cx={x(predicted)} cy={y(observed)} r="6.5" />
          ))}
        </svg>
        <p className={classes.said}>{t("sure.reliability.said")}</p>
        <ul className={classes.key}>
          <li>
            <i />
            {t("sure.reliability.ours")}
          </li>
          <li>
            <i data-ideal="" />
            {t("sure.reliability.perfect")}
          </li>
        </ul>
        <figcaption className={shared.note}>{about}</figcaption>
      </figure>
      <Fold title={t("sure.reliability.table")}>
        <table className={shared.table}>
          <caption className="visually-hidden">{t("sure.reliability")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sure.reliability.group")}</th>
              <th scope="col" className={shared.number}>
                {t("sure.reliability.said.head")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.reliability.won.head")}
              </th>
              <th scope="col" className={shared.number}>
                {countLabel}
              </th>
            </tr>
          </thead>
          <tbody>
            {bands.map(({ from, to, predicted, observed, matchups }) => (
              <tr key={from}>
                <th scope="row">
                  {percent(from)}–{percent(to)}
                </th>
                <td className={shared.number}>{percent(predicted)}</td>
                <td className={shared.number}>{percent(observed)}</td>
                <td className={shared.number}>{formatNumber(matchups, language, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </>
  );
}

function x(part: number): number {
  return LEFT + part * SIDE;
}

function y(part: number): number {
  return TOP + (1 - part) * SIDE;
}
