import type { ModelRuns } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { Fold } from "../../../components/fold.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatMeasure } from "../../../i18n/numbers.ts";
import { useModelRuns } from "../api/get-model.ts";
import { readCard } from "../read-card.ts";
import { reasonText } from "../reason-text.ts";
import classes from "./entry-list.module.css";
import { Entry, EntryList } from "./entry-list.tsx";

/** Every training on this host, with what came of it. */
export function ExperimentLog() {
  const { t } = useTexts();
  const runs = useModelRuns();
  return (
    <section className="card" aria-labelledby="runs">
      <h2 id="runs">{t("sure.runs")}</h2>
      <QueryFaces
        query={runs}
        loading={<Skeleton height="8rem" apart="above" />}
        isEmpty={(data) => data.runs.length === 0}
        empty={<p className={shared.lead}>{t("sure.runs.none")}</p>}
      >
        {(data) => (
          <EntryList label={t("sure.runs.caption")}>
            {data.runs.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </EntryList>
        )}
      </QueryFaces>
    </section>
  );
}

interface RunProps {
  readonly run: ModelRuns["runs"][number];
}

function Run({ run: { id, status, startedAt, options, metrics, outcome } }: RunProps) {
  const { t, language } = useTexts();
  const [validation] = readCard({ card: {}, metrics }).measures;
  const settings = flatten(options);
  return (
    <Entry
      title={t("sure.runs.number", { id, day: formatDay(startedAt, language) })}
      facts={[
        [t("sure.runs.status"), t(`sure.run.${status}`)],
        [
          t("sure.runs.error"),
          validation === undefined
            ? "–"
            : formatMeasure(validation.metrics.meanAbsoluteError * 100, language, 1),
        ],
      ]}
    >
      {outcome !== null && <p className={classes.text}>{reasonText(outcome, language)}</p>}
      {settings.length > 0 && (
        <Fold title={t("sure.runs.options.count", { count: settings.length })}>
          <code className={classes.options}>{settings.join(" ")}</code>
        </Fold>
      )}
    </Entry>
  );
}

/** Options as `boost.win.maxDepth=6`. */
function flatten(options: Readonly<Record<string, unknown>>, before = ""): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? flatten(value as Readonly<Record<string, unknown>>, `${before}${name}.`)
      : [`${before}${name}=${value}`],
  );
}
