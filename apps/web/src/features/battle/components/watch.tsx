import { Button } from "@mantine/core";
import type { SimulateResponse } from "@predictiondex/contract";
import { type CSSProperties, useEffect, useState } from "react";
import { Icon } from "../../../components/icon.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { useSimulatedBattle } from "../api/watch-battle.ts";
import type { SideKey } from "../battle-url.ts";
import type { Face } from "../use-battle.ts";
import { NumberField } from "./number-field.tsx";
import classes from "./watch.module.css";

type Log = NonNullable<SimulateResponse["log"]>;

interface WatchProps {
  readonly filled: Extract<Face, { kind: "filled" }>;
  /** Undefined until a battle is watched. */
  readonly seed: number | undefined;
  readonly onSeed: (seed: number | undefined) => void;
}

const HIGHEST_SEED = 999_999_999;
const TURN_MS = 1600;

/** One battle played out by the game's rules, told turn by turn; the same seed gives the same battle. */
export function Watch({ filled, seed, onSeed }: WatchProps) {
  const { t } = useTexts();
  const { a, b, rules } = filled.request;
  const query = useSimulatedBattle(
    {
      a,
      b,
      ...(rules === undefined ? {} : { rules }),
      battles: 1,
      seed: seed ?? 1,
      policy: "greedy",
      mega: a.mega === true || b.mega === true,
      log: true,
    },
    seed !== undefined,
  );
  return (
    <section className="card" aria-labelledby="watch-title">
      <h2 id="watch-title">{t("watch.title")}</h2>
      <p className={classes.lead}>{t("watch.lead")}</p>
      {seed === undefined ? (
        <Button
          className={classes.start}
          variant="default"
          leftSection={<Icon name="play" />}
          onClick={() => onSeed(1)}
        >
          {t("watch.start")}
        </Button>
      ) : (
        <>
          <div className={classes.seed}>
            <NumberField
              label={t("watch.seed")}
              value={seed}
              lowest={1}
              highest={HIGHEST_SEED}
              onChange={onSeed}
            />
            <Button variant="default" onClick={() => onSeed(seed < HIGHEST_SEED ? seed + 1 : 1)}>
              {t("watch.other")}
            </Button>
            <Button variant="default" onClick={() => onSeed(undefined)}>
              {t("watch.close")}
            </Button>
          </div>
          <QueryFaces query={query} loading={<Skeleton height="14rem" />}>
            {({ log }) =>
              log && <Told key={`${query.data?.seed} ${log.events.length}`} log={log} filled={filled} />
            }
          </QueryFaces>
        </>
      )}
    </section>
  );
}

interface ToldProps {
  readonly log: Log;
  readonly filled: Extract<Face, { kind: "filled" }>;
}

function Told({ log, filled }: ToldProps) {
  const { t, language } = useTexts();
  const turns = asTurns(log);
  const [shown, setShown] = useState(1);
  const [isPlaying, setIsPlaying] = useState(false);
  const isOver = shown >= turns.length;
  useEffect(() => {
    if (!isPlaying || isOver) return;
    const timer = setTimeout(() => setShown(shown + 1), TURN_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, isOver, shown]);
  const full = { a: filled.answer.a.stats.hp, b: filled.answer.b.stats.hp };
  const hp = hpAfter(
    turns.slice(0, shown).flatMap(({ events }) => events),
    full,
  );
  return (
    <>
      <dl className={classes.bars}>
        {(["a", "b"] as const).map((side) => (
          <div key={side}>
            <dt>{nameIn(language, side === "a" ? filled.you : filled.foe)}</dt>
            <dd>
              <span
                className={classes.bar}
                style={{ "--left": (100 * hp[side]) / full[side] } as CSSProperties}
                aria-hidden="true"
              />
              <span className="num">{t("watch.hp", { hp: hp[side], full: full[side] })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes.buttons}>
        <Button variant="default" disabled={shown <= 1} onClick={() => setShown(1)}>
          {t("watch.first")}
        </Button>
        <Button variant="default" disabled={isOver} onClick={() => setIsPlaying(!isPlaying)}>
          {isPlaying && !isOver ? t("watch.pause") : t("watch.play")}
        </Button>
        <Button variant="default" disabled={isOver} onClick={() => setShown(shown + 1)}>
          {t("watch.next")}
        </Button>
        <Button variant="default" disabled={isOver} onClick={() => setShown(turns.length)}>
          {t("watch.end")}
        </Button>
      </div>
      <div role="log" aria-label={t("watch.log")}>
        <ol className={classes.turns}>
          {turns.slice(0, shown).map(({ number, lines }) => (
            <li key={number}>
              {lines[language].map((line, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a turn never change places, and may repeat.
                <p key={i}>{line}</p>
              ))}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

interface Turn {
  readonly number: number;
  readonly events: Log["events"];
  readonly lines: { readonly en: readonly string[]; readonly fr: readonly string[] };
}

function asTurns({ events, text }: Log): readonly Turn[] {
  const starts = events.flatMap(({ kind }, i) => (kind === "turn" ? [i] : []));
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? events.length;
    return {
      number: i + 1,
      events: events.slice(start, end),
      lines: { en: text.en.slice(start, end), fr: text.fr.slice(start, end) },
    };
  });
}

/** The last HP that the events tell of each side. */
function hpAfter(
  events: Log["events"],
  full: Readonly<Record<SideKey, number>>,
): Readonly<Record<SideKey, number>> {
  const hp = { ...full };
  for (const { side, hp: left } of events) {
    if ((side === "a" || side === "b") && typeof left === "number") hp[side] = left;
  }
  return hp;
}
