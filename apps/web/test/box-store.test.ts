import { describe, expect, it } from "vitest";
import { addToBox, type BoxStorage, MOST_IN_BOX, readBox, writeBox } from "../src/box/box-store.ts";

const stats = (value: number) => ({
  ...{ hp: value, attack: value, defense: value },
  ...{ specialAttack: value, specialDefense: value, speed: value },
});
const ONIX = {
  ...{ form: "onix", nickname: undefined, moves: ["tackle"], level: 12, nature: undefined },
  ...{ ivs: stats(31), avs: stats(0), friendship: 70 },
};

function storage(given: Record<string, string> = {}): BoxStorage & { readonly texts: Map<string, string> } {
  const texts = new Map(Object.entries(given));
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

describe("readBox", () => {
  it("reads what was written", () => {
    const place = storage();
    const pokemon = addToBox([], [ONIX, { ...ONIX, nickname: "Rocky", nature: "bold" }]);
    writeBox(place, { pokemon, kept: [] });
    expect(readBox(place)).toEqual({ pokemon, kept: [], isSaved: true });
  });

  it.each([
    ["no JSON", "{pokemon"],
    ["another shape", '["onix"]'],
    ["a later version", '{"version":2,"pokemon":[{"key":"1","form":"onix","held":"berry"}]}'],
  ])("keeps %s word for word, through changes too", (_, text) => {
    const place = storage({ box: text });
    const box = readBox(place);
    expect(box).toEqual({ pokemon: [], kept: [text], isSaved: true });
    writeBox(place, { ...box, pokemon: addToBox([], [ONIX]) });
    expect(readBox(place).kept).toEqual([text]);
    expect(readBox(place).pokemon).toHaveLength(1);
  });

  it("takes the Pokémon that it understands, and keeps the text for the rest", () => {
    const good = addToBox([], [ONIX])[0];
    const text = JSON.stringify({ version: 1, pokemon: [{ ...good, level: 101 }, good, "onix"] });
    expect(readBox(storage({ box: text }))).toEqual({ pokemon: [good], kept: [text], isSaved: true });
  });

  it("works without a storage", () => {
    const refuses = () => {
      throw new DOMException("denied", "SecurityError");
    };
    const place = { getItem: refuses, setItem: refuses, removeItem: refuses };
    expect(readBox(place)).toEqual({ pokemon: [], kept: [], isSaved: false });
    const pokemon = addToBox([], [ONIX]);
    expect(writeBox(place, { pokemon, kept: [] })).toEqual({ pokemon, kept: [], isSaved: false });
  });

  it("tells what it kept from a kept text that is itself broken", () => {
    expect(readBox(storage({ "box-kept": "[broken" })).kept).toEqual(["[broken"]);
  });
});

describe("writeBox", () => {
  it("lets go of what was kept only when told to", () => {
    const place = storage({ box: "broken" });
    writeBox(place, { ...readBox(place), kept: [] });
    expect([...place.texts.keys()]).toEqual(["box"]);
  });
});

describe("addToBox", () => {
  it("gives every Pokémon a key of its own and stops at the box's room", () => {
    const full = addToBox(addToBox([], [ONIX]), Array(MOST_IN_BOX).fill(ONIX));
    expect(full).toHaveLength(MOST_IN_BOX);
    expect(new Set(full.map(({ key }) => key)).size).toBe(MOST_IN_BOX);
  });
});
