import type { BattleEvent } from "./battle-event.ts";
import { blockOf } from "./event-causes.ts";
import { HP, MEMBER, TEAM_RULES } from "./layout.ts";

/** The events of a battle as they come; in team battles each gets its side's active member. */
export class EventList {
  readonly events: BattleEvent[] = [];
  readonly #state: Int32Array;
  readonly #isOfTeams: boolean;
  #later: BattleEvent[] = [];

  constructor(state: Int32Array) {
    this.#state = state;
    this.#isOfTeams = state[TEAM_RULES] !== 0;
  }

  get length(): number {
    return this.events.length;
  }

  push(event: BattleEvent): void {
    this.events.push(this.#ofMember(event));
  }

  /** Puts an event before the last one. */
  pushBefore(event: BattleEvent): void {
    this.events.splice(-1, 0, this.#ofMember(event));
  }

  /** What is told of a move once its target (by its block) has fainted, if it has no HP left. */
  pushAfterFaint(event: BattleEvent, target: number): void {
    this.#later.push(this.#ofMember(event));
    if (this.#state[target + HP]! > 0) this.flush();
  }

  /** Lets follow what was to be told after a faint. */
  flush(): void {
    this.events.push(...this.#later);
    this.#later = [];
  }

  #ofMember(event: BattleEvent): BattleEvent {
    if (!this.#isOfTeams || !("side" in event)) return event;
    return { ...event, member: this.#state[blockOf(event.side) + MEMBER]! };
  }
}
