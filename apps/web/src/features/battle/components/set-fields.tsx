import { Button } from "@mantine/core";
import { type ByStat, STATS } from "@predictiondex/core";
import { useNatures } from "../../../api/get-natures.ts";
import { Fold } from "../../../components/fold.tsx";
import { Icon } from "../../../components/icon.tsx";
import { SelectField } from "../../../components/list-fields.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import {
  type Condition,
  HIGHEST,
  NO_SETTINGS,
  SETTING_DEFAULTS,
  type Settings,
  STAGES,
  STATUSES,
  type StageName,
  sameForAll,
} from "../settings-url.ts";
import type { Side } from "../use-battle.ts";
import { NumberField } from "./number-field.tsx";
import classes from "./set-fields.module.css";
import { settingsSummary } from "./settings-summary.ts";

interface SetFieldsProps {
  readonly side: Side;
  readonly onChange: (settings: Settings) => void;
}

/** "Advanced": how the Pokémon is raised and how it fares, folded, with its summary in a line. */
export function SetFields({ side, onChange }: SetFieldsProps) {
  const { t, language } = useTexts();
  if (side.form === undefined) return null;
  return (
    <Fold title={t("set.title")} note={settingsSummary(t, language, side) ?? t("set.none")}>
      <Fields side={side} onChange={onChange} />
    </Fold>
  );
}

function Fields({ side, onChange }: SetFieldsProps) {
  const { t, language } = useTexts();
  const natures = useNatures();
  const { settings } = side;
  const { condition } = settings;
  const change = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  const changeCondition = (part: Partial<Condition>) => change({ condition: { ...condition, ...part } });
  const stages = condition.stages ?? {};
  return (
    <div className={classes.fields}>
      <SelectField
        label={t("set.nature")}
        value={settings.nature ?? ""}
        options={[
          { value: "", text: t("set.nature.none") },
          ...(natures.data ?? []).map(({ slug, names, increased, decreased }) => ({
            value: slug,
            text:
              increased === null || decreased === null
                ? names[language]
                : `${names[language]} (+${t(`stat.${increased}`)}, −${t(`stat.${decreased}`)})`,
          })),
        ]}
        onChange={(nature) => change({ nature: nature === "" ? undefined : nature })}
      />
      <NumberField
        label={t("set.friendship")}
        value={settings.friendship ?? SETTING_DEFAULTS.friendship}
        highest={HIGHEST.friendship}
        onChange={(friendship) => change({ friendship })}
      />
      <table className={classes.stats}>
        <caption className="visually-hidden">{t("set.stats")}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("set.ivs")}</th>
            <th scope="col">{t("set.avs")}</th>
          </tr>
        </thead>
        <tbody>
          {STATS.map((stat) => (
            <tr key={stat}>
              <th scope="row">{t(`stat.${stat}`)}</th>
              {(["iv", "av"] as const).map((kind) => (
                <td key={kind}>
                  <NumberField
                    label={`${t(`stat.${stat}`)}, ${t(`set.${kind}s`)}`}
                    shownLabel=""
                    value={valuesOf(settings, kind)[stat]}
                    highest={HIGHEST[kind]}
                    onChange={(value) =>
                      change({ [`${kind}s`]: { ...valuesOf(settings, kind), [stat]: value } })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {side.hasMega && (
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={settings.mega}
            onChange={(event) => change({ mega: event.currentTarget.checked })}
          />
          {t("set.mega")}
        </label>
      )}
      <p className={classes.heading}>{t("set.now")}</p>
      <NumberField
        label={t("set.hp", { full: side.fullHp ?? "…" })}
        value={Math.min(condition.hp ?? Number.POSITIVE_INFINITY, side.fullHp ?? 1)}
        lowest={1}
        highest={side.fullHp ?? 1}
        onChange={(hp) => changeCondition({ hp: hp === side.fullHp ? undefined : hp })}
      />
      <SelectField
        label={t("set.status")}
        value={condition.status ?? ""}
        options={statusOptions(t)}
        onChange={(status) => changeCondition({ status: STATUSES.find((each) => each === status) })}
      />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={condition.confused === true}
          onChange={(event) => changeCondition({ confused: event.currentTarget.checked || undefined })}
        />
        {t("set.confused")}
      </label>
      <fieldset className={classes.stages}>
        <legend>{t("set.stages")}</legend>
        {(Object.keys(STAGES) as StageName[]).map((name) => (
          <NumberField
            key={name}
            label={t(`stage.${name}`)}
            value={stages[name] ?? 0}
            lowest={-6}
            highest={6}
            onChange={(stage) => changeCondition({ stages: withStage(stages, name, stage) })}
          />
        ))}
      </fieldset>
      <Button
        className={classes.reset}
        variant="default"
        leftSection={<Icon name="retry" />}
        onClick={() => onChange(NO_SETTINGS)}
      >
        {t("set.reset")}
      </Button>
    </div>
  );
}

/** The ailments to choose from, none first. */
export function statusOptions(t: ReturnType<typeof useTexts>["t"]) {
  return [
    { value: "", text: t("status.none") },
    ...STATUSES.map((status) => ({ value: status, text: t(`status.${status}`) })),
  ];
}

function valuesOf(settings: Settings, kind: "iv" | "av"): ByStat<number> {
  return (kind === "iv" ? settings.ivs : settings.avs) ?? sameForAll(SETTING_DEFAULTS[kind]);
}

function withStage(stages: NonNullable<Condition["stages"]>, name: StageName, stage: number) {
  const next = { ...stages, [name]: stage === 0 ? undefined : stage };
  return Object.values(next).every((each) => each === undefined) ? undefined : next;
}
