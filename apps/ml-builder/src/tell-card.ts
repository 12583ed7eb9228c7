import type { DatasetCard } from "./dataset-card.ts";
import type { DatasetManifest } from "./dataset-files.ts";
import { SURE_FACTOR } from "./dataset-spec.ts";

/** The data card as Markdown; nothing in it but what spec and files say. */
export function tellCard({ name, spec, files }: DatasetManifest, card: DatasetCard): string {
  const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
  const chances = card.matchupsByChance.map(
    (count, step) =>
      `| ${(step / 10).toFixed(1)}–${((step + 1) / 10).toFixed(1)} | ${number(count)} | ${percent(card.weightedChance[step]!)} |`,
  );
  return `# ${name}

${number(card.nRows)} rows: every usable move of both seats in ${number(card.nMatchups)} match-ups of Pokémon: Let's Go, labelled by the
solver. ${number(card.nPairs)} pairs of forms, ${files.length} Parquet files, ${number(nBytes)} bytes. \`schema.json\` describes the columns,
\`manifest.json\` has the SHA-256 of each file.

| | |
|---|---|
| scenario | \`${spec.scenario}\` |
| seed | ${spec.seed} |
| splits drawn | ${spec.splits.join(", ")} |
| close match-ups favoured | ${spec.favourClose ? "yes; `sample_weight` undoes it" : "no"} |
| turns of a search | ${number(spec.nodes)}${spec.firstNodes > 0 ? `, ${number(spec.firstNodes)} where that decides` : ""} |
${spec.sureMatchups === undefined ? "" : `| held out of the first ${number(spec.sureMatchups)} and open | ${number(spec.nodes * SURE_FACTOR)} turns |\n`}| game data | \`${spec.dataVersion}\` |
| label version | \`${spec.labelVersion}\` |

| match-ups | |
|---|---|
${lines("split", card.matchupsBySplit)}
${lines("scenario", card.matchupsByScenario)}
${lines("label", card.matchupsByMethod)}
| in the middle of a battle | ${number(card.matchupsInTheMiddle)} |
| close (p of 0.2 to 0.8) | ${number(card.nClose)} |

Bounds are ${card.meanWidth} wide on the average (\`p_high\` − \`p_low\`), labels took ${number(card.meanNodes)} nodes.

| p of seat a | match-ups | weighted |
|---|---|---|
${chances.join("\n")}
`;
}

function lines(what: string, counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, count]) => `| ${what} \`${key}\` | ${number(count)} |`)
    .join("\n");
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
