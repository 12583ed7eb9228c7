import type { TrainerResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCounters } from "../../../api/get-counters.ts";
import type { Forms } from "../../../api/get-forms.ts";
import { useLearnset } from "../../../api/get-learnset.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import type { TrainerMember } from "../../../api/get-trainers.ts";
import { useTypeChart } from "../../../api/get-type-chart.ts";
import { writeSide } from "../../../battle-link.ts";
import { asSetInput } from "../../../box/use-box.ts";
import { LearnWay } from "../../../components/learn-way.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import type { BestPick } from "../boss-plan.ts";
import { GOAL, listVariants, type Missing, pickMissing } from "../variants.ts";
import { type BossRow, nameOf } from "./boss-plan.tsx";
import classes from "./bosses.module.css";

interface MissingCardProps {
  readonly boss: TrainerResource;
  readonly forms: Forms;
  readonly rows: readonly BossRow[];
  readonly picks: readonly (BestPick | undefined)[];
}

/** For each of the boss's Pokémon without a good answer: what the best one would need. Nothing where all have one. */
export function MissingCard({ boss, forms, rows, picks }: MissingCardProps) {
  const { t } = useTexts();
  if (rows.some(({ row, query }) => row === undefined && !query.isError)) return null;
  const open = picks.flatMap((pick) => {
    const row = rows.find(({ key }) => key === pick?.key);
    return pick === undefined || row === undefined || pick.p >= GOAL ? [] : [{ pick, row }];
  });
  if (open.length === 0) return null;
  return (
    <section className="card" aria-labelledby="missing-title">
      <h2 id="missing-title">{t("bosses.missing")}</h2>
      <ul className={classes.missing}>
        {open.map(({ pick, row }) => (
          <li key={pick.column}>
            <MissingFor pick={pick} row={row} foe={boss.team[pick.column]!} forms={forms} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MissingForProps {
  readonly pick: BestPick;
  readonly row: BossRow;
  readonly foe: TrainerMember;
  readonly forms: Forms;
}

function MissingFor({ pick, row, foe, forms }: MissingForProps) {
  const { t, language } = useTexts();
  const { member, form } = row;
  const foeForm = forms.bySlug.get(foe.pokemon)!;
  const learnset = useLearnset(form.slug).data;
  const moves = useMoveFacts().data?.bySlug;
  const chart = useTypeChart().data;
  const variants = useMemo(
    () =>
      learnset === undefined || moves === undefined || chart === undefined
        ? undefined
        : listVariants({ member, form, foe: foeForm, learnset, moves, chart }),
    [member, form, foeForm, learnset, moves, chart],
  );
  const answers = useCounters(
    variants && {
      opponent: foe.set,
      candidates: variants.map((variant) => asSetInput(variant.member)),
      limit: 200,
    },
  );
  const found = answers.data && pickMissing(variants ?? [], answers.data, pick.p);
  return (
    <>
      <p>
        {t("bosses.missing.against", {
          foe: foeForm.names[language],
          name: nameOf(row, language),
          chance: formatChance(pick.p, language, pick.isExact),
        })}
      </p>
      {found === undefined && answers.error === null && (
        <div className={classes.looking}>
          <span className="visually-hidden">{t("bosses.missing.working")}</span>
          <Skeleton height="0.9rem" width="70%" />
          <Skeleton height="0.9rem" width="50%" />
        </div>
      )}
      {answers.error !== null && <p role="alert">{answers.error.message}</p>}
      {found !== undefined && (
        <ul className={classes.ideas}>
          {found.map((missing) => (
            <li key={missing.variant.kind}>
              <MissingLine missing={missing} />
            </li>
          ))}
          {found.length === 0 && <li className={classes.none}>{t("bosses.missing.none")}</li>}
        </ul>
      )}
      <Link
        className={classes.more}
        to="/counters"
        search={({ lang }: { readonly lang?: string }) => ({
          ...writeSide("b", foe.set),
          ...(lang === undefined ? {} : { lang }),
        })}
      >
        {t("bosses.missing.counters", { name: foeForm.names[language] })}
      </Link>
    </>
  );
}

interface MissingLineProps {
  readonly missing: Missing;
}

/** "2 levels more (level 56): 71%", "Thunderbolt (TM 36): 84%". */
function MissingLine({ missing: { variant, p } }: MissingLineProps) {
  const { t, language } = useTexts();
  const moves = useMoveFacts().data?.bySlug;
  const chance = formatChance(p, language);
  if (variant.kind === "level") {
    return t("bosses.missing.level", { count: variant.by, level: variant.member.level, chance });
  }
  const { way } = variant;
  const [before, after] = t("bosses.missing.move", {
    move: moves?.get(way.move)?.names[language] ?? way.move,
    how: "\u0000",
    chance,
  }).split("\u0000");
  return (
    <>
      {before}
      <LearnWay way={way} from={undefined} />
      {after}
    </>
  );
}
