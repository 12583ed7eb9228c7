import { describe, expect, it } from "vitest";
import { tellOutcome } from "../apps/ml-builder/src/publish-model.ts";
import { reasonText } from "../apps/web/src/features/sure/reason-text.ts";

type Served = Parameters<typeof tellOutcome>[1];

const served = { name: "release-1" } as Served;
const lost = ["log loss above entropy", "mean absolute error on close match-ups"].flatMap((name) =>
  ["pairs", "species"].map((held) => ({ name: `${name}, ${held} unseen`, candidate: 0.2, served: 0.1 })),
);

describe("the page's texts of what came of a training", () => {
  it.each([tellOutcome([], undefined), tellOutcome([], served), tellOutcome(lost, served)])(
    "know the builder's “%s” in French",
    (outcome) => {
      expect(reasonText(outcome, "en")).toBe(outcome);
      expect(reasonText(outcome, "fr")).not.toMatch(/promoted|candidate|unseen|error|service:/);
    },
  );
});
