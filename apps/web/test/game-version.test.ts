import { describe, expect, it } from "vitest";
import { loadBundledFacts } from "../../../data/src/index.ts";
import { exclusiveTo, GAME_VERSIONS } from "../src/game-version.ts";

const { forms, evolutions } = loadBundledFacts();
const slugs = forms.map(({ slug }) => slug as string);

describe("exclusiveTo", () => {
  it("names the game of what only one of them has", () => {
    expect(exclusiveTo("growlithe")).toBe("pikachu");
    expect(exclusiveTo("vulpix")).toBe("eevee");
    expect(exclusiveTo("eevee-starter")).toBe("eevee");
    // Given as a present in the one game, evolved in the other.
    expect(exclusiveTo("arcanine")).toBeUndefined();
    expect(exclusiveTo("mew")).toBeUndefined();
  });

  it("has forms of ours alone, some in each game", () => {
    for (const game of GAME_VERSIONS) {
      const found = slugs.filter((slug) => exclusiveTo(slug) === game);
      expect(found.length).toBeGreaterThan(10);
    }
  });

  it("keeps what evolves from a form in the form's game, or in both", () => {
    const torn = evolutions.filter(({ from, to }) => {
      const [before, after] = [exclusiveTo(from), exclusiveTo(to)];
      return after !== undefined && before !== after;
    });
    expect(torn).toEqual([]);
  });
});
