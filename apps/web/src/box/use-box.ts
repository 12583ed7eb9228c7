import type { SetInputJson } from "@predictiondex/contract";
import type { TeamMember } from "@predictiondex/core";
import { useMemo, useSyncExternalStore } from "react";
import { addToBox, type Box, type BoxPokemon, type BoxStorage, readBox, writeBox } from "./box-store.ts";

/** The player's box, kept in this browser and shared by its tabs, and the ways to change it. */
export interface BoxAccess extends Box {
  add(members: readonly TeamMember[]): void;
  replace(pokemon: BoxPokemon): void;
  remove(key: string): void;
  /** Puts a list in the place of all that is there. */
  setAll(pokemon: readonly BoxPokemon[]): void;
  /** Lets go of the texts that could not be read. */
  dropKept(): void;
}

let current: Box | undefined;
const listeners = new Set<() => void>();

/** The box. */
export function useBox(): BoxAccess {
  const box = useSyncExternalStore(subscribe, getBox);
  return useMemo(
    () => ({
      ...box,
      add: (members) => change({ ...getBox(), pokemon: addToBox(getBox().pokemon, members) }),
      replace: (pokemon) =>
        change({
          ...getBox(),
          pokemon: getBox().pokemon.map((each) => (each.key === pokemon.key ? pokemon : each)),
        }),
      remove: (key) => change({ ...getBox(), pokemon: getBox().pokemon.filter((each) => each.key !== key) }),
      setAll: (pokemon) => change({ ...getBox(), pokemon }),
      dropKept: () => change({ ...getBox(), kept: [] }),
    }),
    [box],
  );
}

/** A Pokémon of the box as the API takes it. */
export function asSetInput({ form, moves, level, nature, ivs, avs, friendship }: TeamMember): SetInputJson {
  return {
    pokemon: form,
    level,
    ...(moves.length === 0 ? {} : { moves: [...moves] }),
    ...(nature === undefined ? {} : { nature }),
    ...{ ivs, avs, friendship },
  };
}

function getBox(): Box {
  current ??= readBox(openStorage());
  return current;
}

/** The browser's storage; where it is barred, one that refuses everything. */
function openStorage(): BoxStorage {
  try {
    return localStorage;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const refuse = () => {
      throw error;
    };
    return { getItem: refuse, setItem: refuse, removeItem: refuse };
  }
}

function change(box: Box): void {
  current = writeBox(openStorage(), box);
  for (const listener of listeners) listener();
}

/** Other tabs change the same box. */
function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key !== null && !event.key.startsWith("box")) return;
    current = readBox(openStorage());
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}
