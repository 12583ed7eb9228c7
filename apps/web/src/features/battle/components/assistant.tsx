import { Button } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { Icon } from "../../../components/icon.tsx";
import { SelectField } from "../../../components/list-fields.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatChance, formatPercent } from "../../../i18n/numbers.ts";
import { isCertain, moveNameIn } from "../answer-texts.ts";
import type { SideKey } from "../battle-url.ts";
import { type Condition, STATUSES } from "../settings-url.ts";
import type { BattleState, Face } from "../use-battle.ts";
import classes from "./assistant.module.css";
import { statusOptions } from "./set-fields.tsx";

interface AssistantProps {
  readonly filled: Extract<Face, { kind: "filled" }>;
  readonly turn: number;
  readonly onChange: BattleState["setConditions"];
}

/** While a slider moves, the URL and the answer follow after this pause. */
const PAUSE_MS = 120;

/** In the middle of a battle: after each turn, enter what happened and get the next move. */
export function Assistant({ filled, turn, onChange }: AssistantProps) {
  const { t, language } = useTexts();
  const { answer, sides, isUpdating } = filled;
  const best = answer.moves[0]!;
  const conditions = { a: sides.a.settings.condition, b: sides.b.settings.condition };
  const [expected] = answer.line;
  const isRunning = turn > 1 || Object.keys({ ...conditions.a, ...conditions.b }).length > 0;
  const change = (key: SideKey, part: Partial<Condition>) =>
    onChange({ ...conditions, [key]: { ...conditions[key], ...part } }, turn);
  const playAsExpected = () => {
    if (expected === undefined) return;
    const after = (key: SideKey, hp: number): Condition => ({
      ...conditions[key],
      hp: hp === answer[key].stats.hp ? undefined : Math.max(1, hp),
      hasActed: true,
    });
    onChange({ a: after("a", expected.hpA), b: after("b", expected.hpB) }, turn + 1);
  };
  return (
    <section className="card" aria-labelledby="assistant-title">
      <h2 id="assistant-title">{t("assist.title")}</h2>
      <p className={classes.lead}>{t("assist.lead")}</p>
      <p className={classes.turn}>{t("assist.turn", { turn })}</p>
      <div className={classes.sides}>
        {(["a", "b"] as const).map((key) => (
          <HpFields
            key={`${key} ${turn}`}
            name={nameIn(language, key === "a" ? filled.you : filled.foe)}
            full={sides[key].fullHp ?? answer[key].stats.hp}
            condition={conditions[key]}
            onChange={(part) => change(key, part)}
          />
        ))}
      </div>
      <p className={classes.next} data-updating={isUpdating || undefined} role="status">
        <Icon name="star" />
        <span>
          {t("assist.next", {
            move: moveNameIn(language, best),
            chance: formatChance(best.p, language, isCertain(answer, best)),
          })}
        </span>
      </p>
      <div className={classes.buttons}>
        {expected !== undefined && (
          <Button variant="default" leftSection={<Icon name="play" />} onClick={playAsExpected}>
            {t("assist.expected")}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<Icon name="retry" />}
          disabled={!isRunning}
          onClick={() => onChange({ a: {}, b: {} }, 1)}
        >
          {t("assist.restart")}
        </Button>
      </div>
    </section>
  );
}

interface HpFieldsProps {
  readonly name: string;
  readonly full: number;
  readonly condition: Condition;
  readonly onChange: (part: Partial<Condition>) => void;
}

/** A side's HP and ailment after a turn; the slider answers at once, the battle a moment later. */
function HpFields({ name, full, condition, onChange }: HpFieldsProps) {
  const { t, language } = useTexts();
  const asked = Math.min(condition.hp ?? full, full);
  const [draft, setDraft] = useState<number>();
  const tell = useDebouncedCallback((hp: number) => {
    onChange({ hp: hp === full ? undefined : hp, hasActed: true });
    setDraft(undefined);
  }, PAUSE_MS);
  const hp = draft ?? asked;
  return (
    <fieldset className={classes.side}>
      <legend>{name}</legend>
      <label className={classes.hp}>
        <span>{t("assist.hp")}</span>
        <span className="num">
          {t("assist.hp.of", { hp, full, percent: formatPercent((100 * hp) / full, language) })}
        </span>
        <input
          type="range"
          min={1}
          max={full}
          value={hp}
          aria-valuetext={t("assist.hp.of", {
            hp,
            full,
            percent: formatPercent((100 * hp) / full, language),
          })}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            setDraft(next);
            tell(next);
          }}
        />
      </label>
      <SelectField
        label={t("set.status")}
        value={condition.status ?? ""}
        options={statusOptions(t)}
        onChange={(status) => onChange({ status: STATUSES.find((each) => each === status) })}
      />
    </fieldset>
  );
}
