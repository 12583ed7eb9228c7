import { InvalidInputError } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { SWITCH_TO, WAIT_CHOICE } from "../../src/engine/kernel/team-choices.ts";
import * as at from "../../src/engine/layout.ts";
import type { Side } from "../../src/engine/matchup.ts";
import { type ScriptedDraw, scriptDraws } from "../../src/engine/scripted-random.ts";
import { simulateTeams } from "../../src/engine/simulate-teams.ts";
import { createTeamBattle, type TeamBattle } from "../../src/engine/team-battle.ts";
import { RANDOM_TEAM_POLICY } from "../../src/engine/team-policy.ts";
import { parseTeams, type TeamRules } from "../../src/engine/teams.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { FACTS, LEGAL_MOVES, set } from "../helpers.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { drawTeams } from "../oracle/team-lockstep.ts";
import { ENGINE } from "./helpers.ts";

// Draws in order: accuracy, critical hit, roll (0 is the highest damage), secondary effect.
const HIT = true;
const NO_CRITICAL = false;
const HIGHEST = 0;

/** A team battle whose next draws are set. */
interface ScriptedTeams {
  readonly battle: TeamBattle;
  /** Plays on with exactly these draws; fails where one is left. */
  play(choiceA: number, choiceB: number, draws: readonly ScriptedDraw[]): void;
  word(side: Side, offset: number): number;
  isUnder(side: Side, effect: number): boolean;
}

function scripted(a: readonly PokemonSet[], b: readonly PokemonSet[], rules: TeamRules = {}): ScriptedTeams {
  const prepare = (team: readonly PokemonSet[]): ReturnType<typeof ENGINE.prepare>[] =>
    team.map((one) => ENGINE.prepare(one));
  const battle = createTeamBattle(ENGINE, prepare(a), prepare(b), { kind: "scripted" }, rules);
  const word = (side: Side, offset: number): number =>
    battle.state[(side === "a" ? at.SIDE_A : at.SIDE_B) + offset]!;
  return {
    battle,
    play(choiceA, choiceB, draws) {
      const script = scriptDraws(draws);
      battle.memory.script = script;
      battle.choose(choiceA, choiceB);
      if (script.left.length > 0) throw new Error(`draws left: ${script.left.join()}`);
    },
    word,
    isUnder: (side, effect) => ((word(side, at.EFFECT_BITS) >> effect) & 1) !== 0,
  };
}

const BLISSEY = set("chansey", ["soft-boiled", "seismic-toss", "stealth-rock", "rest"]);
const STARMIE = set("starmie", ["recover", "teleport"]);
const FRAIL = set("caterpie", ["tackle"], { level: 2 });

