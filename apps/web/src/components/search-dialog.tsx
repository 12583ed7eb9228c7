import type { MoveItem, PokemonItem, TrainerResource } from "@predictiondex/contract";
import { createNameSearch, foldName, TYPES, type Type } from "@predictiondex/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, type Ref, useMemo } from "react";
import { useMoves } from "../api/get-moves.ts";
import { useRoster } from "../api/get-roster.ts";
import { bossesOf, useTrainers } from "../api/get-trainers.ts";
import { textsIn, useTexts } from "../i18n/i18n.ts";
import { nameIn } from "../i18n/language.ts";
import { ComboBox } from "./combo-box.tsx";
import { Disc } from "./disc.tsx";
import { keepLanguage } from "./fact-link.tsx";
import { Icon } from "./icon.tsx";
import { FOOT_NAVIGATION, NAVIGATION, type NavigationEntry } from "./navigation.ts";
import classes from "./search-dialog.module.css";
import { TypeDot } from "./type-chip.tsx";

type Found =
  | { readonly kind: "page"; readonly key: string; readonly entry: NavigationEntry }
  | { readonly kind: "pokemon"; readonly key: string; readonly form: PokemonItem }
  | { readonly kind: "move"; readonly key: string; readonly move: MoveItem }
  | { readonly kind: "type"; readonly key: string; readonly type: Type }
  | { readonly kind: "boss"; readonly key: string; readonly boss: TrainerResource };

/** What is shown among the results, at most. */
const MOST_PAGES = 3;
const MOST_TYPES = 2;
const MOST_BOSSES = 3;
const MOST_MOVES = 5;

interface SearchDialogProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly onClose: () => void;
}

/** Finds pages, Pokémon, moves, types and bosses by name in either language, and goes there. */
export function SearchDialog({ ref, onClose }: SearchDialogProps) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const roster = useRoster();
  const moves = useMoves();
  const trainers = useTrainers();
  const pages = useMemo(() => searchPages(), []);
  const types = useMemo(() => searchTypes(), []);
  const searchBosses = useMemo(() => bossSearch(bossesOf(trainers.data ?? [])), [trainers.data]);
  const searchMoves = useMemo(() => moveSearch(moves.data ?? []), [moves.data]);
  const textOf = (found: Found): string => {
    if (found.kind === "page") return t(found.entry.text);
    if (found.kind === "type") return t(`type.${found.type}`);
    if (found.kind === "boss") return found.boss.names[language];
    return nameIn(language, found.kind === "move" ? found.move : found.form);
  };
  const search = (query: string): readonly Found[] => {
    const found = pages(query);
    const forms = (roster.data?.search(query) ?? []).map(
      (form) => ({ kind: "pokemon", key: form.slug, form }) as const,
    );
    if (query === "") return [...found, ...forms];
    const names = [
      ...found.slice(0, MOST_PAGES),
      ...types(query).slice(0, MOST_TYPES),
      ...searchBosses(query).slice(0, MOST_BOSSES),
      ...searchMoves(query).slice(0, MOST_MOVES),
    ];
    // What is typed whole comes first, whatever it is.
    const isExact = (each: Found) => foldName(textOf(each)) === foldName(query);
    return [...names, ...forms].toSorted((left, right) => Number(isExact(right)) - Number(isExact(left)));
  };
  const go = (found: Found) => {
    onClose();
    const { key: slug } = found;
    if (found.kind === "page") void navigate({ to: found.entry.to, search: keepLanguage });
    else if (found.kind === "type") {
      void navigate({ to: "/types", search: (now: object) => ({ ...keepLanguage(now), on: slug }) });
    } else if (found.kind === "boss") {
      void navigate({ to: "/bosses", search: (now: object) => ({ ...keepLanguage(now), boss: slug }) });
    } else if (found.kind === "move") {
      void navigate({ to: "/moves/$slug", params: { slug }, search: keepLanguage });
    } else void navigate({ to: "/pokedex/$slug", params: { slug }, search: keepLanguage });
  };
  return (
    <dialog ref={ref} className={classes.dialog} aria-label={t("nav.search")} onClose={onClose}>
      <form method="dialog" className={classes.bar}>
        <ComboBox<Found>
          id="search-everything"
          label={t("search.label")}
          placeholder={t("search.hint")}
          value={undefined}
          search={search}
          keyOf={({ kind, key }) => `${kind} ${key}`}
          textOf={textOf}
          renderOption={(found) => <FoundOption found={found} />}
          onPick={go}
          isLoading={roster.data === undefined}
        />
        <button type="submit" className={classes.close} aria-label={t("search.close")}>
          <Icon name="close" />
        </button>
      </form>
    </dialog>
  );
}

