import { TYPES } from "@predictiondex/core";
import { LevelField } from "../../../components/level-field.tsx";
import { Segments, SelectField } from "../../../components/list-fields.tsx";
import { GAME_VERSIONS } from "../../../game-version.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import "../../../i18n/game/texts.ts";
import { type CountersUrl, type CountersView, DEFAULT_LEVEL } from "../counters-url.ts";
import classes from "./counters.module.css";
import { FoldedOnPhone } from "./folded-on-phone.tsx";

interface CountersFiltersProps {
  readonly view: CountersView;
  readonly url: CountersUrl;
  readonly onChange: (
    changes: { readonly [Key in keyof CountersUrl]?: string | undefined },
    replace?: boolean,
  ) => void;
}

/** Whom to look through, and what they must be. */
export function CountersFilters({ view, url, onChange }: CountersFiltersProps) {
  const { t } = useTexts();
  const isBox = view.from === "box";
  const level = isBox ? view.upTo : view.level;
  const usual = isBox ? 100 : Number(url.lb ?? DEFAULT_LEVEL);
  const chosen = [
    isBox ? `${t("counters.most.level")} ${level}` : t("counters.lv", { level }),
    ...(view.type === undefined ? [] : [t(`type.${view.type}`)]),
    ...(view.evolved === undefined ? [] : [t(`counters.evolved.${view.evolved}`)]),
    ...(view.noMega ? [t("counters.kind.no-mega")] : []),
    ...(view.game === undefined ? [] : [t(`game.${view.game}`)]),
  ];
  return (
    <section className={`card ${classes.filters}`} aria-label={t("counters.filters")}>
      <Segments
        label={t("counters.from")}
        value={view.from}
        options={[
          { value: "all", text: t("counters.from.all") },
          { value: "box", text: t("counters.from.box") },
        ]}
        onChange={(from) => onChange({ from: from === "box" ? "box" : undefined, n: undefined })}
      />
      <FoldedOnPhone title={t("counters.filters")} note={chosen.join(", ")}>
        <div className={classes.fields}>
          <LevelField
            id="level-own"
            label={isBox ? t("counters.most.level") : t("counters.own.level")}
            labels={{ up: t("counters.level.up"), down: t("counters.level.down") }}
            value={level}
            onChange={(value) =>
              onChange({ [isBox ? "upto" : "level"]: value === usual ? undefined : String(value) }, true)
            }
          />
          <SelectField
            label={t("counters.type")}
            value={view.type ?? ""}
            options={[
              { value: "", text: t("counters.type.all") },
              ...TYPES.map((type) => ({ value: type, text: t(`type.${type}`) })),
            ]}
            onChange={(type) => onChange({ type })}
          />
          <SelectField
            label={t("counters.evolved")}
            value={view.evolved ?? ""}
            options={[
              { value: "", text: t("counters.evolved.all") },
              { value: "fully", text: t("counters.evolved.fully") },
              { value: "not", text: t("counters.evolved.not") },
            ]}
            onChange={(evolved) => onChange({ evolved })}
          />
          <SelectField
            label={t("counters.kind")}
            value={view.noMega ? "no-mega" : ""}
            options={[
              { value: "", text: t("counters.kind.all") },
              { value: "no-mega", text: t("counters.kind.no-mega") },
            ]}
            onChange={(kind) => onChange({ kind })}
          />
          <SelectField
            label={t("counters.game")}
            value={view.game ?? ""}
            options={[
              { value: "", text: t("counters.game.all") },
              ...GAME_VERSIONS.map((game) => ({ value: game, text: t(`game.${game}`) })),
            ]}
            onChange={(game) => onChange({ game })}
          />
        </div>
      </FoldedOnPhone>
    </section>
  );
}