describe("switching", () => {
  it("comes before moves and lets the newcomer take the hit", () => {
    const game = scripted([BLISSEY, STARMIE], [BLISSEY, STARMIE]);
    game.play(1, SWITCH_TO + 1, [HIT]);
    expect(game.battle.active("b")).toBe(1);
    expect(game.word("b", at.MAX_HP) - game.word("b", at.HP)).toBe(50);
    expect(game.battle.members("b").map(({ member }) => member)).toEqual([1, 0]);
  });

  it("clears stages and volatile effects, and keeps HP, status and PP", () => {
    const dancer = set("scyther", ["swords-dance", "substitute"]);
    const game = scripted([dancer, STARMIE], [BLISSEY]);
    game.play(0, 0, []);
    game.play(1, 0, []);
    expect([game.word("a", at.STAGES), game.isUnder("a", at.SUBSTITUTE)]).toEqual([2, true]);
    const hp = game.word("a", at.HP);
    const pp = game.word("a", at.PP);
    game.play(SWITCH_TO + 1, 0, []);
    expect(game.word("a", at.STAGES)).toBe(0);
    game.play(SWITCH_TO + 0, 0, []);
    expect([game.word("a", at.STAGES), game.isUnder("a", at.SUBSTITUTE)]).toEqual([0, false]);
    expect([game.word("a", at.HP), game.word("a", at.PP)]).toEqual([hp, pp]);
  });

  it("lets bad poison begin anew", () => {
    const poisoner = set("arbok", ["toxic", "harden"]);
    const game = scripted([poisoner], [BLISSEY, STARMIE]);
    game.play(0, 0, []);
    game.play(1, 0, []);
    expect(game.word("b", at.STATUS_TIME)).toBe(2);
    game.play(1, SWITCH_TO + 1, []);
    game.play(1, SWITCH_TO + 0, []);
    expect([game.word("b", at.STATUS), game.word("b", at.STATUS_TIME)]).toEqual([at.BAD_POISON, 1]);
  });

  it("lets sleep go on where it was", () => {
    const game = scripted([set("butterfree", ["sleep-powder", "harden"])], [BLISSEY, STARMIE]);
    game.play(0, 0, [HIT, 2]);
    expect([game.word("b", at.STATUS), game.word("b", at.STATUS_TIME)]).toEqual([at.SLEEP, 3]);
    game.play(1, SWITCH_TO + 1, []);
    game.play(1, SWITCH_TO + 0, []);
    expect([game.word("b", at.STATUS), game.word("b", at.STATUS_TIME)]).toEqual([at.SLEEP, 3]);
  });

  it("gives a transformed Pokémon its own shape and moves back", () => {
    const mew = set("mew", ["transform"]);
    const game = scripted([mew, STARMIE], [BLISSEY]);
    const stats = [0, 1, 2, 3, 4].map((i) => game.word("a", at.STATS + i));
    game.play(0, 0, []);
    expect(game.battle.legalChoices("a")).toEqual([0, 1, 2, 3, SWITCH_TO + 1]);
    game.play(SWITCH_TO + 1, 0, []);
    game.play(SWITCH_TO + 0, 0, []);
    expect([0, 1, 2, 3, 4].map((i) => game.word("a", at.STATS + i))).toEqual(stats);
    expect(game.battle.legalChoices("a")).toEqual([0, SWITCH_TO + 1]);
  });

  it("keeps a Mega's form, and no other of the side can follow", () => {
    const game = scripted(
      [set("charizard", ["ember"]), set("venusaur", ["growth"])],
      [set("chansey", ["soft-boiled"])],
    );
    game.play(4, 0, [HIT, NO_CRITICAL, HIGHEST, false]);
    game.play(SWITCH_TO + 1, 0, []);
    expect(game.battle.legalChoices("a")).toEqual([0, SWITCH_TO + 0]);
    game.play(SWITCH_TO + 0, 0, []);
    expect(game.word("a", at.FORM)).toBe(1);
  });

  it("is barred by a binding move, but not to Ghosts, and the bond ends when the binder leaves", () => {
    const binder = set("tentacruel", ["wrap", "barrier"]);
    const game = scripted([binder, STARMIE], [BLISSEY, set("gengar", ["lick"])]);
    game.play(0, 0, [HIT, NO_CRITICAL, HIGHEST, 0]);
    expect(game.battle.legalChoices("b")).toEqual([0, 1, 2, 3]);
    game.play(SWITCH_TO + 1, 0, []);
    expect(game.battle.legalChoices("b")).toEqual([0, 1, 2, 3, SWITCH_TO + 1]);
  });

  it("is barred while a Pokémon recharges", () => {
    const game = scripted([set("dragonite", ["hyper-beam"]), STARMIE], [BLISSEY]);
    game.play(0, 0, [HIT, NO_CRITICAL, 15]);
    expect(game.battle.legalChoices("a")).toEqual([0]);
  });
});

describe("moves that make a Pokémon leave", () => {
  it("U-turn hits and then waits for a choice of its side alone, before the foe's move", () => {
    const game = scripted([set("scyther", ["u-turn"]), STARMIE], [BLISSEY]);
    game.play(0, 1, [HIT, NO_CRITICAL, HIGHEST]);
    expect([game.battle.request("a"), game.battle.request("b")]).toEqual(["switch", "wait"]);
    expect(game.battle.legalChoices("a")).toEqual([SWITCH_TO + 1]);
    expect(game.battle.legalChoices("b")).toEqual([WAIT_CHOICE]);
    game.play(SWITCH_TO + 1, WAIT_CHOICE, [HIT]);
    expect(game.word("a", at.MAX_HP) - game.word("a", at.HP)).toBe(50);
    expect(game.battle.state[at.TURN]).toBe(1);
  });

  it("U-turn and Teleport of a last Pokémon let it stay; Teleport then fails", () => {
    const game = scripted([set("scyther", ["u-turn"])], [STARMIE]);
    game.play(0, 1, [HIT, NO_CRITICAL, 15]);
    expect(game.battle.request("a")).toBe("move");
  });

  it("Teleport comes last and takes no damage with it", () => {
    const game = scripted([STARMIE, FRAIL], [BLISSEY]);
    game.play(1, 1, [HIT]);
    expect(game.battle.request("a")).toBe("switch");
    game.play(SWITCH_TO + 1, WAIT_CHOICE, []);
    expect(game.word("a", at.HP)).toBe(game.word("a", at.MAX_HP));
  });

  it("Roar drags one of the bench in, each as likely", () => {
    const game = scripted([set("arcanine", ["roar"])], [BLISSEY, STARMIE, FRAIL]);
    game.play(0, 0, [1]);
    expect(game.battle.active("b")).toBe(2);
    expect(game.battle.members("b").map(({ member }) => member)).toEqual([2, 1, 0]);
  });

  it("Dragon Tail hurts first and drags nobody past a substitute", () => {
    const game = scripted(
      [set("gyarados", ["dragon-tail"])],
      [set("chansey", ["substitute", "seismic-toss"]), STARMIE],
    );
    game.play(0, 0, [HIT, NO_CRITICAL, 15]);
    expect(game.battle.active("b")).toBe(0);
    game.play(0, 1, [HIT, HIT, NO_CRITICAL, HIGHEST, 0]);
    expect(game.battle.active("b")).toBe(1);
  });
});

