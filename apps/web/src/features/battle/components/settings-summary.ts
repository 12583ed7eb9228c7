import { type ByStat, STATS, type UiLanguage } from "@predictiondex/core";
import type { TextFunction } from "../../../i18n/i18n.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { STAGES, type StageName } from "../settings-url.ts";
import type { Side } from "../use-battle.ts";

/** What is set of a side beside its moves and level, in a few words; undefined where nothing is. */
export function settingsSummary(
  t: TextFunction,
  language: UiLanguage,
  { settings, fullHp }: Side,
): string | undefined {
  const { nature, ivs, avs, friendship, mega, condition } = settings;
  const { hp, status, stages, confused } = condition;
  const signed = (value: number) => `${value > 0 ? "+" : "−"}${Math.abs(value)}`;
  const parts = [
    ...(nature === undefined ? [] : [t("set.nature.set")]),
    ...(ivs === undefined ? [] : [statsText(t, t("set.ivs"), ivs)]),
    ...(avs === undefined ? [] : [statsText(t, t("set.avs"), avs)]),
    ...(friendship === undefined ? [] : [t("set.summary.friendship", { friendship })]),
    ...(mega ? [t("set.mega.short")] : []),
    ...(hp === undefined || fullHp === undefined || hp >= fullHp
      ? []
      : [t("set.summary.hp", { hp: formatNumber(hp, language), full: fullHp })]),
    ...(status === undefined ? [] : [t(`status.${status}`)]),
    ...(confused ? [t("set.confused")] : []),
    ...(Object.keys(STAGES) as StageName[]).flatMap((name) =>
      stages?.[name] ? [`${t(`stage.${name}`)} ${signed(stages[name])}`] : [],
    ),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function statsText(t: TextFunction, title: string, values: ByStat<number>): string {
  const all = STATS.map((stat) => values[stat]);
  return all.every((value) => value === all[0])
    ? t("set.summary.all", { title, value: all[0] ?? 0 })
    : `${title} ${all.join("/")}`;
}
