// The layers of a battle: all of its state but HP, found from the start on by the kernel's own
// runMove and runResidual with every roll enumerated. What sleep and confusion will still last is hidden; a layer holds
// how long they have lasted, and what is left is drawn anew for each action.

import { canonicalize, stateKey } from "../engine/canonical.ts";
import { chosenMove, legalChoices } from "../engine/kernel/choices.ts";
import { KIND_BITS, shiftQueue } from "../engine/kernel/queue.ts";
import { runResidual } from "../engine/kernel/residual.ts";
import { runMove } from "../engine/kernel/run-move.ts";
import { beginTurn } from "../engine/kernel/turn.ts";
import {
  ACTIONS,
  B_WINS,
  BATTLE_WORDS,
  BOTH_SIDES,
  CHOSEN_MOVE,
  CONFUSION,
  CONFUSION_TURNS,
  EFFECT_BITS,
  HP,
  LAST_MOVE,
  LEECH_SEED,
  MAX_HP,
  PENDING,
  PP,
  QUEUE_COUNT,
  RANDOM_KIND,
  RESULT,
  RETURN_DAMAGE,
  RETURN_READY,
  SCRIPTED,
  SIDE_A,
  SIDE_B,
  SLEEP,
  SPEEDS_TIE,
  STATUS,
  STATUS_TIME,
  TIE_SPEED,
  TURN,
} from "../engine/layout.ts";
import { MOVE_CONDITIONS } from "../engine/rules/move-rule.ts";
import { MOVE_CONDITION } from "../engine/tables.ts";
import { Enumeration, scriptedCopy } from "./attack-outcomes.ts";
import { hasFirstAction, healing, isRest } from "./layer-class.ts";
import { BY_REST, drawLeft, TIMERS } from "./public-state.ts";
import { readSeededEnding, type SeededEnding } from "./seeded-ending.ts";
import type { SearchProblem } from "./tree-search.ts";

/** Stands for HP that nothing can take. */
const PLENTY = 30_000;
/** A use's losses as one number: the foe's times this, and the user's, which may be a gain. */
const LOSS_BASE = 65_536;
const MOST_GAIN = 2048;
const NO_LOSS = MOST_GAIN;
/** From here on a hidden time is the number of turns that it has run. */
const ELAPSED = 100;
/** Layers found last, which are compared before a key is made. */
const RECENT = 3;
/** Rest sleeps two turns and wakes in the third. */
const REST_TURNS = 3;
const FOE_ATTACKS = MOVE_CONDITIONS.indexOf("foe-attacks");

/**
 * What leads to one layer: HP that the foe and the user lose, with the chance of each; sorted by the foe's loss. What the
 * user gets back is a loss below 0, as far as its HP are not full.
 */
export interface Passage {
  readonly to: number;
  readonly foe: Int32Array;
  readonly own: Int32Array;
  readonly chance: Float64Array;
  /** The chance that nobody loses HP; left out of the above. */
  readonly still: number;
}

/** The end of a turn: what both sides lose, and the layer that follows. */
export interface Ending {
  readonly to: number;
  readonly lossA: number;
  readonly lossB: number;
  readonly chance: number;
  /** The chance that A faints first where both would. */
  readonly firstA: number;
  /** Where Leech Seed drains somebody: both sides' HP afterwards, in place of the losses. */
  readonly seeded?: SeededEnding;
}

/** Where layers begin. */
export type LayerStart = Pick<SearchProblem, "state" | "tables" | "struggle" | "timers">;

/** Finds layers and what leads from one to another, each once; see `Layers.use`. */
export class Layers {
  readonly #memory;
  readonly #pp: readonly number[];
  readonly #hasFirstAction: boolean;
  readonly #struggle: number;
  readonly #states: Int32Array[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #uses = new Map<string, readonly Passage[]>();
  readonly #endings = new Map<number, readonly Ending[]>();
  readonly #recent: number[] = [];
  #turnOfRecent = 0;

  /** From a battle whose players have seen effects last for so long. */
  constructor({ state, tables, struggle, timers }: LayerStart) {
    this.#memory = scriptedCopy(state, tables);
    this.#struggle = struggle;
    this.#hasFirstAction = hasFirstAction(state, tables);
    this.#pp = [SIDE_A, SIDE_B].flatMap((side) => [...state.subarray(side + PP, side + PP + 4)]);
    this.#takeTimers(timers);
    this.#numberOf();
  }

  /** Layers found so far; 0 is the start. */
  get count(): number {
    return this.#states.length;
  }

  /** The layer of a state whose players have seen effects last for so long; undefined where it was not found before. */
  find(state: Int32Array, timers: Int32Array): number | undefined {
    this.#memory.state.set(state.subarray(0, BATTLE_WORDS));
    this.#takeTimers(timers);
    this.#normalise();
    return this.#numbers.get(stateKey(this.#memory.state));
  }

