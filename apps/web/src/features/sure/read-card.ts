import type { ModelCard } from "@predictiondex/contract";
import type { ChanceMetrics, EvaluationReport } from "@predictiondex/ml";

/** What a model's card and measures say, as far as they hold it. */
export interface ModelReport {
  readonly trainedOn: { readonly matchups: number | undefined; readonly day: string | undefined };
  /** Measures by what was held out, in the order of the table. */
  readonly measures: readonly { readonly held: HeldOut; readonly metrics: ChanceMetrics }[];
  /** Full reports on pairs and on species that the model never saw. */
  readonly reports: Readonly<Partial<Record<"pairs" | "species", EvaluationReport>>>;
}

/** What was kept away from the training. */
export const HELD_OUT = ["validation", "pairs", "species"] as const;
export type HeldOut = (typeof HELD_OUT)[number];

type Facts = Readonly<Record<string, unknown>>;

/** Reads card and measures; what is missing or of another shape is left out. */
export function readCard({ card, metrics }: Pick<ModelCard, "card" | "metrics">): ModelReport {
  const origin = asFacts(card.origin);
  const reports = asFacts(card.evaluation) ?? {};
  const pairs = asReport(metrics.pairs) ?? asReport(reports.pairs);
  const species = asReport(metrics.species) ?? asReport(reports.species);
  const validation = asMetrics(metrics.validation) ?? asMetrics(card.validation);
  const held = { validation, pairs: pairs?.overall, species: species?.overall };
  return {
    trainedOn: { matchups: asNumber(origin?.nMatchups), day: asText(origin?.createdAt) },
    measures: HELD_OUT.flatMap((name) => {
      const found = held[name];
      return found === undefined ? [] : [{ held: name, metrics: found }];
    }),
    reports: { ...(pairs && { pairs }), ...(species && { species }) },
  };
}

/** Slices with the largest mean error first; those that nothing fell into are left out. */
export function slicesOf(report: EvaluationReport): EvaluationReport["slices"] {
  return report.slices
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.meanAbsoluteError - left.meanAbsoluteError);
}

function asReport(value: unknown): EvaluationReport | undefined {
  const facts = asFacts(value);
  if (facts === undefined || asMetrics(facts.overall) === undefined) return undefined;
  const hasLists = [facts.slices, facts.reliability, facts.worst].every(Array.isArray);
  return hasLists && asFacts(facts.baselines) !== undefined
    ? (facts as unknown as EvaluationReport)
    : undefined;
}

function asMetrics(value: unknown): ChanceMetrics | undefined {
  const facts = asFacts(value);
  const names = ["count", "meanAbsoluteError", "excessLogLoss", "brier", "ece", "winnerAccuracy"];
  const isWhole = facts !== undefined && names.every((name) => typeof facts[name] === "number");
  return isWhole ? (facts as unknown as ChanceMetrics) : undefined;
}

function asFacts(value: unknown): Facts | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Facts) : undefined;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
