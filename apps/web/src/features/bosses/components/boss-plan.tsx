import type { PokemonResource, TrainerResource } from "@predictiondex/contract";
import type { UiLanguage } from "@predictiondex/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Forms } from "../../../api/get-forms.ts";
import type { MatrixRow } from "../../../api/get-matrix-rows.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { chanceWord } from "../../../chance-word.ts";
import { EmptyDisc } from "../../../components/disc.tsx";
import { FormDisc } from "../../../components/form-picker.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import type { BestPick } from "../boss-plan.ts";
import classes from "./boss-plan.module.css";

/** One of the player's Pokémon with its values against the boss's team, once computed. */
export interface BossRow {
  readonly key: string;
  readonly member: BoxPokemon;
  readonly form: PokemonResource;
  readonly query: UseQueryResult<MatrixRow>;
  readonly row: MatrixRow | undefined;
}

interface BossPlanProps {
  readonly boss: TrainerResource;
  readonly forms: Forms;
  readonly rows: readonly BossRow[];
  readonly picks: readonly (BestPick | undefined)[];
}

/** The answer: whom to lead with, and the best pick and move for each of the boss's Pokémon. */
export function BossPlan({ boss, forms, rows, picks }: BossPlanProps) {
  const { t, language } = useTexts();
  const lead = rows.find(({ key }) => key === picks[0]?.key);
  const isWhole = rows.every(({ row }) => row !== undefined);
  const isLost = isWhole && picks.every((pick) => pick !== undefined && chanceWord(pick.p) === "loss");
  return (
    <section className={classes.plan} aria-labelledby="plan-title" aria-busy={!isWhole}>
      <p className={classes.kicker}>
        <strong id="plan-title">
          <Icon name="star" /> {t("bosses.plan")}
        </strong>
        <span>{t("bosses.plan.from", { count: rows.length })}</span>
      </p>
      <h2>
        {lead === undefined
          ? t("bosses.plan.working")
          : isLost
            ? t("bosses.plan.lost", { boss: boss.names[language] })
            : t("bosses.plan.lead", { name: nameOf(lead, language) })}
      </h2>
      <p className={classes.why} role="status">
        {isLost ? (
          t("bosses.plan.lost.why")
        ) : isWhole ? (
          <Reason boss={boss} forms={forms} rows={rows} picks={picks} />
        ) : (
          t("bosses.plan.working")
        )}
      </p>
      <ol className={classes.picks} data-columns={boss.team.length}>
        {boss.team.map((foe, column) => (
          <PlanItem
            key={foe.slot}
            slot={foe.slot}
            level={foe.level}
            foe={forms.bySlug.get(foe.pokemon)!}
            pick={picks[column]}
            row={rows.find(({ key }) => key === picks[column]?.key)}
          />
        ))}
      </ol>
    </section>
  );
}

/** The name of one of the player's Pokémon. */
export function nameOf({ member, form }: Pick<BossRow, "member" | "form">, language: UiLanguage): string {
  return member.nickname ?? form.names[language];
}

/** Whom to keep for which, and the weakest link. */
function Reason({ boss, forms, rows, picks }: BossPlanProps) {
  const { t, language } = useTexts();
  const told = picks.flatMap((pick) => (pick === undefined ? [] : [pick]));
  const weakest = told.toSorted((left, right) => left.p - right.p)[0];
  if (weakest === undefined) return null;
  const foeName = (column: number) => forms.bySlug.get(boss.team[column]!.pokemon)!.names[language];
  const list = new Intl.ListFormat(language);
  const others = rows
    .filter(({ key }) => key !== picks[0]?.key)
    .map((row) => ({ row, columns: told.filter(({ key }) => key === row.key).map(({ column }) => column) }))
    .filter(({ columns }) => columns.length > 0)
    .toSorted((left, right) => right.columns.length - left.columns.length)[0];
  const sentences = [
    ...(others === undefined
      ? []
      : [
          t("bosses.plan.keep", {
            name: nameOf(others.row, language),
            foes: list.format(others.columns.map(foeName)),
          }),
        ]),
    weakest.p > 0.8
      ? t("bosses.plan.sure")
      : t("bosses.plan.weakest", {
          foe: foeName(weakest.column),
          chance: formatChance(weakest.p, language, weakest.isExact),
        }),
  ];
  return sentences.join(" ");
}

interface PlanItemProps {
  readonly slot: number;
  readonly level: number;
  readonly foe: PokemonResource;
  readonly pick: BestPick | undefined;
  readonly row: BossRow | undefined;
}

function PlanItem({ slot, level, foe, pick, row }: PlanItemProps) {
  const { t, language } = useTexts();
  const move = useMoveFacts().data?.bySlug.get(pick?.move ?? "");
  const foeName = foe.names[language];
  const isKnown = pick !== undefined && row !== undefined;
  const name = isKnown ? nameOf(row, language) : "–";
  const chance = isKnown ? formatChance(pick.p, language, pick.isExact) : "–";
  return (
    <li>
      <span className="visually-hidden">
        {isKnown
          ? t("bosses.plan.row", {
              ...{ slot, foe: foeName, level, name, chance },
              move: move?.names[language] ?? pick.move,
            })
          : t("bosses.plan.nobody", { foe: foeName })}
      </span>
      <span className={classes.versus} aria-hidden="true">
        <FormDisc form={foe} size="medium" />
        <Icon name="right" />
        {isKnown ? <FormDisc form={row.form} size="medium" /> : <EmptyDisc size="medium" />}
      </span>
      <span className={classes.foe} aria-hidden="true">
        {t("bosses.plan.foe", { slot, name: foeName })} <span className="num">{level}</span>
      </span>
      <b className={classes.pick} aria-hidden="true">
        {name}
      </b>
      <span className={classes.move} aria-hidden="true">
        {move !== undefined && <TypeDot type={move.type} />} {move?.names[language]}
      </span>
      <span
        className={classes.chance}
        data-chance={isKnown ? chanceWord(pick.p) : undefined}
        aria-hidden="true"
      >
        {chance}
      </span>
    </li>
  );
}

/** The plan's surface while trainers and forms load. */
export function LoadingPlan() {
  return (
    <div className={classes.loading}>
      <Skeleton height="2.2rem" width="14rem" />
      <Skeleton className={classes.loadingPlan} />
    </div>
  );
}
