import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createProgressLine } from "../src/platform/progress-line.ts";

test("without a terminal, a counting step tells each quarter once, with its true share", () => {
  const output = new PassThrough();
  const progress = createProgressLine(output as unknown as NodeJS.WriteStream);
  for (let done = 0; done <= 1000; done += 10)
    progress.show(`${done.toLocaleString("en")} turns`, done / 1000);
  progress.show("Reading");
  progress.done("Read");
  progress.done("WARNING: it could not be read");
  expect(String(output.read()).split("\n")).toEqual([
    "  0 turns 0 %",
    "  250 turns 25 %",
    "  500 turns 50 %",
    "  750 turns 75 %",
    "  1,000 turns 100 %",
    "  Reading",
    "✓ Read",
    "! WARNING: it could not be read",
    "",
  ]);
});
