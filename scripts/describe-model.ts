// Writes what docs/MODEL.md holds of the code and of an evaluation: the table of features, the slices, the baselines and
// the reliability diagrams; and puts the evaluation into the release's card, for the page that shows it.
//   npm run -s cli -- evaluate --dataset FOLDER --json > evaluation.json
//   node scripts/describe-model.ts evaluation.json

import { readFileSync, writeFileSync } from "node:fs";
import {
  type EvaluationReport,
  MATCHUP_COLUMNS,
  MOVE_COLUMNS,
  readReleaseCard,
  reliabilitySvg,
  type SliceReport,
} from "@predictiondex/ml";

const DOCUMENT = "docs/MODEL.md";
const CARD = "packages/ml/release/card.json";
const PARTS = { "test-pairs": "pairs unseen", "test-species": "species unseen" } as const;
type Part = keyof typeof PARTS;

const [file] = process.argv.slice(2);
let text = readFileSync(DOCUMENT, "utf8");
put("features", featureTable());
put("card", cardTable());
if (file !== undefined) {
  const reports = JSON.parse(readFileSync(file, "utf8")) as Record<Part, EvaluationReport> & {
    readonly model: string;
  };
  put("results", `Model \`${reports.model.slice(0, 12)}\`.\n\n${resultTable(reports)}`);
  put("baselines", baselineTable(reports));
  put("slices", sliceTables(reports));
  for (const part of Object.keys(PARTS) as Part[]) {
    const title = `Reliability, ${PARTS[part]} (${reports[part].nMatchups} match-ups)`;
    writeFileSync(`docs/images/reliability-${part}.svg`, reliabilitySvg(reports[part].reliability, title));
  }
  const card = readReleaseCard();
  if (card.digest !== reports.model)
    throw new Error(`${file} is of the model ${reports.model}, not ${card.digest}`);
  const evaluation = { pairs: reports["test-pairs"], species: reports["test-species"] };
  writeFileSync(CARD, `${JSON.stringify({ ...card, evaluation }, undefined, 1)}\n`);
}
writeFileSync(DOCUMENT, text);

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function put(name: string, content: string): void {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`${DOCUMENT} has no place for "${name}"`);
  text = `${text.slice(0, from + open.length)}\n${content}\n${text.slice(to)}`;
}

function featureTable(): string {
  const rows = MOVE_COLUMNS.slice(MATCHUP_COLUMNS.length);
  const own = MATCHUP_COLUMNS.filter(({ name }) => !name.startsWith("foe."));
  const line = ({ name, tells, monotone }: (typeof MOVE_COLUMNS)[number]): string =>
    `| \`${name}\` | ${tells} | ${monotone === 0 ? "" : monotone > 0 ? "only rises" : "only falls"} |`;
  return [
    `${MATCHUP_COLUMNS.length} columns of a match-up (those of \`own.\` stand there for the foe once more, as \`foe.\`, their constraint turned round), ${rows.length} more of a move.`,
    "",
    "| column | tells | constraint |",
    "|---|---|---|",
    ...[...own, ...rows].map(line),
  ].join("\n");
}

function cardTable(): string {
  const { digest, schema, bytes, origin, heads, options } = readReleaseCard();
  const { maxDepth, learningRate, lambda, minChildWeight, maxBins, seed } = options.boost.win;
  const trees = Object.entries(heads).map(([name, head]) => `${name} ${head.nTrees}`);
  return [
    "| | |",
    "|---|---|",
    `| name (SHA-256) | \`${digest}\` |`,
    `| columns | \`${schema}\` |`,
    `| size | ${bytes.toLocaleString("en")} bytes |`,
    `| trained | ${origin.createdAt}, ${origin.nMatchups.toLocaleString("en")} match-ups, ${origin.nRows.toLocaleString("en")} rows |`,
    `| data set (digest of its manifest then) | \`${origin.dataset}\` |`,
    `| game tables | \`${origin.dataVersion}\` |`,
    `| trees | ${trees.join(", ")}; depth ${maxDepth}, learning rate ${learningRate}, λ ${lambda}, least hessian ${minChildWeight}, ${maxBins} bins, seed ${seed} |`,
  ].join("\n");
}

