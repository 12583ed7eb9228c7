import type { BattleMemory } from "./battle.ts";
import type { BattleEvent } from "./battle-event.ts";
import { EventRecorder } from "./event-recorder.ts";
import { stepTeamTurn, takeTeamChoices } from "./kernel/team-turn.ts";
import { beginTurn, stepTurn } from "./kernel/turn.ts";
import { ONGOING, QUEUE, RESULT, type Result, TURN } from "./layout.ts";
import type { Battle } from "./matchup.ts";
import type { TeamBattle } from "./team-battle.ts";
import { watchWords } from "./watched-words.ts";

/**
 * Plays a turn and tells what happened, in its order. It drives the same kernel by the same draws as `battle.turn` (which
 * checks the choices; this trusts them) and watches what it writes; much slower.
 */
export function playTurnWithLog(battle: Battle, choiceA: number, choiceB: number): readonly BattleEvent[] {
  const begin = (memory: BattleMemory): void => beginTurn(memory, choiceA, choiceB, battle.struggle);
  return record(battle, true, begin, stepTurn);
}

/**
 * Plays a team battle on by both sides' choices and tells what happened, in its order, each event with its member; as
 * `battle.choose` (which checks the choices; this trusts them), only much slower.
 */
export function playChoicesWithLog(
  battle: TeamBattle,
  choiceA: number,
  choiceB: number,
): readonly BattleEvent[] {
  const isTurn = battle.request("a") === "move";
  const begin = (memory: BattleMemory): void => takeTeamChoices(memory, choiceA, choiceB, battle.struggle);
  return record(battle, isTurn, begin, stepTeamTurn);
}

function record(
  { memory, state, tables }: Pick<Battle, "memory" | "state" | "tables">,
  isTurn: boolean,
  begin: (memory: BattleMemory) => void,
  step: (memory: BattleMemory) => boolean,
): readonly BattleEvent[] {
  const recorder = new EventRecorder(state, tables);
  const { events } = recorder;
  const watched = { ...memory, state: watchWords(state, (word, value) => recorder.write(word, value)) };
  if (isTurn) events.push({ kind: "turn", turn: state[TURN]! + 1 });
  begin(watched);
  do recorder.begin(state[QUEUE]!);
  while (step(watched));
  recorder.finish();
  const result = state[RESULT] as Result;
  if (result !== ONGOING) events.push({ kind: "end", result });
  return events;
}
