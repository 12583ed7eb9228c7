import { getRouteApi, Link } from "@tanstack/react-router";
import type { Roster } from "../../../api/get-roster.ts";
import { Disc } from "../../../components/disc.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import classes from "./answer-card.module.css";

/** Battles to try, as slugs. */
const EXAMPLES = [
  ["pikachu", "squirtle"],
  ["bulbasaur", "onix"],
  ["dragonite", "lapras"],
] as const;

const route = getRouteApi("/");

interface AnswerEmptyProps {
  readonly missing: "you" | "foe" | "both";
  readonly roster: Roster | undefined;
}

/** What to do first, and battles to try. */
export function AnswerEmpty({ missing, roster }: AnswerEmptyProps) {
  const { t } = useTexts();
  return (
    <div className={classes.quiet}>
      <h2 className={classes.title}>{missing === "both" ? t("app.tagline") : t(`empty.title.${missing}`)}</h2>
      <p>{t(`empty.${missing}`)}</p>
      {missing === "both" && (
        <>
          <h3 className={classes.examplesTitle}>{t("empty.examples")}</h3>
          <ul className={classes.examples}>
            {EXAMPLES.map(([a, b]) => (
              <li key={a}>
                <Example a={a} b={b} roster={roster} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface ExampleProps {
  readonly a: string;
  readonly b: string;
  readonly roster: Roster | undefined;
}

function Example({ a, b, roster }: ExampleProps) {
  const { t, language } = useTexts();
  const { lang } = route.useSearch();
  const you = roster?.forms.find(({ slug }) => slug === a);
  const foe = roster?.forms.find(({ slug }) => slug === b);
  if (!you || !foe) return <Skeleton className={classes.skeleton} minHeight="4rem" />;
  return (
    <Link className={classes.example} to="/" search={{ a, b, ...(lang ? { lang } : {}) }}>
      <Disc name={nameIn(language, you.base_species)} types={you.types} kind={you.form.name} size="medium" />
      <Disc name={nameIn(language, foe.base_species)} types={foe.types} kind={foe.form.name} size="medium" />
      {t("empty.example", { me: nameIn(language, you), foe: nameIn(language, foe) })}
      <Icon name="right" />
    </Link>
  );
}
