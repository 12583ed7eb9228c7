import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import * as at from "../../src/engine/layout.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { STATUS_NAMES } from "../../src/engine/rules/move-rule.ts";
import { tellEvent } from "../../src/engine/tell-event.ts";
import { comparableLines, playLogged } from "../oracle/logged-battles.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { refusedLines, showLog } from "../oracle/showdown-client.ts";

const BATTLES = 400;
const facts = loadBundledFacts();
const engine = createEngine(facts);
const sampler = createSetSampler(facts, { seed: 9 });
const played = Array.from({ length: BATTLES }, (_, n) => playLogged(engine, facts, sampler, [n, 2, 3, 4]));
const STATUS_WORDS: Readonly<Record<string, string>> = {
  ...{ healthy: "", burn: "brn", paralysis: "par", sleep: "slp", freeze: "frz" },
  ...{ poison: "psn", "bad-poison": "tox" },
};

describe("toShowdownLog", () => {
  it("writes lines that Showdown's parser knows and its check accepts", () => {
    for (const { ours } of played) expect(refusedLines(ours)).toEqual([]);
    expect(refusedLines(["|-damage|p1a: Onix|many", "|sneeze|p1a: Onix"])).toHaveLength(2);
  });

  it("tells the battles in the lines of Showdown itself, in their order", () => {
    for (const { ours, showdowns } of played) {
      expect(comparableLines(ours)).toEqual(comparableLines(showdowns));
    }
  });

  it("shows in Showdown's client what the engine came to", () => {
    for (const { ours, battle } of played) {
      const shown = showLog(ours);
      for (const [i, side] of [at.SIDE_A, at.SIDE_B].entries()) {
        const word = (offset: number): number => battle.state[side + offset]!;
        const [hp] = shown.sides[i]!.hp;
        if (word(at.HP) === 0) expect(hp).toBe("fnt");
        else {
          const status = STATUS_WORDS[STATUS_NAMES[word(at.STATUS)]!];
          expect(hp).toMatch(new RegExp(` ${word(at.HP)}/${word(at.MAX_HP)} ${status}$`));
        }
        expect(shown.sides[i]!.conditions.includes("stealthrock")).toBe(word(at.STEALTH_ROCK) > 0);
      }
    }
  });

  it("shows in Showdown's client what Showdown's own log shows", () => {
    for (const { ours, showdowns } of played) {
      const [own, theirs] = [showLog(ours), showLog(showdowns)];
      expect(own.turn).toBe(theirs.turn);
      for (const i of [0, 1] as const) {
        expect(own.sides[i].hp).toEqual(theirs.sides[i].hp);
        expect(own.sides[i].boosts.toSorted()).toEqual(theirs.sides[i].boosts.toSorted());
        expect(own.sides[i].conditions).toEqual(theirs.sides[i].conditions);
      }
    }
  });
});

describe("tellEvent", () => {
  it("has a sentence for every event in both languages", () => {
    const names = { a: "Florizarre", b: "Dracaufeu" };
    const kinds = new Set<string>();
    for (const { events } of played) {
      for (const event of events) {
        kinds.add(event.kind);
        const [fr, en] = (["fr", "en"] as const).map((language) =>
          tellEvent(
            event,
            language,
            names,
            (slug) => facts.moves.find((move) => move.slug === slug)!.names[language],
          ),
        );
        expect(`${fr} ${en}`).not.toMatch(/undefined|[{}]/);
        expect(fr).not.toBe("");
        expect(en).not.toBe("");
      }
    }
    expect(kinds.size).toBeGreaterThan(25);
  });
});
