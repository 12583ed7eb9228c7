import { describe, expect, it } from "vitest";
import { loadBundledFacts } from "../../../data/src/index.ts";
import { trustNotes } from "../src/features/bosses/trust.ts";

const team = loadBundledFacts().trainers.flatMap((trainer) =>
  trainer.team.map((member) => ({ subject: `${trainer.slug} ${member.slot}`, ...member })),
);
const kindsOf = (subject: string) =>
  trustNotes(team.find((member) => member.subject === subject)!).map(({ kind }) => kind);

describe("trustNotes", () => {
  it("knows every reason in the trainers' table", () => {
    const untold = team.filter((member) => trustNotes(member).length === 0).map(({ subject }) => subject);
    expect(untold).toEqual([]);
    const known =
      /^(high|medium) \((species, level: \d sources|\d sources?)(; moves unknown)?\)(; (medium \(moves: 1 source, (all )?legal( in Showdown gen7letsgo learnsets)?(; stats fit IV 30 \+ HP AV 24 exactly)?\)|high for the moves the walkthrough names, else medium|moves unknown))?$|^medium \(the other source lists Haunter L53 instead of this Gengar\)$/;
    // A new form of a reason needs a text of its own.
    expect(
      team.map(({ confidenceReason }) => confidenceReason).filter((reason) => !known.test(reason)),
    ).toEqual([]);
  });

  it("tells the doubts of single rows", () => {
    expect(kindsOf("agatha 2")).toContain("other");
    expect(kindsOf("blaine 3")).toContain("absent");
    expect(kindsOf("trace-champion-eevee 1")).toContain("mega");
    expect(kindsOf("misty 1")).toEqual(["species", "moves-named"]);
  });
});
