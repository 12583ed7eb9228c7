import { namedChoices, playSeenTurn } from "@predictiondex/battle";
import {
  A_WINS,
  type Battle,
  ONGOING,
  RESULT,
  type Side,
  TIE,
  tellEvent,
} from "@predictiondex/battle/engine";
import type { TurnResponse } from "@predictiondex/contract";
import type { UiLanguage } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { conditionJson, type MiddleState, middleOf } from "../prediction/middle-state.ts";
import { judgeOf } from "../prediction/predict.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { InvalidRequestError } from "../request-errors.ts";

/** A turn that is asked for; the sets and the state are checked. */
export interface TurnQuestion {
  readonly a: SetSpec;
  readonly b: SetSpec;
  readonly middle: MiddleState | undefined;
  readonly choices: Readonly<Partial<Record<Side, TurnChoice | undefined>>>;
  readonly seed: number;
}

interface TurnChoice {
  readonly move: string;
  readonly mega?: string | undefined;
}

/**
 * Plays one turn, and says what has become of both sides.
 * @throws {InvalidRequestError} where a choice is not open to its side
 */
export function answerTurn(catalogue: Catalogue, question: TurnQuestion): TurnResponse {
  const sets = { a: setOf(catalogue, question.a), b: setOf(catalogue, question.b) };
  const middle = middleOf(sets, question.middle);
  const mega = { a: question.a.mega, b: question.b.mega };
  const battle = judgeOf(catalogue).layOut(sets.a, sets.b, { middle, mega });
  const choices = {
    a: findChoice(battle, "a", question.choices.a),
    b: findChoice(battle, "b", question.choices.b),
  };
  const { events, after } = playSeenTurn(
    battle,
    { a: middle?.a?.seen, b: middle?.b?.seen },
    choices,
    question.seed,
  );
  const text = (language: UiLanguage): string[] => {
    const names = { a: sets.a.form.names[language], b: sets.b.form.names[language] };
    const moveName = (slug: string) => catalogue.movesBySlug.get(slug)?.names[language] ?? slug;
    return events.map((event) => tellEvent(event, language, names, moveName));
  };
  const result = battle.state[RESULT];
  const canBeSaid = result === ONGOING && after.a !== undefined && after.b !== undefined;
  return {
    over: result !== ONGOING,
    winner: result === ONGOING ? null : result === TIE ? "tie" : result === A_WINS ? "a" : "b",
    state: canBeSaid ? { a: conditionJson(sets.a, after.a!), b: conditionJson(sets.b, after.b!) } : null,
    events: [...events],
    text: { en: text("en"), fr: text("fr") },
    dataVersion: catalogue.snapshot.dataVersion,
  };
}

function findChoice(battle: Battle, side: Side, wanted: TurnChoice | undefined): number | undefined {
  if (wanted === undefined) return undefined;
  const open = namedChoices(battle, side);
  const found = open.find(({ move, mega }) => move === wanted.move && mega === wanted.mega);
  if (found !== undefined) return found.choice;
  const list = open.map(({ move, mega }) => (mega === undefined ? move : `${move} + ${mega}`)).join(", ");
  const name = `choices.${side}`;
  throw new InvalidRequestError([
    {
      pointer: `/choices/${side}`,
      detail: {
        en: `${name} is not open now: ${list}`,
        fr: `${name} n’est pas possible maintenant : ${list}`,
      },
    },
  ]);
}
