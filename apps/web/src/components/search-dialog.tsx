import type { MoveItem, PokemonItem } from "@predictiondex/contract";
import { createNameSearch, foldName } from "@predictiondex/core";
import { useNavigate } from "@tanstack/react-router";
import { type Ref, useMemo } from "react";
import { useMoves } from "../api/get-moves.ts";
import { useRoster } from "../api/get-roster.ts";
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
  | { readonly kind: "move"; readonly key: string; readonly move: MoveItem };

/** Pages and moves shown among the results, at most. */
const MOST_PAGES = 3;
const MOST_MOVES = 5;

interface SearchDialogProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly onClose: () => void;
}

/** Finds pages, Pokémon and moves by name in either language, and goes there. */
export function SearchDialog({ ref, onClose }: SearchDialogProps) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const roster = useRoster();
  const moves = useMoves();
  const pages = useMemo(() => searchPages(), []);
  const searchMoves = useMemo(() => moveSearch(moves.data ?? []), [moves.data]);
  const textOf = (found: Found): string => {
    if (found.kind === "page") return t(found.entry.text);
    return nameIn(language, found.kind === "move" ? found.move : found.form);
  };
  const search = (query: string): readonly Found[] => {
    const found = pages(query);
    const forms = (roster.data?.search(query) ?? []).map(
      (form) => ({ kind: "pokemon", key: form.slug, form }) as const,
    );
    if (query === "") return [...found, ...forms];
    const names = [...found.slice(0, MOST_PAGES), ...searchMoves(query).slice(0, MOST_MOVES)];
    // What is typed whole comes first, whatever it is.
    const isExact = (each: Found) => foldName(textOf(each)) === foldName(query);
    return [...names, ...forms].toSorted((left, right) => Number(isExact(right)) - Number(isExact(left)));
  };
  const go = (found: Found) => {
    onClose();
    const { key: slug } = found;
    if (found.kind === "page") void navigate({ to: found.entry.to, search: keepLanguage });
    else if (found.kind === "move") {
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
  if (found.kind === "move") {
    const { move } = found;
    return (
      <>
        <span className={classes.sign}>
          <TypeDot type={move.type.slug} />
        </span>
        <span className={classes.text}>
          {nameIn(language, move)}
          <small>{[t("search.move"), t(`type.${move.type.slug}`)].join(" · ")}</small>
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
