import { describe, expect, it } from "vitest";
import {
  chiSquarePerMatchup,
  playExactInShowdown,
  playSearchedInShowdown,
  reliability,
} from "./play-in-showdown.ts";

describe("predictions", () => {
  it("come true in Pokémon Showdown when both sides play the exact mixes", () => {
    const played = playExactInShowdown(8, 60, 2);
    expect(chiSquarePerMatchup(played)).toBeLessThan(2.8);
    expect(reliability(played).reduce((sum, { matchups }) => sum + matchups, 0)).toBe(8);
  });

  it("come true in Pokémon Showdown when both sides search every state", () => {
    const [one] = playSearchedInShowdown(1, 40, 2500, 6);
    expect(Math.abs(one!.observed - one!.predicted)).toBeLessThan(0.35);
  });
});
