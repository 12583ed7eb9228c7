import { isDeepStrictEqual } from "node:util";
import type { DataIssue } from "@predictiondex/db";
import { type RuleTable, ruleFor, type SourceName } from "./precedence.ts";

/** Values that the sources state for one field; a source that states none is absent. */
export type Claims<T> = { readonly [S in SourceName]?: T };

/** Chooses values by precedence, and remembers every disagreement. */
export interface Chooser {
  /** The winner's value. @throws {Error} when no source states one. */
  choose<T>(table: RuleTable, subject: string, field: string, claims: Claims<T>): T;
  /** Fields of a row, each on its own; records of values (names, stats) key by key. */
  chooseRow<T extends object>(
    table: (field: keyof T & string) => RuleTable,
    subject: string,
    rows: { readonly bundled: T; readonly pokeapi: T | undefined },
    fields: readonly (keyof T & string)[],
  ): T;
  readonly issues: DataIssue[];
}

/** Makes a chooser without issues yet. */
export function createChooser(): Chooser {
  const issues: DataIssue[] = [];

  function choose<T>(table: RuleTable, subject: string, field: string, claims: Claims<T>): T {
    const { order, majority = false, why } = ruleFor(table, field);
    const stated = order.filter((source) => claims[source] !== undefined);
    const agreeing = (source: SourceName): number =>
      stated.filter((other) => isDeepStrictEqual(claims[other], claims[source])).length;
    const agreed = majority ? stated.find((source) => agreeing(source) > 1) : undefined;
    const winner = agreed ?? stated[0];
    if (winner === undefined) throw new Error(`no source states ${table} ${subject}: ${field}`);
    if (agreeing(winner) < stated.length) {
      const changes = claims.bundled !== undefined && !isDeepStrictEqual(claims[winner], claims.bundled);
      issues.push({
        severity: changes ? "warning" : "info",
        subjectTable: table.split(" ")[0]!,
        subject,
        field,
        found: claims,
        chosenSource: winner,
        reason: agreed ? `${agreeing(winner)} of ${stated.length} sources agree (${why})` : why,
      });
    }
    return claims[winner] as T;
  }

  return {
    issues,
    choose,
    chooseRow(table, subject, { bundled, pokeapi }, fields) {
      if (pokeapi === undefined) return bundled;
      const row = { ...bundled };
      for (const field of fields) {
        const claims = { bundled: bundled[field], pokeapi: pokeapi[field] };
        row[field] = isRecord(claims.bundled)
          ? (Object.fromEntries(
              Object.keys(claims.bundled).map((key) => [
                key,
                choose(table(field), subject, `${field}.${key}`, {
                  bundled: (claims.bundled as Record<string, unknown>)[key],
                  pokeapi: (claims.pokeapi as Record<string, unknown>)[key],
                }),
              ]),
            ) as (typeof row)[typeof field])
          : choose(table(field), subject, field, claims);
      }
      return row;
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