  /** Puts how long hidden times have run in their place. */
  #takeTimers(timers: Int32Array): void {
    const { state } = this.#memory;
    [SIDE_A, SIDE_B].forEach((side, s) => {
      if (state[side + STATUS] === SLEEP) state[side + STATUS_TIME] = ELAPSED + timers[s * TIMERS]!;
      state[side + CONFUSION_TURNS] = ELAPSED + Math.max(0, timers[s * TIMERS + 1]!);
    });
  }

  /** A side's legal choices in a layer, as a mask. */
  choices(layer: number, side: number): number {
    return legalChoices(this.#states[layer]!, this.#memory.tables, side);
  }

  /** Row of the move that a choice stands for. */
  moveOf(layer: number, side: number, choice: number): number {
    return chosenMove(this.#states[layer]!, this.#memory.tables, side, choice, this.#struggle);
  }

  /** The chance that A acts first after these choices. */
  firstA(layer: number, choiceA: number, choiceB: number): number {
    let first = 0;
    this.#enumerate(layer, (script) => {
      beginTurn(this.#memory, choiceA, choiceB, this.#struggle);
      // The turn's own beginning is the first of the queue.
      shiftQueue(this.#memory.state);
      if ((shiftQueue(this.#memory.state) & ~KIND_BITS) === SIDE_A) first += script.probability;
    });
    return first;
  }

  /**
   * What a side's use of a move leads to; `foesMove` is the row of the move that the foe has yet to make, −1 for none.
   * `atFull` where the user misses no HP, which only some moves tell apart (`healing`).
   */
  use(layer: number, side: number, move: number, foesMove: number, atFull = false): readonly Passage[] {
    const { tables, state } = this.#memory;
    const looks = tables[move + MOVE_CONDITION] === FOE_ATTACKS;
    const shown = foesMove < 0 ? -1 : looks ? foesMove : 0;
    const key = `${layer} ${side} ${move} ${shown} ${atFull}`;
    const known = this.#uses.get(key);
    if (known !== undefined) return known;
    const foe = BOTH_SIDES - side;
    const { heals } = healing(tables, move);
    const most = state[side + MAX_HP]!;
    const found = new Map<number, Map<number, number>>();
    this.#enumerate(layer, (script) => {
      const act = (hp: number): number => {
        state[side + HP] = hp;
        this.#act(script, side, move, shown, foesMove >= 0);
        return state[side + HP]!;
      };
      let own: number;
      let to = layer;
      if (!heals) own = PLENTY - act(PLENTY);
      else {
        // What gives HP back shows from the last HP; what takes them does not, and is run again with plenty.
        const from = atFull ? most : 1;
        own = from - act(from);
        if (own === from && !atFull) {
          script.rewind();
          this.#place(layer);
          own = PLENTY - act(PLENTY);
        }
      }
      const losses = (PLENTY - state[foe + HP]!) * LOSS_BASE + own + MOST_GAIN;
      if (own < most) to = this.#numberOf();
      const byLoss = found.get(to) ?? new Map<number, number>();
      byLoss.set(losses, (byLoss.get(losses) ?? 0) + script.probability);
      found.set(to, byLoss);
    });
    const passages = [...found].map(([to, byLoss]): Passage => {
      const sorted = [...byLoss]
        .filter(([losses]) => losses !== NO_LOSS)
        .sort(([left], [right]) => left - right);
      return {
        to,
        foe: Int32Array.from(sorted, ([losses]) => Math.floor(losses / LOSS_BASE)),
        own: Int32Array.from(sorted, ([losses]) => (losses % LOSS_BASE) - MOST_GAIN),
        chance: Float64Array.from(sorted, ([, chance]) => chance),
        still: byLoss.get(NO_LOSS) ?? 0,
      };
    });
    this.#uses.set(key, passages);
    return passages;
  }

  /** What the end of a turn leads to once both sides have acted. */
  endings(layer: number): readonly Ending[] {
    const known = this.#endings.get(layer);
    if (known !== undefined) return known;
    const endings = this.#isSeeded(layer) ? this.#seededEndings(layer) : this.#plainEndings(layer);
    this.#endings.set(layer, endings);
    return endings;
  }

  #isSeeded(layer: number): boolean {
    const state = this.#states[layer]!;
    return (((state[SIDE_A + EFFECT_BITS]! | state[SIDE_B + EFFECT_BITS]!) >>> LEECH_SEED) & 1) !== 0;
  }

  /** One for each course that chance can take. */
  #seededEndings(layer: number): readonly Ending[] {
    const endings: Ending[] = [];
    this.#enumerate(layer, (script) => {
      runResidual(this.#memory);
      const to = this.#numberOf();
      const chance = script.probability;
      const seeded = readSeededEnding(this.#memory, this.#states[layer]!, script.path);
      this.#memory.script = script;
      endings.push({ to, chance, lossA: 0, lossB: 0, firstA: 0, seeded });
    });
    return endings;
  }

  #plainEndings(layer: number): readonly Ending[] {
    const { state } = this.#memory;
    const found = new Map<string, Omit<Ending, "firstA">>();
    this.#enumerate(layer, (script) => {
      runResidual(this.#memory);
      const [lossA, lossB] = [PLENTY - state[SIDE_A + HP]!, PLENTY - state[SIDE_B + HP]!];
      const to = this.#numberOf();
      const key = `${to} ${lossA} ${lossB}`;
      const chance = (found.get(key)?.chance ?? 0) + script.probability;
      found.set(key, { to, lossA, lossB, chance });
    });
    let firstA = 0;
    this.#enumerate(layer, (script) => {
      state[SIDE_A + HP] = 1;
      state[SIDE_B + HP] = 1;
      runResidual(this.#memory);
      if (state[RESULT] === B_WINS) firstA += script.probability;
    });
    return [...found.values()].map((ending) => ({ ...ending, firstA }));
  }

  /** A side's action from where the battle stands; hidden times that it counts down are drawn anew. */
  #act(script: Enumeration, side: number, move: number, foesMove: number, isFirst: boolean): void {
    const { state, tables } = this.#memory;
    const foe = BOTH_SIDES - side;
    state[side + CHOSEN_MOVE] = move;
    state[side + PENDING] = 0;
    state[foe + CHOSEN_MOVE] = Math.max(0, foesMove);
    state[foe + PENDING] = isFirst ? 1 : 0;
    const slept = state[side + STATUS] === SLEEP ? state[side + STATUS_TIME]! - ELAPSED : -1;
    const wasConfused = ((state[side + EFFECT_BITS]! >>> CONFUSION) & 1) !== 0;
    const confused = wasConfused ? state[side + CONFUSION_TURNS]! - ELAPSED : -1;
    if (slept >= BY_REST) state[side + STATUS_TIME] = Math.max(1, REST_TURNS - (slept - BY_REST));
    else if (slept >= 0) state[side + STATUS_TIME] = drawLeft(2, 4, slept, (n) => script.pick(n));
    const leftAsleep = slept >= 0 ? state[side + STATUS_TIME]! : 0;
    const drawn = wasConfused ? drawLeft(2, 5, confused, (n) => script.pick(n)) : 0;
    if (wasConfused) state[side + CONFUSION_TURNS] = drawn;
    runMove(this.#memory, side);
    if (state[side + STATUS] === SLEEP) {
      // With one turn left it has woken, and sleeps by a Rest of this turn.
      if (leftAsleep > 1) state[side + STATUS_TIME] = ELAPSED + slept + 1;
      else if (isRest(tables, move)) state[side + STATUS_TIME] = ELAPSED + BY_REST;
    }
    if (wasConfused && ((state[side + EFFECT_BITS]! >>> CONFUSION) & 1) !== 0) {
      state[side + CONFUSION_TURNS] = ELAPSED + confused + (state[side + CONFUSION_TURNS] === drawn ? 0 : 1);
    }
  }

  #place(layer: number): void {
    const { state } = this.#memory;
    state.set(this.#states[layer]!);
    state[SIDE_A + HP] = PLENTY;
    state[SIDE_B + HP] = PLENTY;
  }

  #enumerate(layer: number, run: (script: Enumeration) => void): void {
    const script = new Enumeration();
    this.#memory.script = script;
    do {
      this.#place(layer);
      run(script);
    } while (script.advance());
  }

  /** The number of the layer that the battle has come to. */
  #numberOf(): number {
    this.#normalise();
    const { state } = this.#memory;
    for (const recent of this.#recent) if (isSame(this.#states[recent]!, state)) return recent;
    const key = stateKey(state);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#states.length;
      this.#numbers.set(key, number);
      this.#states.push(state.slice());
    }
    this.#recent[this.#turnOfRecent++ % RECENT] = number;
    return number;
  }

  /** Clears what does not belong to a layer. */
  #normalise(): void {
    const { state } = this.#memory;
    state[RANDOM_KIND] = SCRIPTED;
    state[QUEUE_COUNT] = 0;
    state[TURN] = 0;
    state[SPEEDS_TIE] = 0;
    canonicalize(state);
    [SIDE_A, SIDE_B].forEach((side, s) => {
      for (const word of [HP, TIE_SPEED, PENDING, CHOSEN_MOVE, LAST_MOVE, RETURN_DAMAGE, RETURN_READY]) {
        state[side + word] = 0;
      }
      for (let slot = 0; slot < 4; slot++) state[side + PP + slot] = this.#pp[4 * s + slot]!;
      if (!this.#hasFirstAction) state[side + ACTIONS] = 2;
      if (state[side + STATUS] === SLEEP && state[side + STATUS_TIME]! < ELAPSED)
        state[side + STATUS_TIME] = ELAPSED;
      const confused = ((state[side + EFFECT_BITS]! >>> CONFUSION) & 1) !== 0;
      if (confused && state[side + CONFUSION_TURNS]! < ELAPSED) state[side + CONFUSION_TURNS] = ELAPSED;
    });
  }
}

function isSame(left: Int32Array, right: Int32Array): boolean {
  for (let word = 0; word < BATTLE_WORDS; word++) if (left[word] !== right[word]) return false;
  return true;
}
