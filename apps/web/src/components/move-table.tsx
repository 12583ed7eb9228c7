import type { MoveResource } from "@predictiondex/contract";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/i18n.ts";
import "../i18n/game/texts.ts";
import { formatPercent } from "../i18n/numbers.ts";
import { MoveLink } from "./fact-link.tsx";
import classes from "./move-table.module.css";
import { TypeChip } from "./type-chip.tsx";

interface MoveTableProps {
  readonly caption: string;
  readonly rows: readonly {
    readonly move: MoveResource;
    /** Stands beside the name. */
    readonly mark?: ReactNode;
    /** The last column. */
    readonly rest: ReactNode;
  }[];
  readonly heads: { readonly move: string; readonly rest: string };
  readonly withPp?: boolean;
}

/** Moves with their values as a table; on a phone each row becomes a few lines. */
export function MoveTable({ caption, rows, heads, withPp = false }: MoveTableProps) {
  const { t, language } = useTexts();
  const number = (name: "power" | "accuracy" | "pp", value: string | number | null) => (
    <td className={classes.number} data-none={value === null || undefined}>
      <span className={classes.label}>{t(`move.${name}`)} </span>
      {value ?? "–"}
    </td>
  );
  return (
    <table className={classes.moves}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.move}</th>
          <th scope="col">{t("move.type")}</th>
          <th scope="col">{t("move.category")}</th>
          {(["power", "accuracy", ...(withPp ? ["pp" as const] : [])] as const).map((name) => (
            <th key={name} scope="col" className={classes.number}>
              {t(`move.${name}`)}
            </th>
          ))}
          <th scope="col">{heads.rest}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ move, mark, rest }) => (
          <tr key={move.slug}>
            <th scope="row">
              <MoveLink slug={move.slug}>{move.names[language]}</MoveLink> {mark}
            </th>
            <td>
              <TypeChip type={move.type} />
            </td>
            <td className={classes.category}>{t(`category.${move.category}`)}</td>
            {number("power", move.power)}
            {number(
              "accuracy",
              move.accuracy === null ? t("move.accuracy.always") : formatPercent(move.accuracy, language),
            )}
            {withPp && number("pp", move.pp)}
            <td className={classes.rest}>{rest}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