describe("fainting", () => {
  it("is followed at the end of the turn by a choice of who comes in", () => {
    const game = scripted([BLISSEY], [FRAIL, STARMIE]);
    game.play(1, 0, [HIT]);
    expect([game.battle.request("a"), game.battle.request("b")]).toEqual(["wait", "switch"]);
    expect(game.battle.state[at.TURN]).toBe(0);
    game.play(WAIT_CHOICE, SWITCH_TO + 1, []);
    expect([game.battle.state[at.TURN], game.battle.active("b")]).toEqual([1, 1]);
  });

  it("of a side's last Pokémon ends the battle", () => {
    const game = scripted([BLISSEY], [FRAIL]);
    game.play(1, 0, [HIT]);
    expect(game.battle.state[at.RESULT]).toBe(at.A_WINS);
    expect(game.battle.legalChoices("a")).toEqual([]);
  });

  it("leaves a slower foe's move without a target", () => {
    const game = scripted([set("electrode", ["explosion"]), STARMIE], [BLISSEY]);
    game.play(0, 1, [HIT, NO_CRITICAL, 15]);
    expect(game.battle.request("a")).toBe("switch");
    expect(game.word("b", at.PP + 1)).toBe(31);
  });
});

describe("Stealth Rock", () => {
  it("takes an eighth of max HP by effectiveness from who comes in", () => {
    const game = scripted([BLISSEY], [STARMIE, set("charizard", ["ember"]), set("machamp", ["strength"])]);
    game.play(2, 0, []);
    game.play(0, SWITCH_TO + 1, []);
    expect(game.word("b", at.HP)).toBe(game.word("b", at.MAX_HP) - Math.floor(game.word("b", at.MAX_HP) / 2));
    game.play(0, SWITCH_TO + 2, []);
    expect(game.word("b", at.HP)).toBe(
      game.word("b", at.MAX_HP) - Math.floor(game.word("b", at.MAX_HP) / 16),
    );
  });
});

describe("the Sleep Clause", () => {
  const sleeper = set("butterfree", ["sleep-powder"]);

  it("keeps a second Pokémon of a side awake", () => {
    const game = scripted([sleeper], [BLISSEY, STARMIE], { sleepClause: true });
    game.play(0, 0, [HIT, 2]);
    game.play(0, SWITCH_TO + 1, [HIT]);
    expect(game.word("b", at.STATUS)).toBe(at.HEALTHY);
  });

  it("does not count Rest, and is no rule unless asked for", () => {
    const rested = scripted([sleeper], [BLISSEY, STARMIE], { sleepClause: true });
    rested.battle.state[at.SIDE_B + at.HP]! -= 1;
    rested.play(0, 3, [false, 2]);
    rested.play(0, SWITCH_TO + 1, [HIT, 2]);
    expect(rested.word("b", at.STATUS)).toBe(at.SLEEP);
    const free = scripted([sleeper], [BLISSEY, STARMIE]);
    free.play(0, 0, [HIT, 2]);
    free.play(0, SWITCH_TO + 1, [HIT, 2]);
    expect(free.word("b", at.STATUS)).toBe(at.SLEEP);
  });
});

