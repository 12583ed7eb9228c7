import { describe, expect, it } from "vitest";
import { createEncoder } from "../../src/features/encoder.ts";
import { MATCHUP_COLUMNS } from "../../src/features/feature-list.ts";
import { DATA, set } from "../helpers.ts";

const encoder = createEncoder(DATA);
const played = MATCHUP_COLUMNS.findIndex(({ name }) => name === "played.value");

/** The share of battles on the kernel that the first side wins. */
function share(a: readonly [string, string[]], b: readonly [string, string[]]): number {
  return encoder.encode(set(...a), set(...b), undefined, "none").matchup[played]!;
}

// The values beside each are those of searches of 100,000 turns; by the first ways to play, each came to 0 or to 1.
describe("the battles between plans", () => {
  it("guard and heal in turns while poison works (0.77)", () => {
    const porygon = ["dream-eater", "toxic", "recover", "protect"];
    const clefable = ["body-slam", "defense-curl", "dazzling-gleam", "light-screen"];
    expect(share(["porygon", porygon], ["clefable", clefable])).toBeGreaterThan(0.5);
  });

  it("let a Pokémon that has transformed choose among its foe's attacks, not its Explosion (0.28)", () => {
    const geodude = ["explosion", "facade", "thunder-wave", "thunder-shock"];
    expect(share(["ditto", ["transform"]], ["geodude-alola", geodude])).toBeGreaterThan(0.1);
  });

  it("use Metronome again and again where nothing else hurts (0.68)", () => {
    const clefairy = ["reflect", "substitute", "amnesia", "metronome"];
    const paras = ["absorb", "protect", "light-screen", "scratch"];
    expect(share(["clefairy", clefairy], ["paras", paras])).toBeGreaterThan(0.4);
  });

  it("fight a war of PP out: Roost and Protect outlast attacks that recoil (0.06)", () => {
    const farfetchd = ["reflect", "roost", "protect", "mirror-move"];
    expect(share(["eevee", ["take-down", "bite", "sand-attack"]], ["farfetchd", farfetchd])).toBeLessThan(
      0.5,
    );
  });

  it("disable the only attack again whenever that has worn off (0.39)", () => {
    const jigglypuff = ["light-screen", "rest", "bide", "disable"];
    const kakuna = ["poison-sting", "string-shot", "harden"];
    expect(share(["kakuna", kakuna], ["jigglypuff", jigglypuff])).toBeLessThan(0.7);
  });

  it("eat the dreams of a foe that they put to sleep (1.00)", () => {
    const exeggcute = ["poison-powder", "sleep-powder", "toxic", "dream-eater"];
    const weedle = ["poison-sting", "string-shot"];
    expect(share(["exeggcute", exeggcute], ["weedle", weedle])).toBeGreaterThan(0.9);
  });

  it("don't strike at a foe under the ground that acts later (0.01)", () => {
    const graveler = ["dig", "protect", "thunderbolt", "thunder-wave"];
    const dugtrio = ["slash", "screech", "dig", "flash-cannon"];
    expect(share(["graveler-alola", graveler], ["dugtrio-alola", dugtrio])).toBeLessThan(0.5);
  });

  it("use Counter now and then, or again and again (0.13)", () => {
    const poliwhirl = ["earthquake", "helping-hand", "seismic-toss", "psychic"];
    const raticate = ["shadow-ball", "swords-dance", "toxic", "counter"];
    expect(share(["poliwhirl", poliwhirl], ["raticate-alola", raticate])).toBeLessThan(0.7);
  });

  it("keep a second status move up beside the first: sleep and Leech Seed (0.85)", () => {
    const exeggcute = ["hypnosis", "toxic", "stun-spore", "leech-seed"];
    const porygon = ["conversion", "protect", "toxic", "sharpen"];
    expect(share(["exeggcute", exeggcute], ["porygon", porygon])).toBeGreaterThan(0.5);
  });
});
