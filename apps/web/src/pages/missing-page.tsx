import { Link } from "@tanstack/react-router";
import { useTexts } from "../i18n/i18n.ts";

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTexts();
  return (
    <section className="card">
      <h1>{t("page.missing")}</h1>
      <p>
        <Link className="action" to="/">
          {t("page.missing.back")}
        </Link>
      </p>
    </section>
  );
}
