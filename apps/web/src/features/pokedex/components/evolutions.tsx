import type { PokemonResource } from "@predictiondex/contract";
import type { Forms } from "../../../api/get-forms.ts";
import { PokemonLink } from "../../../components/fact-link.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Sprite } from "../../../components/sprite.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./evolutions.module.css";

type Step = PokemonResource["evolvesTo"][number];

interface EvolutionsProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

/** The line of evolution, first form first, and the species' other forms. */
export function Evolutions({ forms, form }: EvolutionsProps) {
  const { t } = useTexts();
  const first = firstOf(forms, form);
  const isAlone = first === form && form.evolvesTo.length === 0;
  const others = forms.all.filter(
    ({ species, slug }) => species.slug === form.species.slug && slug !== form.slug,
  );
  return (
    <section className="card" aria-labelledby="evolution">
      <h2 id="evolution">{t("pokedex.evolution")}</h2>
      {isAlone ? (
        <p className={classes.none}>{t("pokedex.evolution.none")}</p>
      ) : (
        <ul className={classes.line}>
          <Branch forms={forms} form={first} current={form} />
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h3 className={classes.title}>{t("pokedex.forms")}</h3>
          <ul className={classes.line}>
            {others.map((other) => (
              <li key={other.slug}>
                <Member form={other} isCurrent={false} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface BranchProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
  readonly current: PokemonResource;
  readonly by?: Step;
}

function Branch({ forms, form, current, by }: BranchProps) {
  return (
    <li>
      {by !== undefined && <How step={by} />}
      <Member form={form} isCurrent={form.slug === current.slug} />
      {form.evolvesTo.length > 0 && (
        <ul className={classes.line}>
          {form.evolvesTo.map((step) => {
            const next = forms.bySlug.get(step.pokemon);
            return (
              next && <Branch key={step.pokemon} forms={forms} form={next} current={current} by={step} />
            );
          })}
        </ul>
      )}
    </li>
  );
}

interface MemberProps {
  readonly form: PokemonResource;
  readonly isCurrent: boolean;
}

function Member({ form, isCurrent }: MemberProps) {
  const { language } = useTexts();
  const name = form.names[language];
  return (
    <span className={classes.member}>
      <Sprite
        slug={form.slug}
        name={form.species.names[language]}
        types={form.types}
        kind={form.kind}
        size="small"
      />
      {isCurrent ? <b>{name}</b> : <PokemonLink slug={form.slug}>{name}</PokemonLink>}
    </span>
  );
}

interface HowProps {
  readonly step: Step;
}

const ITEMS = [
  "fire-stone",
  "ice-stone",
  "leaf-stone",
  "moon-stone",
  "thunder-stone",
  "water-stone",
] as const;

function How({ step }: HowProps) {
  const { t } = useTexts();
  const item = ITEMS.find((known) => known === step.item);
  const text =
    item !== undefined
      ? t(`item.${item}`)
      : step.level !== null
        ? t("pokedex.evolution.level", { level: step.level })
        : step.trigger === "trade"
          ? t("pokedex.evolution.trade")
          : step.trigger === "level-up"
            ? t("pokedex.evolution.level.any")
            : t("pokedex.evolution.other");
  return (
    <span className={classes.how}>
      <Icon name="down" />
      {text}
    </span>
  );
}

function firstOf(forms: Forms, form: PokemonResource): PokemonResource {
  const from = form.evolvesFrom[0] && forms.bySlug.get(form.evolvesFrom[0].pokemon);
  return from === undefined ? form : firstOf(forms, from);
}