interface FoundOptionProps {
  readonly found: Found;
}

function FoundOption({ found }: FoundOptionProps) {
  const { t, language } = useTexts();
  switch (found.kind) {
    case "page":
      return <SignOption sign={<Icon name="right" />} name={t(found.entry.text)} what={t("search.page")} />;
    case "type":
      return (
        <SignOption
          sign={<TypeDot type={found.type} />}
          name={t(`type.${found.type}`)}
          what={t("search.type")}
        />
      );
    case "boss":
      return (
        <SignOption
          sign={<Icon name="star" />}
          name={found.boss.names[language]}
          what={found.boss.role[language]}
        />
      );
    case "move":
      return (
        <SignOption
          sign={<TypeDot type={found.move.type.slug} />}
          name={nameIn(language, found.move)}
          what={[t("search.move"), t(`type.${found.move.type.slug}`)].join(" · ")}
        />
      );
    case "pokemon":
      return <FormOption form={found.form} />;
  }
}

interface SignOptionProps {
  readonly sign: ReactNode;
  readonly name: string;
  readonly what: string;
}

function SignOption({ sign, name, what }: SignOptionProps) {
  return (
    <>
      <span className={classes.sign}>{sign}</span>
      <span className={classes.text}>
        {name}
        <small>{what}</small>
      </span>
    </>
  );
}

interface FormOptionProps {
  readonly form: PokemonItem;
}

function FormOption({ form }: FormOptionProps) {
  const { t, language } = useTexts();
  const number = `#${String(form.species.pokedex_number).padStart(3, "0")}`;
  return (
    <>
      <Disc
        name={nameIn(language, form.base_species)}
        types={form.types}
        kind={form.form.name}
        size="small"
      />
      <span className={classes.text}>
        {nameIn(language, form)}
        <small>{[number, ...form.types.map(({ slug }) => t(`type.${slug}`))].join(" · ")}</small>
      </span>
    </>
  );
}

/** Finds moves by their names in both languages. */
function moveSearch(moves: readonly MoveItem[]): (query: string) => readonly Found[] {
  const search = createNameSearch(
    moves.map((move) => ({ move, slug: move.slug, names: { en: move.name_en, fr: move.name_fr } })),
  );
  return (query) => search(query).map(({ move }) => ({ kind: "move", key: move.slug, move }));
}

/** Finds pages by their names in both languages. */
function searchPages(): (query: string) => readonly Found[] {
  const entries = [...NAVIGATION, ...FOOT_NAVIGATION];
  const search = createNameSearch(
    entries.map((entry) => ({
      entry,
      slug: entry.to,
      names: { en: textsIn("en")(entry.text), fr: textsIn("fr")(entry.text) },
    })),
  );
  return (query) => search(query).map(({ entry }) => ({ kind: "page", key: entry.to, entry }));
}

/** Finds types by their names in both languages. */
function searchTypes(): (query: string) => readonly Found[] {
  const search = createNameSearch(
    TYPES.map((type) => ({
      type,
      slug: type,
      names: { en: textsIn("en")(`type.${type}`), fr: textsIn("fr")(`type.${type}`) },
    })),
  );
  return (query) => search(query).map(({ type }) => ({ kind: "type", key: type, type }));
}

/** Finds the bosses by their names in both languages. */
function bossSearch(bosses: readonly TrainerResource[]): (query: string) => readonly Found[] {
  const search = createNameSearch(bosses.map((boss) => ({ boss, slug: boss.slug, names: boss.names })));
  return (query) => search(query).map(({ boss }) => ({ kind: "boss", key: boss.slug, boss }));
}
