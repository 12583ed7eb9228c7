import { Skeleton } from "../components/skeleton.tsx";
import { useTexts } from "../i18n/i18n.ts";

/** What stands in the place of a page whose code is still loading. */
export function LoadingPage() {
  const { t } = useTexts();
  return (
    <section className="card" aria-busy="true">
      <span className="visually-hidden" role="status">
        {t("page.loading")}
      </span>
      <Skeleton height="2rem" width="12rem" apart="below" />
      <Skeleton height="60dvh" />
    </section>
  );
}
