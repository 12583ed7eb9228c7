import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { playChoicesWithLog } from "../../src/engine/event-log.ts";
import * as at from "../../src/engine/layout.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { createTeamBattle } from "../../src/engine/team-battle.ts";
import { RANDOM_TEAM_POLICY } from "../../src/engine/team-policy.ts";
import { tellEvent } from "../../src/engine/tell-event.ts";
import { comparableLines } from "../oracle/logged-battles.ts";
import { playLoggedTeams } from "../oracle/logged-teams.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { refusedLines, showLog } from "../oracle/showdown-client.ts";

const BATTLES = 60;
const facts = loadBundledFacts();
const engine = createEngine(facts);
const sampler = createSetSampler(facts, { seed: 21 });
const played = Array.from({ length: BATTLES }, (_, n) =>
  playLoggedTeams(engine, facts, sampler, [n, 2, 3, 4]),
);
const STATUS_WORDS: Readonly<Record<string, string>> = {
  ...{ healthy: "", burn: "brn", paralysis: "par", sleep: "slp", freeze: "frz" },
  ...{ poison: "psn", "bad-poison": "tox" },
};

describe("toShowdownLog of teams", () => {
  it("writes lines that Showdown's parser knows and its check accepts", () => {
    for (const { ours } of played) expect(refusedLines(ours)).toEqual([]);
  });

  it("tells the battles in the lines of Showdown itself, in their order", () => {
    for (const { ours, showdowns } of played) {
      expect(comparableLines(ours)).toEqual(comparableLines(showdowns));
    }
  });

  it("shows every member in Showdown's client as the engine and Showdown's own log have it", () => {
    for (const { ours, showdowns, battle } of played) {
      const [own, theirs] = [showLog(ours), showLog(showdowns)];
      expect(own).toEqual(theirs);
      for (const [i, side] of (["a", "b"] as const).entries()) {
        const members = battle.members(side).map(({ hp, maxHp, status }) => {
          return hp === 0 ? "fnt" : `${hp}/${maxHp} ${STATUS_WORDS[status]}`;
        });
        const seen = own.sides[i]!.hp.map((told) => told.replace(/^.* (?=\d+\/)/, ""));
        // Members that never came in are not in the log.
        for (const told of seen) expect(members).toContain(told);
      }
    }
  });

  it("tells every cause for which Pokémon come in, Stealth Rock, and cures on the bench", () => {
    const lines = played.flatMap(({ ours }) => ours);
    for (const part of [
      ...[/^\|drag\|/, /^\|switch\|.*\[from\] U-turn/, /^\|move\|.*\|Teleport\|/],
      ...[/\[from\] Stealth Rock/, /^\|-curestatus\|p\d: /, /^\|-mega\|/, /^\|detailschange\|p\d: /],
    ]) {
      expect(lines.some((line) => part.test(line))).toBe(true);
    }
  });
});

describe("playChoicesWithLog", () => {
  it("plays the very same battle as without a log", () => {
    const [left, right] = [played[0]!.battle.teams, played[1]!.battle.teams];
    for (let seed = 0; seed < 20; seed++) {
      const [told, plain] = [0, 1].map(() =>
        createTeamBattle(engine, left.a, right.b, { kind: "fast", seed }),
      ) as [ReturnType<typeof createTeamBattle>, ReturnType<typeof createTeamBattle>];
      while (plain.state[at.RESULT] === at.ONGOING) {
        const [a, b] = (["a", "b"] as const).map((side) => {
          const block = side === "a" ? at.SIDE_A : at.SIDE_B;
          return RANDOM_TEAM_POLICY.choose(plain.memory, block, plain.legalMask(side));
        }) as [number, number];
        told.restore(plain.snapshot());
        plain.choose(a, b);
        playChoicesWithLog(told, a, b);
        expect(told.snapshot()).toEqual(plain.snapshot());
      }
    }
  });

  it("names the member that each event is about, in sentences of both languages", () => {
    const { events, battle } = played[2]!;
    const active = { a: 0, b: 0 };
    const told: string[] = [];
    for (const event of events) {
      if ("side" in event) {
        if (event.kind === "switch") active[event.side] = event.member!;
        expect(event.member).toBe(active[event.side]);
      }
      for (const language of ["fr", "en"] as const) {
        const names = {
          a: battle.teams.a.map(({ set }) => set.form.names[language]),
          b: battle.teams.b.map(({ set }) => set.form.names[language]),
          players: { a: "Red", b: "Blue" },
        };
        const moveName = (slug: string): string =>
          facts.moves.find((move) => move.slug === slug)!.names[language];
        told.push(tellEvent(event, language, names, moveName));
      }
    }
    expect(told.filter((line) => /undefined|[{}]/.test(line))).toEqual([]);
    expect(told).toContainEqual(expect.stringMatching(/^(Red|Blue) envoie .+ !$/));
    expect(told.at(-1)).toMatch(/^(Red|Blue) wins!$/);
  });
});
