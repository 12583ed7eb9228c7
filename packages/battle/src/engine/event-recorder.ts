import { TYPES } from "@predictiondex/core";
import type { BattleEvent, LossCause } from "./battle-event.ts";
import {
  clearsStages,
  effectEvent,
  effectivenessOf,
  HINDRANCES,
  isTypeProof,
  movesPokemon,
  nameOf,
  OUTCOMES,
  ownGain,
  ownLoss,
  residualLosses,
  statusName,
  switchEvent,
} from "./event-causes.ts";
import { EventList } from "./event-list.ts";
import { EFFECT_TEXTS } from "./event-texts.ts";
import * as moveEffects from "./kernel/move-effects.ts";
import { KIND_BITS, MOVE, RESIDUAL } from "./kernel/queue.ts";
import * as at from "./layout.ts";
import { STAGE_NAMES } from "./rules/move-rule.ts";
import * as rows from "./tables.ts";
import * as traces from "./trace.ts";

const ONE_HIT_KO = 6;
/** Effects by which a move goes on by itself. */
const LOCKS = (1 << at.LOCKED) | (1 << at.CHARGING);
/** Makes events of what the kernel writes while it plays, in the order in which it happens. */
export class EventRecorder {
  readonly #list: EventList;
  readonly #state: Int32Array;
  readonly #tables: rows.Tables;
  /** What the traces have gathered: in the state each is taken away at once, so that the next one shows. */
  readonly #traced = new Map<number, number>();
  #phase: "move" | "residual" | "other" = "other";
  #action = 0;
  #actor = at.SIDE_A;
  /** The side whose block takes another member's words, 0 while none does. */
  #loading = 0;
  /** Moves used in this action, the called ones included; the row of the last, or of the one intended. */
  #uses = 0;
  #move = 0;
  #landedHits = 0;
  /** Number of events when the move was used. */
  #usedAt = 0;
  #isCritical = false;
  #isTransforming = false;
  #unleashes = false;
  #fainting: number[] = [];
  /** What takes HP from each side at the end of the turn, in that order. */
  #losses: Readonly<Record<number, LossCause[]>> = {};

  /** `state` is where the words are kept that `write` is told of. */
  constructor(state: Int32Array, tables: rows.Tables) {
    this.#list = new EventList(state);
    this.#state = state;
    this.#tables = tables;
  }

  get events(): BattleEvent[] {
    return this.#list.events;
  }

