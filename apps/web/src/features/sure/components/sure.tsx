import shared from "../../../components/facts-page.module.css";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { VERIFICATION } from "../verification.ts";
import { Checks } from "./checks.tsx";
import { DataSources } from "./data-sources.tsx";
import { Datasets } from "./datasets.tsx";
import { Drift } from "./drift.tsx";
import { ExperimentLog } from "./experiment-log.tsx";
import { ModelCard } from "./model-card.tsx";
import { QualityReport } from "./quality-report.tsx";
import { RealBattles } from "./real-battles.tsx";
import { Reliability } from "./reliability.tsx";
import classes from "./sure.module.css";
import { SureHero } from "./sure-hero.tsx";

/** How far answers and data are to be trusted, with what it was measured on. */
export function Sure() {
  const { t } = useTexts();
  usePageTitle(t("sure.title"));
  return (
    <div className={shared.stack}>
      <h1>{t("sure.title")}</h1>
      <SureHero />
      <div className={classes.halves}>
        <section className="card" aria-labelledby="reliability">
          <h2 id="reliability">{t("sure.reliability")}</h2>
          <Reliability bands={VERIFICATION.showdown.bands} countLabel={t("sure.reliability.count")} />
        </section>
        <Checks />
      </div>
      <ModelCard />
      <RealBattles />
      <ExperimentLog />
      <Drift />
      <DataSources />
      <QualityReport />
      <Datasets />
    </div>
  );
}
