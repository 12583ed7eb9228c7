import type { Pairing } from "@predictiondex/battle/verify";
import { defineCommand } from "citty";
import { createProgressLine } from "../platform/progress-line.ts";
import { runGuarded } from "../run-command.ts";
import { loadProofs, readCount } from "./proofs.ts";

/** `predictiondex verify policies`: a round robin of the policies for team battles. */
export const policiesCommand = defineCommand({
  meta: {
    name: "policies",
    description: "Let the policies for team battles play each other, on the engine and in Pokémon Showdown",
  },
  args: {
    pairs: { type: "string", default: "20", description: "Pairs of random legal teams of six" },
    showdown: { type: "string", default: "2", description: "How many of them are played in Showdown too" },
    seed: { type: "string", default: "1", description: "Any whole number" },
    json: { type: "boolean", default: false, description: "Print the tables as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const { provePolicies } = await loadProofs();
      const pairs = readCount(args.pairs, "--pairs");
      const sizes = {
        pairs,
        showdownPairs: readCount(args.showdown, "--showdown"),
        seed: readCount(args.seed, "--seed"),
      };
      const progress = createProgressLine(process.stderr);
      const proof = provePolicies(sizes, (done) => progress.show(`${done} pairs of teams`, done / pairs));
      progress.done(`${pairs} pairs of teams`);
      if (args.json) console.log(JSON.stringify({ sizes, ...proof }, null, 2));
      else for (const [where, table] of Object.entries(proof)) console.log(tell(where, table));
    }),
});

function tell(where: string, table: readonly Pairing[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const lines = table.map(
    ({ first, second, battles, share, low, high }) =>
      `  ${first} against ${second}: ${percent(share)} (${percent(low)}–${percent(high)}) of ${battles}`,
  );
  return [where, ...lines].join("\n");
}
