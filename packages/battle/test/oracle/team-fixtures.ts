import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GameFacts } from "@predictiondex/core";
import { SWITCH_TO, WAIT_CHOICE } from "../../src/engine/kernel/team-choices.ts";
import type { Engine } from "../../src/engine/matchup.ts";
import { type FixtureSet, packSet, simplerSets, unpackSet } from "./fixtures.ts";
import { replayTeamCase, type TeamCase, type TeamMismatch } from "./team-lockstep.ts";

/** Where stored team battles lie. */
const TEAM_FIXTURE_DIRECTORY: string = join(import.meta.dirname, "..", "engine", "team-fixtures");

/** A team battle as a file: slugs and numbers only. */
export interface TeamFixture {
  /** Why it is kept. */
  readonly note: string;
  readonly a: readonly FixtureSet[];
  readonly b: readonly FixtureSet[];
  readonly sleepClause: boolean;
  readonly seed: readonly [number, number, number, number];
  readonly choices: readonly (readonly [number, number])[];
}

/** A case as a fixture. */
export function toTeamFixture(battle: TeamCase, note: string): TeamFixture {
  const { sleepClause, seed, choices } = battle;
  return { note, a: battle.a.map(packSet), b: battle.b.map(packSet), sleepClause, seed, choices };
}

/** A fixture as a case. */
export function fromTeamFixture(fixture: TeamFixture, facts: GameFacts): TeamCase {
  const { sleepClause, seed, choices } = fixture;
  const team = (sets: readonly FixtureSet[]): TeamCase["a"] => sets.map((set) => unpackSet(set, facts));
  return { a: team(fixture.a), b: team(fixture.b), sleepClause, seed, choices };
}

/** All stored team battles by file name. */
export function readTeamFixtures(facts: GameFacts): ReadonlyMap<string, TeamCase> {
  return new Map(
    readdirSync(TEAM_FIXTURE_DIRECTORY).map((file) => [
      file,
      fromTeamFixture(
        JSON.parse(readFileSync(join(TEAM_FIXTURE_DIRECTORY, file), "utf8")) as TeamFixture,
        facts,
      ),
    ]),
  );
}

/** Stores a mismatch; gives back the file's path. */
export function writeTeamFixture(
  mismatch: TeamMismatch,
  name: string,
  directory: string = TEAM_FIXTURE_DIRECTORY,
): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(toTeamFixture(mismatch.battle, mismatch.difference))}\n`);
  return path;
}

/**
 * Makes a mismatch smaller while it stays one: decisions after it and before it, members, then moves, levels, natures and
 * IVs that it does not need.
 */
export function shrinkTeamMismatch(engine: Engine, mismatch: TeamMismatch): TeamMismatch {
  let best = cut(mismatch);
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (const candidate of smallerCases(best.battle)) {
      const found = replayTeamCase(engine, candidate);
      if (!found) continue;
      best = cut(found);
      smaller = true;
      break;
    }
  }
  return best;
}

function cut(mismatch: TeamMismatch): TeamMismatch {
  const { battle, decision } = mismatch;
  return { ...mismatch, battle: { ...battle, choices: battle.choices.slice(0, Math.max(decision, 1)) } };
}

function* smallerCases(battle: TeamCase): Generator<TeamCase> {
  for (const side of ["a", "b"] as const) {
    for (let i = battle[side].length - 1; i >= 0 && battle[side].length > 1; i--)
      yield without(battle, side, i);
  }
  for (let i = 0; i < battle.choices.length - 1; i++) {
    yield { ...battle, choices: battle.choices.toSpliced(i, 1) };
  }
  for (const side of ["a", "b"] as const) {
    for (const [i, set] of battle[side].entries()) {
      for (const simpler of simplerSets(set)) yield { ...battle, [side]: battle[side].with(i, simpler) };
    }
  }
  if (battle.sleepClause) yield { ...battle, sleepClause: false };
}

/** The battle without a member; switches to later ones keep their aim. */
function without(battle: TeamCase, side: "a" | "b", member: number): TeamCase {
  const at = side === "a" ? 0 : 1;
  const choices = battle.choices.map((pair) => {
    const choice = pair[at];
    const isLater = choice > SWITCH_TO + member && choice < WAIT_CHOICE;
    return pair.with(at, isLater ? choice - 1 : choice) as [number, number];
  });
  return { ...battle, [side]: battle[side].toSpliced(member, 1), choices };
}
