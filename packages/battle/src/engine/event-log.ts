import type { BattleEvent } from "./battle-event.ts";
import { EventRecorder } from "./event-recorder.ts";
import { beginTurn, stepTurn } from "./kernel/turn.ts";
import { ONGOING, QUEUE, RESULT, type Result, TURN } from "./layout.ts";
import type { Battle } from "./matchup.ts";
import { watchWords } from "./watched-words.ts";

/**
 * Plays a turn and tells what happened, in its order. It drives the same kernel by the same draws as `battle.turn` (which
 * checks the choices; this trusts them) and watches what it writes; much slower.
 */
export function playTurnWithLog(battle: Battle, choiceA: number, choiceB: number): readonly BattleEvent[] {
  const { state, tables } = battle;
  const recorder = new EventRecorder(state, tables);
  const memory = {
    ...battle.memory,
    state: watchWords(state, (word, value) => recorder.write(word, value)),
  };
  recorder.events.push({ kind: "turn", turn: state[TURN]! + 1 });
  beginTurn(memory, choiceA, choiceB, battle.struggle);
  do recorder.begin(state[QUEUE]!);
  while (stepTurn(memory));
  recorder.finish();
  const result = state[RESULT] as Result;
  if (result !== ONGOING) recorder.events.push({ kind: "end", result });
  return recorder.events;
}