describe("createTeamBattle", () => {
  const prepared = [BLISSEY, STARMIE].map((one) => ENGINE.prepare(one));

  it("refuses teams of no size and two Megas, both sides at once", () => {
    const mega = (slug: string): ReturnType<typeof ENGINE.prepare> => ENGINE.prepare(set(slug, ["tackle"]));
    try {
      createTeamBattle(ENGINE, [], [mega("pinsir-mega"), mega("venusaur-mega")]);
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidInputError).faults).toEqual([
        { pointer: "/a", detail: "a team has 1–6 Pokémon, got 0" },
        { pointer: "/b", detail: "a team has at most one Mega, got pinsir-mega and venusaur-mega" },
      ]);
    }
  });

  it("refuses an illegal choice and leaves the battle as it was", () => {
    const battle = createTeamBattle(ENGINE, prepared, prepared);
    const before = battle.snapshot();
    expect(() => battle.choose(SWITCH_TO + 0, WAIT_CHOICE)).toThrow(InvalidInputError);
    expect(() => battle.choose(0, SWITCH_TO + 5)).toThrow(
      "side b can't choose 21: legal choices are 0, 1, 2, 3, 17 (switch to member 1) (turn 1, move)",
    );
    expect(battle.snapshot()).toEqual(before);
  });

  it("goes back to a snapshot and plays on the same", () => {
    const battle = createTeamBattle(ENGINE, prepared, prepared, { kind: "gen5", seed: [1, 2, 3, 4] });
    battle.choose(1, SWITCH_TO + 1);
    const kept = battle.snapshot();
    battle.choose(1, 0);
    const after = battle.snapshot();
    battle.restore(kept);
    battle.choose(1, 0);
    expect(battle.snapshot()).toEqual(after);
  });

  it("tells its steps", () => {
    const battle = createTeamBattle(ENGINE, prepared, prepared);
    const steps: string[] = [];
    battle.chooseStepwise(1, SWITCH_TO + 1, ({ kind, side }) => steps.push(`${kind} ${side ?? ""}`.trim()));
    expect(steps).toEqual(["turn", "switch b", "arrive b", "move a", "residual"]);
  });
});

describe("parseTeams", () => {
  it("names every fault of both teams", () => {
    const good = { form: "pikachu", moves: ["thunderbolt"] };
    try {
      parseTeams(
        {
          a: [good, good, { form: "mew", moves: ["psychic", "hydropump"] }],
          b: [{ form: "agumon", moves: [] }],
        },
        { ...FACTS, learnsets: LEGAL_MOVES },
      );
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidInputError).faults.map(({ pointer }) => pointer)).toEqual([
        "/a/2/moves/1",
        "/b/0/form",
        "/b/0/moves",
      ]);
    }
  });
});

describe("simulateTeams", () => {
  const sampler = createSetSampler(FACTS, { seed: 8, kind: "legal" });
  const teams = drawTeams(sampler, 6, 6);
  const [a, b] = [teams.a, teams.b].map((team) => team.map((one) => ENGINE.prepare(one)));

  it("gives equal results for equal arguments, by either kernel", () => {
    const options = { battles: 60, seed: 3, sleepClause: true };
    const compiled = simulateTeams(ENGINE, a!, b!, options);
    expect(simulateTeams(ENGINE, a!, b!, options)).toEqual(compiled);
    const policyA = { choose: RANDOM_TEAM_POLICY.choose };
    expect(simulateTeams(ENGINE, a!, b!, { ...options, policyA, policyB: policyA })).toEqual(compiled);
    expect(compiled.aWins + compiled.bWins + compiled.ties).toBe(60);
  });

  it("plays one against one as a matchup does", () => {
    const battle = createTeamBattle(ENGINE, a!.slice(0, 1), b!.slice(0, 1), {
      kind: "gen5",
      seed: [9, 8, 7, 6],
    });
    const matchup = ENGINE.createMatchup(a![0]!, b![0]!, { kind: "gen5", seed: [9, 8, 7, 6] });
    while (matchup.state[at.RESULT] === at.ONGOING) {
      const [choiceA, choiceB] = [matchup.legalChoices("a")[0]!, matchup.legalChoices("b")[0]!];
      expect([battle.legalMask("a"), battle.legalMask("b")]).toEqual([
        matchup.legalMask("a"),
        matchup.legalMask("b"),
      ]);
      matchup.turn(choiceA, choiceB);
      battle.choose(choiceA, choiceB);
      expect([battle.state[at.SIDE_A + at.HP], battle.state[at.SIDE_B + at.HP]]).toEqual([
        matchup.state[at.SIDE_A + at.HP],
        matchup.state[at.SIDE_B + at.HP],
      ]);
    }
    expect(battle.state[at.RESULT]).toBe(matchup.state[at.RESULT]);
  });
});