  /** Begins an action of the turn, as the queue has it. */
  begin(action: number): void {
    const kind = action & KIND_BITS;
    this.#phase = kind === MOVE ? "move" : kind === RESIDUAL ? "residual" : "other";
    this.#action = kind;
    this.#actor = action & ~KIND_BITS;
    this.#uses = 0;
    this.#move = 0;
    this.#usedAt = this.#list.length;
    this.#isCritical = false;
    this.#isTransforming = false;
    this.#unleashes = false;
    this.#list.flush();
    if (this.#phase === "residual") {
      this.#losses = {
        [at.SIDE_A]: residualLosses(this.#state, at.SIDE_A),
        [at.SIDE_B]: residualLosses(this.#state, at.SIDE_B),
      };
    }
  }

  /** Takes a write of the kernel. */
  write(word: number, value: number): void {
    const state = this.#state;
    const before = state[word]!;
    if (word < at.SIDE_A || word >= at.BATTLE_WORDS) {
      state[word] = value;
      if (word >= at.BATTLE_WORDS) this.#tellBench(word - at.BATTLE_WORDS, before, value);
      return;
    }
    const side = word < at.SIDE_B ? at.SIDE_A : at.SIDE_B;
    const offset = word - side;
    if (offset === at.TRACE) {
      state[word] = 0;
      this.#traced.set(side, value === 0 ? 0 : (this.#traced.get(side) ?? 0) | value);
      this.#tellTrace(side, value);
      return;
    }
    state[word] = value;
    if (offset >= at.SCREENS && offset < at.SCREEN_COUNT) {
      this.#tellScreen(side, offset - at.SCREENS, before, value);
    } else if (offset === at.TEAM_ORDER) this.#loading = side;
    else if (this.#loading === side) {
      if (offset === at.LEAVING) this.#tellSwitch(side);
      // What a fainted Pokémon loses is no event.
    } else if (state[side + at.FAINTED] !== 0 && offset !== at.FAINTED && offset !== at.STEALTH_ROCK) return;
    else if (offset >= at.STAGES && offset < at.STAGES + at.STAGE_COUNT)
      this.#tellStage(side, offset, value - before, value);
    else if (offset >= at.MOVES && offset < at.PP) this.#tellMimicry(side, value);
    else this.#tellWord(side, offset, before, value);
  }

  /** Puts the traces where the kernel would have left them. */
  finish(): void {
    this.#list.flush();
    for (const [side, bits] of this.#traced) this.#state[side + at.TRACE] = bits;
  }

  #tellWord(side: number, offset: number, before: number, value: number): void {
    switch (offset) {
      case at.HP:
        if (value < before) this.#tellLoss(side, before - value);
        else if (value > before) this.#tellHeal(side, value - before);
        return;
      case at.STATUS:
        this.#tellStatus(side, before, value);
        return;
      case at.EFFECT_BITS:
        this.#tellEffects(side, before ^ value, value);
        return;
      case at.TRACE_MOVE:
        this.#tellMove(side, value);
        return;
      case at.SUBSTITUTE_HP:
        if (value < before) {
          this.#tellForce();
          this.#landedHits++;
          if (this.#isOneHitKo()) this.#push({ kind: "oneHitKo", side: nameOf(this.#actor) });
          this.#push({ kind: "substituteHit", side: nameOf(this.#actor) });
        }
        return;
      case at.CONFUSION_TURNS:
        if (value < before && value > 0) this.#push({ kind: "confused", side: nameOf(side) });
        return;
      case at.TRANSFORMED:
        if (value === 1) {
          this.#isTransforming = true;
          this.#push({ kind: "transformed", side: nameOf(side) });
        }
        return;
      case at.FORM:
        if (value === 1 || value === 2) this.#push({ kind: "mega", side: nameOf(side), form: value });
        return;
      case at.TYPE_1:
        if (this.#effectOfMove() === moveEffects.COPY_TYPE && value !== at.NO_TYPE)
          this.#push({ kind: "typeChanged", side: nameOf(side), type: TYPES[value]! });
        return;
      case at.STEALTH_ROCK:
        if (value > before) this.#push({ kind: "stealthRock", side: nameOf(side) });
        return;
      case at.FAINT_QUEUED:
        if (value === 1) this.#fainting.push(side);
        return;
      case at.FAINTED:
        if (value === 1) this.#tellFaints();
        return;
      default:
    }
  }

  #tellTrace(side: number, bit: number): void {
    const name = nameOf(side);
    const hindrance = HINDRANCES.find(([each]) => each === bit);
    if (hindrance) {
      this.#tellHindrance(side, hindrance[1]);
      return;
    }
    const outcome = OUTCOMES.find(([each]) => each === bit);
    if (outcome) {
      this.#push({ kind: outcome[1], side: name });
      return;
    }
    switch (bit) {
      case traces.TRACE_CRITICAL:
        this.#isCritical = true;
        return;
      case traces.TRACE_CHARGES:
        this.#push({ kind: "charges", side: name, move: this.#slug() });
        return;
      case traces.TRACE_BIDES:
        this.#tellBide(side);
        return;
      case traces.TRACE_ON_SUBSTITUTE:
        if (this.#word(this.#move, rows.MOVE_CATEGORY) === rows.STATUS_MOVE)
          this.#push({ kind: "failed", side: name });
        return;
      case traces.TRACE_FAILED:
        if (this.#uses === 0 && !this.#unleashes) {
          this.#tellHindrance(side, "noPp");
        } else if (this.#list.length === this.#usedAt) {
          this.#push({
            kind: isTypeProof(this.#state, this.#tables.words, this.#move, side) ? "immune" : "failed",
            side: name,
          });
        }
        return;
      case traces.TRACE_HIT:
        if (this.#uses === 0) return;
        if (this.#landedHits > 0 && this.#word(this.#move, rows.MOVE_HITS) > 1)
          this.#list.pushAfterFaint(
            { kind: "hits", side: nameOf(at.BOTH_SIDES - side), count: this.#landedHits },
            at.BOTH_SIDES - this.#actor,
          );
        else if (
          this.#list.length === this.#usedAt &&
          this.#word(this.#move, rows.MOVE_CATEGORY) === rows.STATUS_MOVE &&
          !movesPokemon(this.#tables.words, this.#move)
        )
          this.#push({ kind: "nothing", side: name });
        this.#landedHits = 0;
        return;
      default:
    }
  }

  #tellHindrance(side: number, by: Extract<BattleEvent, { kind: "hindered" }>["by"]): void {
    const move = this.#move === 0 ? {} : { move: this.#slug() };
    this.#push({ kind: "hindered", side: nameOf(side), by, ...move });
  }

  /** The first move that an action notes is only meant; each later one is used. */
  #tellMove(side: number, row: number): void {
    if (this.#phase !== "move" || side !== this.#actor || row === 0) return;
    const caller = this.#slug();
    const called = this.#uses > 0;
    const isLocked = (this.#state[side + at.EFFECT_BITS]! & LOCKS) !== 0;
    const wasMeant = this.#move !== 0;
    this.#move = row;
    this.#landedHits = 0;
    if (!wasMeant) return;
    this.#uses++;
    const from = called ? caller : isLocked ? "lock" : undefined;
    this.#push({
      kind: "move",
      side: nameOf(side),
      move: this.#slug(),
      ...(from === undefined ? {} : { from }),
    });
    this.#usedAt = this.#list.length;
  }

  #tellBide(side: number): void {
    if (this.#state[side + at.DURATION + at.BIDE] === 1) {
      this.#unleashes = true;
      this.#push({ kind: "effect", side: nameOf(side), effect: at.BIDE, starts: false });
      this.#usedAt = this.#list.length;
    } else this.#tellHindrance(side, "bides");
  }

  #tellLoss(side: number, amount: number): void {
    const by = this.#causeOf(side);
    const [hp, maxHp] = [this.#state[side + at.HP]!, this.#state[side + at.MAX_HP]!];
    const name = nameOf(side);
    if (by === undefined) this.#tellForce();
    if (by === "confusion") this.#tellHindrance(side, "hurtsItself");
    this.#push({ kind: "damage", side: name, amount, hp, maxHp, ...(by === undefined ? {} : { by }) });
    if (by !== undefined) return;
    this.#landedHits++;
    if (this.#isOneHitKo())
      this.#list.pushAfterFaint({ kind: "oneHitKo", side: nameOf(this.#actor) }, at.BOTH_SIDES - this.#actor);
  }

  /** What the type chart and luck make of a hit. */
  #tellForce(): void {
    const side = nameOf(this.#actor);
    const target = at.BOTH_SIDES - this.#actor;
    const factor =
      this.#uses === 0 ? 0 : effectivenessOf(this.#state, this.#tables.words, this.#move, target);
    if (factor !== 0) this.#push({ kind: factor > 0 ? "superEffective" : "resisted", side });
    if (this.#isCritical) this.#push({ kind: "critical", side });
    this.#isCritical = false;
  }

  #isOneHitKo(): boolean {
    return this.#uses > 0 && this.#word(this.#move, rows.MOVE_DAMAGE) === ONE_HIT_KO;
  }

  #causeOf(side: number): LossCause | undefined {
    if (this.#phase === "residual") {
      const causes = this.#losses[side]!;
      const isSeedIdle = causes[0] === "leechSeed" && this.#state[at.BOTH_SIDES - side + at.HP]! <= 0;
      if (isSeedIdle) causes.shift();
      return causes.shift();
    }
    if (this.#phase === "other") return "stealthRock";
    if (side !== this.#actor) return undefined;
    if (this.#uses === 0) return "confusion";
    return ownLoss(this.#tables.words, this.#move);
  }

  #tellHeal(side: number, amount: number): void {
    const [hp, maxHp] = [this.#state[side + at.HP]!, this.#state[side + at.MAX_HP]!];
    const by = this.#phase === "residual" ? "leechSeed" : ownGain(this.#tables.words, this.#move);
    this.#push({
      ...({ kind: "heal", side: nameOf(side), amount, hp, maxHp } as const),
      ...(by === undefined ? {} : { by }),
    });
  }

  #tellStatus(side: number, before: number, value: number): void {
    if (value === before) return;
    const cured = { kind: "cured", side: nameOf(side), status: statusName(before) } as const;
    const byOwnMove = this.#phase === "move" && side === this.#actor && this.#uses > 0;
    if (value === at.HEALTHY && byOwnMove && before === at.FREEZE) {
      // Its own move thaws it before it is used.
      this.#list.pushBefore({ ...cured, move: this.#slug() });
    } else if (value === at.HEALTHY) this.#push(cured);
    else {
      const byMove = this.#phase === "move" && this.#uses > 0;
      this.#push({
        ...({ kind: "status", side: nameOf(side), status: statusName(value) } as const),
        ...(byMove ? { move: this.#slug() } : {}),
      });
    }
  }

  #tellStage(side: number, offset: number, by: number, value: number): void {
    if (this.#isTransforming) return;
    if (value === 0 && clearsStages(this.#effectOfMove())) {
      const last = offset === at.STAGES + at.STAGE_COUNT - 1;
      if (last) this.#push({ kind: "stagesReset", side: nameOf(side) });
    } else if (by !== 0) {
      this.#push({ kind: "stage", side: nameOf(side), stage: STAGE_NAMES[offset - at.STAGES]!, by });
    }
  }

  #tellMimicry(side: number, row: number): void {
    if (this.#effectOfMove() === moveEffects.COPY_MOVE)
      this.#push({ kind: "mimics", side: nameOf(side), move: this.#tables.slugs[row / rows.ROW_WORDS]! });
  }

  #tellEffects(side: number, changed: number, bits: number): void {
    for (let rest = changed; rest !== 0; rest &= rest - 1) {
      const effect = 31 - Math.clz32(rest & -rest);
      const starts = ((bits >> effect) & 1) !== 0;
      if (effect === at.BIDE && !starts && this.#unleashes) continue;
      if (this.#isTransforming && effect === at.FOCUS_ENERGY) {
        const copied = { kind: "effect", side: nameOf(side), effect, starts } as const;
        if (starts) this.#list.pushBefore(copied);
        continue;
      }
      if (effect === at.PROTECT && !starts && this.#phase !== "move") continue;
      if (!EFFECT_TEXTS[effect]![starts ? "starts" : "ends"]) continue;
      const isFatigue = effect === at.CONFUSION && starts && (side === this.#actor || this.#uses === 0);
      this.#push(effectEvent(this.#state, this.#tables, side, effect, starts, this.#move, isFatigue));
    }
  }

  #tellScreen(side: number, screen: number, before: number, value: number): void {
    if ((before === 0) === (value === 0)) return;
    this.#push({ kind: "screen", side: nameOf(side), screen, starts: value !== 0 });
  }

  /** In the order in which they got in line. */
  #tellFaints(): void {
    for (const side of this.#fainting) this.#push({ kind: "fainted", side: nameOf(side) });
    this.#fainting = [];
    this.#list.flush();
  }

  #tellSwitch(side: number): void {
    this.#loading = 0;
    this.#push(switchEvent(this.#state, side, this.#action));
  }

  #tellBench(word: number, before: number, value: number): void {
    const member = Math.floor(word / at.MEMBER_WORDS);
    const isCure = word % at.MEMBER_WORDS === at.STATUS && before !== at.HEALTHY && value === at.HEALTHY;
    if (!isCure || this.#phase !== "move") return;
    const side = member < at.TEAM_SIZE ? "a" : "b";
    this.#push({ kind: "benchCured", side, benched: member % at.TEAM_SIZE, status: statusName(before) });
  }

  #push(event: BattleEvent): void {
    this.#list.push(event);
  }

  #slug(): string {
    return this.#tables.slugs[this.#move / rows.ROW_WORDS]!;
  }

  #word(row: number, field: number): number {
    return row === 0 ? 0 : this.#tables.words[row + field]!;
  }

  #effectOfMove(): number {
    return this.#phase === "move" && this.#uses > 0 ? this.#word(this.#move, rows.MOVE_EFFECT) : 0;
  }
}
