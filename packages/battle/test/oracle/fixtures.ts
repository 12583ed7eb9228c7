import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GameFacts, Stat } from "@predictiondex/core";
import type { Engine } from "../../src/engine/matchup.ts";
import { completeSet, everyStat, type PokemonSet } from "../../src/pokemon-set.ts";
import { type LockstepCase, type Mismatch, replayCase } from "./lockstep.ts";

/** Where stored battles lie. */
export const FIXTURE_DIRECTORY: string = join(import.meta.dirname, "..", "engine", "fixtures");

/** A battle as a file: slugs and numbers only. */
export interface Fixture {
  /** Why it is kept. */
  readonly note: string;
  readonly a: FixtureSet;
  readonly b: FixtureSet;
  readonly seed: readonly [number, number, number, number];
  readonly choices: readonly (readonly [number, number])[];
}

/** A set as slugs and numbers. */
export interface FixtureSet {
  readonly form: string;
  readonly moves: readonly string[];
  readonly level: number;
  readonly nature?: string;
  readonly ivs: Readonly<Record<Stat, number>>;
}

/** A case as a fixture. */
export function toFixture(battle: LockstepCase, note: string): Fixture {
  return { note, a: packSet(battle.a), b: packSet(battle.b), seed: battle.seed, choices: battle.choices };
}

/** A fixture as a case. */
export function fromFixture(fixture: Fixture, facts: GameFacts): LockstepCase {
  return {
    a: unpackSet(fixture.a, facts),
    b: unpackSet(fixture.b, facts),
    seed: fixture.seed,
    choices: fixture.choices,
  };
}

/** All stored battles by file name. */
export function readFixtures(facts: GameFacts): ReadonlyMap<string, LockstepCase> {
  return new Map(
    readdirSync(FIXTURE_DIRECTORY).map((file) => [
      file,
      fromFixture(JSON.parse(readFileSync(join(FIXTURE_DIRECTORY, file), "utf8")) as Fixture, facts),
    ]),
  );
}

/** A battle in which nobody does anything, from 15 turns before the limit of 1,000: no PP last that long. */
export function idleBattle(facts: GameFacts): LockstepCase {
  const set = { form: "magikarp", moves: ["splash", "celebrate"], level: 50, ivs: everyStat(31) };
  const choices = Array.from({ length: 20 }, (_, turn) => [turn % 2, 0] as const);
  return {
    ...fromFixture({ note: "", a: set, b: set, seed: [1, 2, 3, 4], choices }, facts),
    turnsBefore: 985,
  };
}

/** Stores a mismatch; gives back the file's path. */
export function writeFixture(
  mismatch: Mismatch,
  name: string,
  directory: string = FIXTURE_DIRECTORY,
): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(toFixture(mismatch.battle, mismatch.difference), null, 1)}\n`);
  return path;
}

/**
 * Makes a mismatch smaller while it stays one: turns after it, then moves, levels, natures and IVs that it does not
 * need.
 */
export function shrinkMismatch(engine: Engine, mismatch: Mismatch): Mismatch {
  let best = cut(mismatch);
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (const candidate of smallerCases(best.battle)) {
      const found = replayCase(engine, candidate);
      if (!found) continue;
      best = cut(found);
      smaller = true;
      break;
    }
  }
  return best;
}

function cut(mismatch: Mismatch): Mismatch {
  const { battle, turn } = mismatch;
  return { ...mismatch, battle: { ...battle, choices: battle.choices.slice(0, Math.max(turn, 1)) } };
}

function* smallerCases(battle: LockstepCase): Generator<LockstepCase> {
  for (let i = 0; i < battle.choices.length - 1; i++) {
    yield { ...battle, choices: battle.choices.toSpliced(i, 1) };
  }
  for (const side of ["a", "b"] as const) {
    for (const set of simplerSets(battle[side])) yield { ...battle, [side]: set };
  }
}

/** A set with a move, its nature, its IVs or its level less. */
export function* simplerSets(set: PokemonSet): Generator<PokemonSet> {
  for (let i = set.moves.length - 1; i >= 0 && set.moves.length > 1; i--) {
    yield { ...set, moves: set.moves.toSpliced(i, 1) };
  }
  if (set.nature !== undefined) yield { ...set, nature: undefined };
  if (Object.values(set.ivs).some((iv) => iv !== 31)) yield { ...set, ivs: everyStat(31) };
  if (set.level !== 50) yield { ...set, level: 50 };
}

/** A set for a file. */
export function packSet(set: PokemonSet): FixtureSet {
  const nature = set.nature === undefined ? {} : { nature: set.nature.slug };
  return {
    form: set.form.slug,
    moves: set.moves.map(({ slug }) => slug),
    level: set.level,
    ...nature,
    ivs: set.ivs,
  };
}

/** A set out of a file. */
export function unpackSet(set: FixtureSet, facts: GameFacts): PokemonSet {
  return completeSet({
    form: facts.forms.find(({ slug }) => slug === set.form)!,
    moves: set.moves.map((slug) => facts.moves.find((move) => move.slug === slug)!),
    level: set.level,
    nature: facts.natures.find(({ slug }) => slug === set.nature),
    ivs: set.ivs,
  });
}
