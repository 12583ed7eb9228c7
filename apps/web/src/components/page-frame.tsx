import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { IS_STATIC } from "../engine/engines.ts";
import { setUiLanguage, useTexts } from "../i18n/i18n.ts";
import { pickLanguage } from "../i18n/language.ts";
import { ConnectionNote } from "./connection-note.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { Icon } from "./icon.tsx";
import { InstallNote } from "./install-note.tsx";
import { FOOT_NAVIGATION, NAVIGATION } from "./navigation.ts";
import classes from "./page-frame.module.css";
import { PageLink } from "./page-link.tsx";
import { PageMenu } from "./page-menu.tsx";
import { useSearchDialog } from "./use-search-dialog.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** The surface colours of `tokens.css`, for the browser's own bars. */
const BAR_COLOURS = { light: "#FFFFFF", dark: "#172227" };

/** What stands around every page: skip link, header with language, colours and help, footer. */
export function PageFrame() {
  const { t, language } = useTexts();
  const wanted = pickLanguage(useSearch({ strict: false }).lang);
  const navigate = useNavigate();
  const help = useRef<HTMLDialogElement>(null);
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const switchColours = () => setColorScheme(isDark ? "light" : "dark");
  const coloursText = isDark ? t("nav.theme.light") : t("nav.theme.dark");
  const other = language === "fr" ? "en" : "fr";
  const search = useSearchDialog();
  const openHelp = () => {
    help.current?.showModal();
    // Else the browser takes the first control, which is at the end.
    help.current?.querySelector("h2")?.focus();
  };
  useShortcuts(
    {
      "/": search.open,
      "Ctrl+K": search.open,
      "?": openHelp,
      t: switchColours,
    },
    "frame",
  );
  useEffect(() => {
    setUiLanguage(wanted);
  }, [wanted]);
  useEffect(() => {
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      meta.content = isDark ? BAR_COLOURS.dark : BAR_COLOURS.light;
    }
  }, [isDark]);

  return (
    <>
      <a className={classes.skip} href="#main">
        {t("nav.skip")}
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <PageLink className={classes.brand} to="/">
            <Brand />
            PredictionDex
          </PageLink>
          <nav className={classes.nav} aria-label={t("nav.pages")}>
            {NAVIGATION.map(({ to, text }) => (
              <PageLink key={to} to={to}>
                {t(text)}
              </PageLink>
            ))}
          </nav>
          <ActionIcon
            className={classes.tool}
            variant="subtle"
            aria-label={t("nav.search")}
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K"
            onClick={search.open}
          >
            <Icon name="search" />
          </ActionIcon>
          <ActionIcon
            className={classes.tool}
            variant="subtle"
            lang={other}
            aria-label={`${other.toUpperCase()} – ${t("nav.language")}`}
            onClick={() =>
              navigate({
                to: ".",
                search: (search) => ({ ...search, lang: other }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {other.toUpperCase()}
          </ActionIcon>
          <ActionIcon
            className={`${classes.tool} ${classes.roomy}`}
            variant="subtle"
            aria-label={coloursText}
            onClick={switchColours}
          >
            <Icon name="theme" />
          </ActionIcon>
          <ActionIcon
            className={`${classes.tool} ${classes.roomy}`}
            variant="subtle"
            aria-label={t("nav.help")}
            aria-haspopup="dialog"
            onClick={openHelp}
          >
            <Icon name="ask" />
          </ActionIcon>
          <PageMenu
            tools={[
              { icon: "theme", text: coloursText, run: switchColours },
              { icon: "ask", text: t("nav.help"), run: openHelp },
            ]}
          />
        </div>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={classes.footer}>
        <p>{t("foot.fans")}</p>
        <InstallNote />
        <p>
          {!IS_STATIC && <a href="/api/docs/">{t("foot.api")}</a>}
          {FOOT_NAVIGATION.map(({ to, text }) => (
            <PageLink key={to} to={to}>
              {t(text)}
            </PageLink>
          ))}
        </p>
      </footer>
      <ConnectionNote />
      <HelpDialog ref={help} />
      {search.dialog}
    </>
  );
}

function Brand() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" strokeWidth="5">
        <path d="M6.1 24.2A12.5 12.5 0 0 1 8.6 5.9" stroke="var(--bar-leanloss)" />
        <path d="M11.8 4.2a12.5 12.5 0 0 1 8.4 0" stroke="var(--bar-even)" opacity=".55" />
        <path d="M23.4 5.9a12.5 12.5 0 0 1 2.5 18.3" stroke="var(--bar-win)" />
      </g>
      <path d="m16 20 6-8.5" stroke="currentColor" strokeWidth="3.2" strokeLinecap="round" />
      <circle cx="16" cy="20" r="3.6" fill="currentColor" />
    </svg>
  );
}
