// How far labels are from the truth, by the turns that a search may play, and what they cost:
//   npm run bench -- label-noise [--matchups 80] [--reference 150000] [--json]
// Random legal sets, drawn plainly; those decided at 20,000 turns are left out. Times are CPU time.

import { parseArgs } from "node:util";
import { deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { createLabeller, createSampler, type MatchupLabel } from "@predictiondex/ml";

const { values } = parseArgs({
  options: {
    matchups: { type: "string", default: "80" },
    reference: { type: "string", default: "150000" },
    json: { type: "boolean", default: false },
  },
});
const BUDGETS = [1000, 2000, 3000, 4000, 10_000, 20_000];
const OPEN_LOW = 0.03;
const OPEN_HIGH = 0.97;
const REFERENCE_SEED = 1_000_003;

const facts = loadBundledFacts();
const data = { ...facts, learnsets: deriveLegalMoves(facts) };
const sampler = createSampler(data, {
  seed: 7,
  scenario: "random_move",
  splits: ["train"],
  favourClose: false,
});
const labeller = createLabeller(data);
const found = new Map<number, { readonly label: MatchupLabel; readonly truth: MatchupLabel }[]>();
const milliseconds = new Map<number, number>();
let open = 0;
for (let index = 0; index < Number(values.matchups); index++) {
  const sample = sampler.sample(index);
  const { p } = labeller.label(sample, { nodes: 20_000 });
  if (p < OPEN_LOW || p > OPEN_HIGH) continue;
  open++;
  const truth = labeller.label(
    { ...sample, index: index + REFERENCE_SEED },
    { nodes: Number(values.reference) },
  );
  for (const nodes of BUDGETS) {
    const before = process.cpuUsage().user;
    const label = labeller.label(sample, { nodes });
    milliseconds.set(nodes, (milliseconds.get(nodes) ?? 0) + (process.cpuUsage().user - before) / 1000);
    found.set(nodes, [...(found.get(nodes) ?? []), { label, truth }]);
  }
}
const rows = BUDGETS.map((nodes) => {
  const pairs = found.get(nodes)!;
  const errors = pairs
    .map(({ label, truth }) => Math.abs(label.p - truth.p))
    .sort((left, right) => left - right);
  // Away from one half: a bias that averages over many labels don't take away.
  const outward = pairs.map(({ label, truth }) => (label.p - truth.p) * Math.sign(truth.p - 0.5));
  const worst = pairs.flatMap(({ label, truth }) => label.a.map((move, i) => move.worst - truth.a[i]!.worst));
  return {
    nodes,
    meanError: round(mean(errors)),
    medianError: round(errors[errors.length >> 1]!),
    p90Error: round(errors[Math.floor(errors.length * 0.9)]!),
    outwardBias: round(mean(outward)),
    worstBias: round(mean(worst)),
    ms: round(milliseconds.get(nodes)! / pairs.length),
  };
});
if (values.json) console.log(JSON.stringify({ matchups: Number(values.matchups), open, rows }, undefined, 2));
else console.table(rows);

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
