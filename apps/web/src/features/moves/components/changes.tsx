import type { MoveResource } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import changes from "../move-changes.json" with { type: "json" };

const FIELDS = ["power", "accuracy", "pp"] as const;
type Field = (typeof FIELDS)[number];

interface ChangesProps {
  readonly move: MoveResource;
}

/** The values of a move that differ in the game before Let's Go or in the newest one; nothing where none do. */
export function Changes({ move }: ChangesProps) {
  const { t, language } = useTexts();
  const own = changes.filter((change) => change.move === move.slug);
  if (own.length === 0) return null;
  const tell = (field: Field, value: number | null) => {
    if (value === null) return "–";
    if (field !== "accuracy") return value;
    return value === 0 ? t("move.accuracy.always") : formatPercent(value, language);
  };
  return (
    <section className="card" aria-labelledby="changes">
      <h2 id="changes">{t("moves.changes")}</h2>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("moves.changes.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("moves.changes.value")}</th>
            {(["here", "before", "now"] as const).map((game) => (
              <th key={game} scope="col" className={shared.number}>
                {t(`moves.changes.${game}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIELDS.flatMap((field) => own.filter((change) => change.field === field)).map((change) => {
            const field = change.field as Field;
            return (
              <tr key={field}>
                <th scope="row">{t(`move.${field}`)}</th>
                <td className={shared.number}>
                  <b>{tell(field, change.here)}</b>
                </td>
                <td className={shared.number}>{tell(field, change.before)}</td>
                <td className={shared.number}>{tell(field, change.now)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={shared.note}>{t("moves.changes.source")}</p>
    </section>
  );
}
