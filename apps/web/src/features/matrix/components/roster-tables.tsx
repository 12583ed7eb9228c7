import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ChanceBar } from "../../../components/chance-bar.tsx";
import shared from "../../../components/facts-page.module.css";
import { FormDisc } from "../../../components/form-picker.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import type { RosterMatrix } from "../roster-matrix.ts";
import classes from "./matrix.module.css";

const ROWS = 20;

interface StrongestTableProps {
  readonly matrix: RosterMatrix;
  /** Told the place of a form whose row is wanted. */
  readonly onPick: (place: number) => void;
}

/** All forms by their mean chance against the others. */
export function StrongestTable({ matrix, onPick }: StrongestTableProps) {
  const { t, language } = useTexts();
  const [rows, setRows] = useState(ROWS);
  const { forms, strength, ahead } = matrix;
  const places = forms.map((_, place) => place).toSorted((left, right) => strength[right]! - strength[left]!);
  return (
    <>
      <table className={`${shared.table} ${classes.table}`}>
        <caption className="visually-hidden">{t("matrix.strongest.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("matrix.rank")}</th>
            <th scope="col">{t("matrix.pokemon")}</th>
            <th scope="col" className={shared.number}>
              {t("matrix.mean")}
            </th>
            <th scope="col" className={shared.number}>
              {t("matrix.ahead")}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, rows).map((place, index) => (
            <tr key={place}>
              <td className={classes.rank}>{index + 1}</td>
              <th scope="row">
                <span className={classes.name}>
                  <FormDisc form={forms[place]!} size="small" />
                  <button type="button" onClick={() => onPick(place)}>
                    {forms[place]!.names[language]}
                  </button>
                </span>
              </th>
              <td className={shared.number}>{formatChance(strength[place]!, language)}</td>
              <td className={shared.number}>{ahead[place]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreButton shown={rows} total={places.length} onMore={() => setRows(rows + 2 * ROWS)} />
    </>
  );
}

interface RowTableProps {
  readonly matrix: RosterMatrix;
  /** Whose match-ups. */
  readonly place: number;
}

/** One form against every other, best first: the row of the map as a table. */
export function RowTable({ matrix, place }: RowTableProps) {
  const { t, language } = useTexts();
  const [rows, setRows] = useState(ROWS);
  const { forms, p } = matrix;
  const chance = (foe: number) => p[place * forms.length + foe]!;
  const foes = forms
    .map((_, foe) => foe)
    .filter((foe) => foe !== place)
    .toSorted((left, right) => chance(right) - chance(left));
  const name = forms[place]!.names[language];
  return (
    <>
      <table className={`${shared.table} ${classes.table}`}>
        <caption className="visually-hidden">{t("matrix.row.caption", { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("matrix.rank")}</th>
            <th scope="col">{t("matrix.against")}</th>
            <th scope="col" className={shared.number}>
              {t("matrix.chance")}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {foes.slice(0, rows).map((foe, index) => (
            <tr key={foe}>
              <td className={classes.rank}>{index + 1}</td>
              <th scope="row">
                <span className={classes.name}>
                  <FormDisc form={forms[foe]!} size="small" />
                  <Link
                    to="/"
                    search={({ lang }: { readonly lang?: string }) => ({
                      ...{ a: forms[place]!.slug, b: forms[foe]!.slug },
                      ...(lang === undefined ? {} : { lang }),
                    })}
                  >
                    {forms[foe]!.names[language]}
                  </Link>
                </span>
              </th>
              <td className={shared.number}>{formatChance(chance(foe), language)}</td>
              <td className={classes.bar}>
                <ChanceBar probability={chance(foe)} low={chance(foe)} high={chance(foe)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreButton shown={rows} total={foes.length} onMore={() => setRows(rows + 2 * ROWS)} />
    </>
  );
}

interface MoreButtonProps {
  readonly shown: number;
  readonly total: number;
  readonly onMore: () => void;
}

function MoreButton({ shown, total, onMore }: MoreButtonProps) {
  const { t } = useTexts();
  if (shown >= total) return null;
  return (
    <Button className={classes.more} variant="default" fullWidth onClick={onMore}>
      {t("matrix.more", { count: Math.min(2 * ROWS, total - shown) })}
    </Button>
  );
}
