// Takes the table "Against real battles" of docs/MODEL.md (`evaluate --showdown`) over for the page "How sure are we?":
//   node scripts/build-real-battles.ts [--out apps/web/src/features/sure/real-battles.json]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const ROOT = join(import.meta.dirname, "..");
const HEADING = "## Against real battles";
/** How the table's rows begin, by the name that the page gives them. */
const WAYS = {
  model: "model as served",
  search: "`evaluate`",
  policy: "`simulate`",
  first: "the first PredictionDex",
} as const;

const { values } = parseArgs({
  options: { out: { type: "string", default: join(ROOT, "apps/web/src/features/sure/real-battles.json") } },
});
const [, section = ""] = readFileSync(join(ROOT, "docs/MODEL.md"), "utf8").split(`${HEADING}\n`);
const text = section.split("\n## ")[0]!.replaceAll("\n", " ");
const matchups = numberIn(/([\d,]+) random match-ups/);
const battles = numberIn(/(\d+) battles each/);
const command = /`(npm run [^`]*--showdown[^`]*)`/.exec(text)?.[1];
if (command === undefined) throw new Error(`docs/MODEL.md: no command under "${HEADING}"`);
const rows = Object.entries(WAYS).map(([way, start]) => {
  const line = section.split("\n").find((one) => one.startsWith(`| ${start}`));
  if (line === undefined) throw new Error(`docs/MODEL.md: no row "${start}" under "${HEADING}"`);
  const [, , winner, brier, logLoss, calibration, regret] = line.split("|").map((cell) => cell.trim());
  const part = (cell = ""): number | null => (/^[\d.]+( %)?$/.test(cell) ? Number.parseFloat(cell) : null);
  const winnerPercent = part(winner);
  return {
    way,
    winnerPercent,
    brier: part(brier),
    logLoss: part(logLoss),
    calibration: part(calibration),
    regret: part(regret),
  };
});
writeFileSync(values.out, `${JSON.stringify({ command, matchups, battles, rows }, undefined, 2)}\n`);
console.log(`${rows.length} rows of ${matchups} match-ups, ${battles} battles each`);

function numberIn(pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`docs/MODEL.md: nothing like ${pattern} under "${HEADING}"`);
  return Number(found.replaceAll(",", ""));
}
