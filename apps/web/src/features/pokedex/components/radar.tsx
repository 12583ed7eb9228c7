import type { PokemonResource } from "@predictiondex/contract";
import { type ByStat, STATS } from "@predictiondex/core";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./radar.module.css";

const RADIUS = 100;

/** Base stat between two rings. */
const STEP = 25;

interface RadarProps {
  readonly form: PokemonResource;
  readonly other: PokemonResource;
}

/** Two forms' base stats in one picture; the table above it holds the same numbers. */
export function Radar({ form, other }: RadarProps) {
  const { t, language } = useTexts();
  const highest = Math.max(...STATS.flatMap((stat) => [form.baseStats[stat], other.baseStats[stat]]));
  const rings = Math.ceil(highest / STEP);
  const full = rings * STEP;
  const label = t("pokedex.compare.caption", { a: form.names[language], b: other.names[language] });
  return (
    <figure className={classes.figure}>
      <svg viewBox="-188 -128 376 256" role="img" aria-label={label}>
        {Array.from({ length: rings }, (_, ring) => (ring + 1) * STEP).map((value) => (
          <path key={value} className={classes.ring} d={outline(() => value / full)} />
        ))}
        {STATS.map((stat, at) => {
          const [x, y] = pointAt(at, 1.14);
          return (
            <text key={stat} x={x} y={y} textAnchor={anchorOf(x)} dominantBaseline="middle">
              {t(`stat.${stat}`)}
            </text>
          );
        })}
        <path className={classes.own} d={outline((at) => partOf(form.baseStats, at, full))} />
        <path className={classes.other} d={outline((at) => partOf(other.baseStats, at, full))} />
        <text className={classes.rim} x={4} y={-RADIUS} dominantBaseline="hanging">
          {full}
        </text>
      </svg>
      <figcaption className={classes.key}>
        <span>
          <i data-own="" />
          {form.names[language]}
        </span>
        <span>
          <i />
          {other.names[language]}
        </span>
      </figcaption>
    </figure>
  );
}

function partOf(stats: ByStat<number>, at: number, full: number): number {
  return Math.min(1, stats[STATS[at]!] / full);
}

function outline(part: (at: number) => number): string {
  const points = STATS.map((_stat, at) =>
    pointAt(at, part(at))
      .map((value) => value.toFixed(1))
      .join(" "),
  );
  return `M${points.join("L")}Z`;
}

function pointAt(at: number, part: number): [number, number] {
  const angle = (at / STATS.length) * 2 * Math.PI - Math.PI / 2;
  return [Math.cos(angle) * RADIUS * part, Math.sin(angle) * RADIUS * part];
}

function anchorOf(x: number): "start" | "middle" | "end" {
  return Math.abs(x) < 1 ? "middle" : x > 0 ? "start" : "end";
}
