import type { PokemonItem } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { useNavigate } from "@tanstack/react-router";
import { type Ref, useMemo } from "react";
import { useRoster } from "../api/get-roster.ts";
import { i18n, useTexts } from "../i18n/i18n.ts";
import { nameIn } from "../i18n/language.ts";
import { ComboBox } from "./combo-box.tsx";
import { Disc } from "./disc.tsx";
import { Icon } from "./icon.tsx";
import { FOOT_NAVIGATION, NAVIGATION, type NavigationEntry } from "./navigation.ts";
import classes from "./search-dialog.module.css";

type Found =
  | { readonly kind: "page"; readonly key: string; readonly entry: NavigationEntry }
  | { readonly kind: "pokemon"; readonly key: string; readonly form: PokemonItem };

/** Pages shown among the results, at most. */
const MOST_PAGES = 3;

interface SearchDialogProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly onClose: () => void;
}

/** Finds pages and Pokémon by name in either language, and goes there. */
export function SearchDialog({ ref, onClose }: SearchDialogProps) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const roster = useRoster();
  const pages = useMemo(() => searchPages(), []);
  const search = (query: string): readonly Found[] => {
    const found = pages(query);
    const forms = (roster.data?.search(query) ?? []).map(
      (form) => ({ kind: "pokemon", key: form.slug, form }) as const,
    );
    return query === "" ? [...found, ...forms] : [...found.slice(0, MOST_PAGES), ...forms];
  };
  const textOf = (found: Found) =>
    found.kind === "page" ? t(found.entry.text) : nameIn(language, found.form);
  const go = (found: Found) => {
    onClose();
    const keepLanguage = ({ lang }: { readonly lang?: string }) => (lang === undefined ? {} : { lang });
    if (found.kind === "page") void navigate({ to: found.entry.to, search: keepLanguage });
    else void navigate({ to: "/", search: (now) => ({ ...now, b: found.key }) });
  };
  return (
    <dialog ref={ref} className={classes.dialog} aria-label={t("nav.search")} onClose={onClose}>
      <form method="dialog" className={classes.bar}>
        <ComboBox<Found>
          id="search-everything"
          label={t("search.label")}
          placeholder={t("search.label")}
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
  if (found.kind === "page") {
    return (
      <>
        <span className={classes.sign}>
          <Icon name="right" />
        </span>
        <span className={classes.text}>
          {t(found.entry.text)}
          <small>{t("search.page")}</small>
        </span>
      </>
    );
  }
  const { form } = found;
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

/** Finds pages by their names in both languages. */
function searchPages(): (query: string) => readonly Found[] {
  const entries = [...NAVIGATION, ...FOOT_NAVIGATION];
  const search = createNameSearch(
    entries.map((entry) => ({
      entry,
      slug: entry.to,
      names: { en: i18n.t(entry.text, { lng: "en" }), fr: i18n.t(entry.text, { lng: "fr" }) },
    })),
  );
  return (query) => search(query).map(({ entry }) => ({ kind: "page", key: entry.to, entry }));
}
