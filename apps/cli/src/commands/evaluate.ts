import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigInvalidError, deriveLegalMoves, type GameData, type GameFacts } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import {
  createLabeller,
  createSampler,
  type EvaluationReport,
  evaluateModel,
  type LabelledSample,
  loadModel,
  type Model,
  type ModelCard,
  readReleaseCard,
  readReleaseModel,
  type SliceReport,
} from "@predictiondex/ml";
import { readSamples } from "@predictiondex/ml-builder";
import { defineCommand } from "citty";
import { createProgressLine } from "../platform/progress-line.ts";
import { runGuarded } from "../run-command.ts";
import { loadRealBattles, readCount } from "./proofs.ts";

/** Both held-out parts: pairs of seen forms that were never trained on, and forms that were never seen. */
const PARTS = ["test-pairs", "test-species"] as const;
type Part = (typeof PARTS)[number];

/** `predictiondex evaluate`: the model against game values it has not seen, or against real battles in Showdown. */
export const evaluateCommand = defineCommand({
  meta: {
    name: "evaluate",
    description:
      "Measure the model against game values it has never seen, or (--showdown) against real battles",
  },
  args: {
    model: {
      type: "string",
      description: "Folder of model.bin and card.json (default: the committed model)",
    },
    dataset: {
      type: "string",
      description: "Folder of labelled test-pairs and test-species (default: labels anew)",
    },
    matchups: { type: "string", description: "Match-ups of each part (default 100; with --showdown 100)" },
    nodes: { type: "string", default: "100000", description: "Turns that a search may play for a label" },
    seed: { type: "string", default: "101", description: "Any whole number" },
    showdown: { type: "boolean", default: false, description: "Against real battles in Pokémon Showdown" },
    regret: {
      type: "string",
      default: "40",
      description: "With --showdown: match-ups whose moves are played out",
    },
    json: {
      type: "boolean",
      default: false,
      description: "Print the figures as JSON; docs/MODEL.md has the keys",
    },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const { model, card } = readModel(args.model);
      const facts = loadBundledFacts();
      const seed = readCount(args.seed, "--seed");
      const matchups = readCount(args.matchups ?? "100", "--matchups");
      const progress = createProgressLine(process.stderr);
      if (args.showdown) {
        const { measureAgainstBattles } = await loadRealBattles();
        const regretMatchups = readCount(args.regret, "--regret");
        const report = measureAgainstBattles(facts, model, { matchups, seed, regretMatchups }, (text, part) =>
          progress.show(text, part),
        );
        progress.done(`${matchups} match-ups`);
        if (args.json) console.log(JSON.stringify({ model: model.digest, ...report }, null, 2));
        else console.table(report.rows);
        return;
      }
      const nodes = readCount(args.nodes, "--nodes");
      const reports: Partial<Record<Part, EvaluationReport>> = {};
      for (const part of PARTS) {
        const samples =
          args.dataset === undefined
            ? labelAnew(facts, part, { matchups, nodes, seed }, (share) =>
                progress.show(`labels of ${part}`, share),
              )
            : await readSamples(join(args.dataset, part), facts, { splits: [part] });
        const taken = args.matchups === undefined ? samples : samples.slice(0, matchups);
        reports[part] = evaluateModel(model, taken, facts, card.baselines);
      }
      progress.done(`${reports["test-pairs"]!.nMatchups} + ${reports["test-species"]!.nMatchups} match-ups`);
      if (args.json) console.log(JSON.stringify({ model: model.digest, ...reports }, null, 2));
      else for (const part of PARTS) tell(part, reports[part]!);
    }),
});

function readModel(folder: string | undefined): { readonly model: Model; readonly card: ModelCard } {
  if (folder === undefined) return { model: loadModel(readReleaseModel()), card: readReleaseCard() };
  try {
    const card = JSON.parse(readFileSync(join(folder, "card.json"), "utf8")) as ModelCard;
    return { model: loadModel(readFileSync(join(folder, "model.bin"))), card };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ConfigInvalidError(`--model ${folder}: must hold model.bin and card.json`);
  }
}

/** Random legal sets from all moves, each match-up counting alike, valued by the solver now. */
function labelAnew(
  facts: GameFacts,
  part: Part,
  { matchups, nodes, seed }: { readonly matchups: number; readonly nodes: number; readonly seed: number },
  onProgress: (share: number) => void,
): LabelledSample[] {
  const data: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
  const sampler = createSampler(data, { seed, scenario: "random_move", splits: [part], favourClose: false });
  const labeller = createLabeller(data);
  return Array.from({ length: matchups }, (_, index) => {
    onProgress(index / matchups);
    const sample = sampler.sample(index);
    return { sample, label: labeller.label(sample, { nodes }) };
  });
}

function tell(part: Part, report: EvaluationReport): void {
  const line = (one: SliceReport): Record<string, number> => ({
    matchups: one.count,
    meanAbsoluteError: round(one.meanAbsoluteError),
    excessLogLoss: round(one.excessLogLoss),
    brier: round(one.brier),
    ece: round(one.ece),
    winnerAccuracy: round(one.winnerAccuracy),
    bestMoveRegret: round(one.bestMoveRegret),
  });
  console.log(
    `\n${part}: ${report.nMatchups} match-ups; closed-form race beaten on close ones by ${round(report.raceBeatenOnClose)}`,
  );
  const slices = Object.fromEntries(report.slices.map((slice) => [slice.name, line(slice)]));
  console.table({ overall: line(report.overall), "close (0.2–0.8)": line(report.close), ...slices });
  const baselines = Object.entries(report.baselines).map(([name, { overall, close }]) => [
    name,
    {
      meanAbsoluteError: round(overall.meanAbsoluteError),
      close: round(close.meanAbsoluteError),
      winnerAccuracy: round(overall.winnerAccuracy),
    },
  ]);
  console.table(Object.fromEntries(baselines));
  console.log("worst five:");
  for (const { a, b, movesOfA, movesOfB, truth, predicted } of report.worst) {
    console.log(
      `  ${a} (${movesOfA.join(", ")}) – ${b} (${movesOfB.join(", ")}): ${round(predicted)}, true ${round(truth)}`,
    );
  }
}

function round(x: number): number {
  return Math.round(x * 1e4) / 1e4;
}
