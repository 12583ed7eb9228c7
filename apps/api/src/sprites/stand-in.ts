import type { ByType, Type } from "@predictiondex/core";
import { encodePng } from "./png.ts";

/** The page's colours of the types. */
const COLOURS: ByType<number> = {
  normal: 0x74746a,
  fighting: 0xa5332f,
  flying: 0xafbdf4,
  poison: 0x8a409c,
  ground: 0xddb765,
  rock: 0x7c6a34,
  bug: 0xb3c23a,
  ghost: 0x5c4c8c,
  steel: 0xa9bdc9,
  fire: 0xc8441b,
  water: 0x2a6cc4,
  grass: 0x2f7d3b,
  electric: 0xf5c72e,
  psychic: 0xcf3a6e,
  ice: 0x93d8dc,
  dragon: 0x4a45c4,
  dark: 0x453c39,
  fairy: 0xf2acd0,
};
/** Pixels a side, as PokéAPI's sprites have. */
const SIDE = 96;
const RADIUS = SIDE / 2 - 2;
/** How far to the upper left the circle lies that the crescent leaves free. */
const SHIFT = 14;

/** The drawn stand-in for a sprite, as PNG: a disc in the first type's colour with a crescent in the second's. */
export function drawStandIn(types: readonly Type[]): Buffer {
  const first = COLOURS[types[0] ?? "normal"];
  const second = types[1] === undefined ? first : COLOURS[types[1]];
  const rgba = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const cover = coverOf(x, y, SIDE / 2);
      const inner = coverOf(x, y, SIDE / 2 - SHIFT);
      for (let channel = 0; channel < 3; channel++) {
        const byte = (colour: number): number => (colour >> (16 - 8 * channel)) & 0xff;
        rgba[(y * SIDE + x) * 4 + channel] = byte(first) * inner + byte(second) * (1 - inner);
      }
      rgba[(y * SIDE + x) * 4 + 3] = 255 * cover;
    }
  }
  return encodePng(rgba, SIDE);
}

/** How much of a pixel lies in a disc around (centre, centre), 0–1. */
function coverOf(x: number, y: number, centre: number): number {
  const distance = Math.hypot(x + 0.5 - centre, y + 0.5 - centre);
  return Math.min(1, Math.max(0, RADIUS - distance + 0.5));
}