function resultTable(reports: Readonly<Record<Part, EvaluationReport>>): string {
  const goals: readonly (readonly [string, string, string, (report: EvaluationReport) => number])[] = [
    ["mean absolute error, all", "≤ 0.012", "≤ 0.03", ({ overall }) => overall.meanAbsoluteError],
    ["mean absolute error, close (0.2–0.8)", "≤ 0.05", "≤ 0.08", ({ close }) => close.meanAbsoluteError],
    ["closed-form race beaten on close by", "≥ 0.30", "≥ 0.20", ({ raceBeatenOnClose }) => raceBeatenOnClose],
    ["winner accuracy outside 0.45–0.55", "≥ 0.99", "≥ 0.97", ({ overall }) => overall.winnerAccuracy],
    ["calibration error, 15 bins", "≤ 0.005", "≤ 0.015", ({ overall }) => overall.ece],
    ["mean best-move regret", "≤ 0.005", "≤ 0.01", ({ overall }) => overall.bestMoveRegret],
    ["log loss above the labels' entropy", "", "", ({ overall }) => overall.excessLogLoss],
    ["Brier (against game values)", "", "", ({ overall }) => overall.brier],
    ["error of p(i)", "", "", ({ overall }) => overall.moveError],
    ["error of worst(i)", "", "", ({ overall }) => overall.worstError],
    ["true values between low and high", "0.90", "0.90", ({ coverage }) => coverage],
  ];
  return [
    `| | pairs unseen (${reports["test-pairs"].nMatchups}) | goal | species unseen (${reports["test-species"].nMatchups}) | goal |`,
    "|---|---|---|---|---|",
    ...goals.map(
      ([name, pairs, species, of]) =>
        `| ${name} | ${show(of(reports["test-pairs"]))} | ${pairs} | ${show(of(reports["test-species"]))} | ${species} |`,
    ),
  ].join("\n");
}

function baselineTable(reports: Readonly<Record<Part, EvaluationReport>>): string {
  const names = Object.keys(reports["test-pairs"].baselines) as (keyof EvaluationReport["baselines"])[];
  const cells = (part: Part, name: (typeof names)[number]): string => {
    const { overall, close } = reports[part].baselines[name];
    return `${show(overall.meanAbsoluteError)} / ${show(close.meanAbsoluteError)} / ${show(overall.winnerAccuracy)}`;
  };
  const model = (part: Part): string => {
    const { overall, close } = reports[part];
    return `${show(overall.meanAbsoluteError)} / ${show(close.meanAbsoluteError)} / ${show(overall.winnerAccuracy)}`;
  };
  return [
    "| error / error on close / winner | pairs unseen | species unseen |",
    "|---|---|---|",
    ...names.map((name) => `| ${name} | ${cells("test-pairs", name)} | ${cells("test-species", name)} |`),
    `| **model** | **${model("test-pairs")}** | **${model("test-species")}** |`,
  ].join("\n");
}

function sliceTables(reports: Readonly<Record<Part, EvaluationReport>>): string {
  const line = (name: string, one: SliceReport): string =>
    `| ${name} | ${one.count} | ${show(one.meanAbsoluteError)} | ${show(one.ece)} | ${show(one.winnerAccuracy)} | ${show(one.bestMoveRegret)} |`;
  return (Object.keys(PARTS) as Part[])
    .map((part) => {
      const { overall, close, slices, worst } = reports[part];
      const worstLines = worst.map(
        ({ a, b, movesOfA, movesOfB, truth, predicted }) =>
          `- ${show(predicted)}, true ${show(truth)}: ${a} (${movesOfA.join(", ")}) – ${b} (${movesOfB.join(", ")})`,
      );
      return [
        `### ${PARTS[part]}`,
        "",
        "| slice | match-ups | error | calibration | winner | regret |",
        "|---|---|---|---|---|---|",
        line("all", overall),
        line("close", close),
        ...slices.map((slice) => line(slice.name, slice)),
        "",
        "Worst five:",
        "",
        ...worstLines,
      ].join("\n");
    })
    .join("\n\n");
}

function show(x: number): string {
  return x.toFixed(4);
}
