import { useTexts } from "../i18n/i18n.ts";

/** What stands in the place of a page that failed while drawing. */
export function BrokenPage() {
  const { t } = useTexts();
  return (
    <section className="card" role="alert">
      <h1>{t("page.broken")}</h1>
      <p>
        <a className="action" href={location.href}>
          {t("page.broken.reload")}
        </a>
      </p>
    </section>
  );
}
