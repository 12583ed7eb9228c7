import type { TrainerResource } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { useMatrixRows } from "../../../api/get-matrix-rows.ts";
import { bossesOf, useTrainers } from "../../../api/get-trainers.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { asSetInput, useBox } from "../../../box/use-box.ts";
import shared from "../../../components/facts-page.module.css";
import { SelectField } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import "../../../i18n/game/texts.ts";
import "../i18n/texts.ts";
import { pickAnswers } from "../boss-plan.ts";
import { type BossesUrl, readBoss } from "../bosses-url.ts";
import { readSharedBox } from "../shared-box.ts";
import { BossEmpty } from "./boss-empty.tsx";
import { BossMatrix } from "./boss-matrix.tsx";
import { BossPlan, LoadingPlan } from "./boss-plan.tsx";
import classes from "./bosses.module.css";
import { CellCard } from "./cell-card.tsx";
import { MissingCard } from "./missing-card.tsx";
import { SharedNotice } from "./shared-notice.tsx";
import { TrustCard } from "./trust-card.tsx";

const route = getRouteApi("/bosses");
/** Where a boss needs something of the player before the fight. */
const ENTRIES = ["brock", "misty", "sabrina"] as const;

interface BossesProps {
  /** The player's box, to be changed. */
  readonly boxPanel: ReactNode;
}

/** The gym leaders, the Elite Four and the Champion: a plan against each from the player's own Pokémon. */
export function Bosses({ boxPanel }: BossesProps) {
  const { t, language } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const trainers = useTrainers();
  const forms = useForms();
  const bosses = bossesOf(trainers.data ?? []);
  const boss = readBoss(url, bosses);
  usePageTitle(boss === undefined ? t("bosses.title") : t("bosses.title.of", { name: boss.names[language] }));
  const change = (changes: { readonly [Key in keyof BossesUrl]?: string | undefined }, replace = false) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value !== undefined)),
      replace,
      resetScroll: false,
    });
  return (
    <div className={shared.stack}>
      {(trainers.data === undefined || forms.data === undefined) && (
        <h1 className="visually-hidden">{t("bosses.title")}</h1>
      )}
      <QueryFaces query={trainers} loading={<LoadingPlan />}>
        {() => (
          <QueryFaces query={forms} loading={<LoadingPlan />}>
            {(data) => (
              <>
                <BossHead
                  boss={boss}
                  bosses={bosses}
                  onPick={(slug) => change({ boss: slug, cell: undefined })}
                />
                {boss !== undefined && (
                  <BossView key={boss.slug} boss={boss} forms={data} onChange={change} />
                )}
              </>
            )}
          </QueryFaces>
        )}
      </QueryFaces>
      {url.mine === undefined && boxPanel}
    </div>
  );
}

interface BossHeadProps {
  readonly boss: TrainerResource | undefined;
  readonly bosses: readonly TrainerResource[];
  readonly onPick: (slug: string) => void;
}

function BossHead({ boss, bosses, onPick }: BossHeadProps) {
  const { t, language } = useTexts();
  const nameOf = ({ names, version }: TrainerResource) =>
    version === "both" ? names[language] : `${names[language]}, ${t(`bosses.version.${version}`)}`;
  const levels = boss?.team.map(({ level }) => level) ?? [];
  const entry = ENTRIES.find((slug) => slug === boss?.slug);
  return (
    <div className={classes.head}>
      <div>
        <h1>{boss === undefined ? t("bosses.title") : t("bosses.title.of", { name: nameOf(boss) })}</h1>
        {boss !== undefined && (
          <p className={shared.quiet}>
            {t("bosses.about", {
              role: boss.role[language],
              place: boss.location[language],
              count: boss.team.length,
              levels: [...new Set([Math.min(...levels), Math.max(...levels)])].join("\u2060–\u2060"),
            })}
          </p>
        )}
        {entry !== undefined && <p className={shared.quiet}>{t(`bosses.entry.${entry}`)}</p>}
      </div>
      <SelectField
        label={t("bosses.pick")}
        value={boss?.slug ?? ""}
        options={bosses.map((each) => ({
          value: each.slug,
          text: t("bosses.option", { name: nameOf(each), role: each.role[language] }),
        }))}
        onChange={onPick}
      />
    </div>
  );
}

interface BossViewProps {
  readonly boss: TrainerResource;
  readonly forms: Forms;
  readonly onChange: (
    changes: { readonly [Key in keyof BossesUrl]?: string | undefined },
    replace?: boolean,
  ) => void;
}

function BossView({ boss, forms, onChange }: BossViewProps) {
  const { mine, cell } = route.useSearch();
  const box = useBox();
  const members: readonly BoxPokemon[] =
    mine === undefined
      ? box.pokemon
      : readSharedBox(mine).map((member, index) => ({ ...member, key: String(index + 1) }));
  const known = members.filter(({ form }) => forms.bySlug.has(form));
  const queries = useMatrixRows(
    known.map(asSetInput),
    boss.team.map(({ set }) => set),
  );
  const rows = known.map((member, index) => ({
    key: member.key,
    member,
    form: forms.bySlug.get(member.form)!,
    query: queries[index]!,
    row: queries[index]!.data,
  }));
  const picks = pickAnswers(rows, boss.team.length);
  const [chosenKey, chosenSlot] = (cell ?? "").split("-");
  const column = boss.team.findIndex(({ slot }) => String(slot) === chosenSlot);
  const chosen = rows.find(({ key }) => key === chosenKey);
  const notice = mine !== undefined && (
    <SharedNotice members={known} onOwn={() => onChange({ mine: undefined, cell: undefined })} />
  );
  if (known.length === 0) {
    return (
      <>
        {notice}
        <BossEmpty forms={forms} />
        <TrustCard boss={boss} forms={forms} members={known} />
      </>
    );
  }
  return (
    <>
      {notice}
      <BossPlan boss={boss} forms={forms} rows={rows} picks={picks} />
      <BossMatrix
        boss={boss}
        forms={forms}
        rows={rows}
        picks={picks}
        chosen={cell}
        onChoose={(key, slot) => onChange({ cell: `${key}-${slot}` })}
      />
      {chosen?.row !== undefined && column >= 0 && (
        <CellCard
          member={chosen.member}
          form={chosen.form}
          row={chosen.row}
          column={column}
          foe={boss.team[column]!}
          foeForm={forms.bySlug.get(boss.team[column]!.pokemon)!}
        />
      )}
      <div className={classes.pair}>
        <MissingCard boss={boss} forms={forms} rows={rows} picks={picks} />
        <TrustCard boss={boss} forms={forms} members={known} />
      </div>
    </>
  );
}
