import {
  type Battle,
  type BattleEvent,
  GREEDY_POLICY,
  MAX_HP,
  ONGOING,
  type Policy,
  playTurnWithLog,
  RANDOM_POLICY,
  RESULT,
  SIDE_A,
  SIDE_B,
  type Side,
  simulate,
  tellEvent,
  toShowdownLog,
} from "@predictiondex/battle/engine";
import type { SimulateResponse } from "@predictiondex/contract";
import { showdownSpecies, type UiLanguage } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { CancelledError } from "../prediction/cancelled-error.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { round } from "./battle-side.ts";
import { engineOf } from "./engines.ts";
import { wilson } from "./wilson.ts";

/** Battles that are asked for; the sets are checked, and under normal rules already as those want them. */
export interface SimulateQuestion {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly battles: number;
  readonly seed: number;
  readonly policy: "random" | "greedy";
  readonly mega: boolean;
  readonly log: boolean;
}

const POLICIES = { random: RANDOM_POLICY, greedy: GREEDY_POLICY } as const;
const BATTLES_AT_ONCE = 500;

/** Plays the battles; battle n (from 0) has the seed `seed` + n. */
export function answerSimulate(
  catalogue: Catalogue,
  question: SimulateQuestion,
  isCancelled: () => boolean,
): SimulateResponse {
  const engine = engineOf(catalogue, question.mega);
  const a = engine.prepare(setOf(catalogue, question.a));
  const b = engine.prepare(setOf(catalogue, question.b));
  const policy = POLICIES[question.policy];
  const { battles, seed } = question;
  const wins = { a: 0, b: 0, ties: 0 };
  for (let done = 0; done < battles; done += BATTLES_AT_ONCE) {
    if (isCancelled()) throw new CancelledError("nobody waits for the answer");
    const part = simulate(engine, a, b, {
      battles: Math.min(BATTLES_AT_ONCE, battles - done),
      seed: (seed + done) | 0,
      policy,
    });
    wins.a += part.aWins;
    wins.b += part.bWins;
    wins.ties += part.ties;
  }
  const p = (wins.a + wins.ties / 2) / battles;
  const battle = engine.createMatchup(a, b, { kind: "fast", seed });
  return {
    ...{ battles, seed, policy: question.policy },
    ...{ aWins: wins.a, bWins: wins.b, ties: wins.ties, p: round(p), ...wilson(p, battles) },
    log: question.log ? tellBattle(catalogue, battle, policy) : null,
    dataVersion: catalogue.snapshot.dataVersion,
  };
}

function tellBattle(
  catalogue: Catalogue,
  battle: Battle,
  policy: Policy,
): NonNullable<SimulateResponse["log"]> {
  const events: BattleEvent[] = [];
  const { memory, state, sets } = battle;
  while (state[RESULT] === ONGOING) {
    const a = policy.choose(memory, SIDE_A, battle.legalMask("a"));
    const b = policy.choose(memory, SIDE_B, battle.legalMask("b"));
    events.push(...playTurnWithLog(battle, a, b));
  }
  const text = (language: UiLanguage): string[] => {
    const names = { a: sets.a.set.form.names[language], b: sets.b.set.form.names[language] };
    const moveName = (slug: string) => catalogue.movesBySlug.get(slug)?.names[language] ?? slug;
    return events.map((event) => tellEvent(event, language, names, moveName));
  };
  const member = (side: Side) => {
    const { forms, set } = sets[side];
    return {
      name: set.form.names.en,
      species: forms.flatMap((form) => (form ? [showdownSpecies(form.slug, form.names.en)] : [])),
      level: set.level,
      maxHp: sets[side].words[MAX_HP]!,
    };
  };
  return {
    events,
    text: { en: text("en"), fr: text("fr") },
    protocol: toShowdownLog(events, {
      players: { a: "Player A", b: "Player B" },
      teams: { a: [member("a")], b: [member("b")] },
      tables: battle.tables,
      moveName: (slug) => catalogue.movesBySlug.get(slug)?.names.en ?? slug,
    }),
  };
}
