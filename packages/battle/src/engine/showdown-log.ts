// A battle in the words of Pokémon Showdown's protocol (PROTOCOL.md, sim/SIM-PROTOCOL.md), as its replays keep it.

import type { BattleEvent } from "./battle-event.ts";
import { SET_STEALTH_ROCK } from "./kernel/move-effects.ts";
import * as at from "./layout.ts";
import type { Side } from "./matchup.ts";
import { ENDS, LOSSES, SCREENS, STAGES, STARTS, STATUSES } from "./showdown-words.ts";
import * as rows from "./tables.ts";

/** A Pokémon of a team as the protocol names it. */
export interface ProtocolMember {
  /** Its nickname or its form's English name; no two of a team have the same. */
  readonly name: string;
  /** Showdown's names of the form and of its Mega forms. */
  readonly species: readonly string[];
  readonly level: number;
  readonly maxHp: number;
}

/** What the protocol tells besides the events. */
export interface ProtocolBattle {
  /** The players' names. */
  readonly players: Readonly<Record<Side, string>>;
  /** Both teams; the first member is sent out first. */
  readonly teams: Readonly<Record<Side, readonly ProtocolMember[]>>;
  readonly tables: rows.Tables;
  /** A move's English name by its slug. */
  readonly moveName: (slug: string) => string;
}

/** The log of a whole battle, line by line: Showdown's replays hold the same. `events` begin with its first turn. */
export function toShowdownLog(events: readonly BattleEvent[], battle: ProtocolBattle): string[] {
  const writer = new LogWriter(battle);
  return [...writer.opening(), ...events.flatMap((event, i) => writer.lines(event, events, i))];
}

class LogWriter {
  readonly #battle: ProtocolBattle;
  readonly #active: Record<Side, number> = { a: 0, b: 0 };
  /** HP as the protocol tells it and status, by member. */
  readonly #hp: Readonly<Record<Side, string[]>>;
  readonly #status: Readonly<Record<Side, string[]>>;
  readonly #species: Readonly<Record<Side, string[]>>;
  /** The move that binds each side's Pokémon. */
  readonly #binding: Record<Side, string> = { a: "", b: "" };
  #turn = 1;
  /** The turn whose upkeep is told. */
  #keptUp = 0;
  readonly #lastMove: Record<Side, string> = { a: "", b: "" };
  readonly #isTransformed: Record<Side, boolean> = { a: false, b: false };

  constructor(battle: ProtocolBattle) {
    const { a, b } = battle.teams;
    const full = (team: readonly ProtocolMember[]) => team.map(({ maxHp }) => `${maxHp}/${maxHp}`);
    const first = (team: readonly ProtocolMember[]) => team.map(({ species }) => species[0]!);
    this.#battle = battle;
    this.#hp = { a: full(a), b: full(b) };
    this.#status = { a: a.map(() => ""), b: b.map(() => "") };
    this.#species = { a: first(a), b: first(b) };
  }

  opening(): string[] {
    const { players, teams } = this.#battle;
    return [
      "|gametype|singles",
      `|player|p1|${players.a}||`,
      `|player|p2|${players.b}||`,
      "|gen|7",
      "|tier|[Gen 7 Let's Go] Custom Game",
      `|teamsize|p1|${teams.a.length}`,
      `|teamsize|p2|${teams.b.length}`,
      "|start",
      this.#comesIn("switch", "a", 0),
      this.#comesIn("switch", "b", 0),
    ];
  }

  lines(event: BattleEvent, events: readonly BattleEvent[], i: number): string[] {
    if (!("side" in event)) return this.#linesOfBattle(event);
    const { side } = event;
    const [who, foe] = [this.#who(side), this.#who(other(side))];
    const { moveName } = this.#battle;
    switch (event.kind) {
      case "move":
        return [this.#move(event, events, i)];
      case "hindered":
        return this.#hindered(event);
      case "missed":
        return [`|-miss|${who}|${foe}`];
      case "failed":
        return [`|-fail|${who}`];
      case "nothing":
        return ["|-nothing"];
      case "oneHitKo":
        return ["|-ohko"];
      case "blocked":
        return [`|-activate|${foe}|move: Protect`];
      case "immune":
        return [`|-immune|${foe}`];
      case "critical":
        return [`|-crit|${foe}`];
      case "superEffective":
        return [`|-supereffective|${foe}`];
      case "resisted":
        return [`|-resisted|${foe}`];
      case "substituteHit":
        return endsSubstitute(events[i + 1]) ? [] : [`|-activate|${foe}|move: Substitute|[damage]`];
      case "charges":
        return [`|-prepare|${who}|${moveName(event.move)}`];
      case "hits":
        return [
          `|-hitcount|${this.#isDown(side) ? this.#benched(side, this.#active[side]) : who}|${event.count}`,
        ];
      case "damage":
        return this.#damage(event);
      case "heal":
        return this.#heal(event);
      case "status": {
        this.#status[side][this.#active[side]] = STATUSES[event.status];
        const from =
          event.status === "sleep" && event.move !== undefined ? `|[from] move: ${moveName(event.move)}` : "";
        return [`|-status|${who}|${STATUSES[event.status]}${from}`];
      }
      case "cured":
        this.#status[side][this.#active[side]] = "";
        return [
          `|-curestatus|${who}|${STATUSES[event.status]}|${event.move === undefined ? "[msg]" : `[from] move: ${moveName(event.move)}`}`,
        ];
      case "stage": {
        const word = event.by > 0 ? "-boost" : "-unboost";
        return [`|${word}|${who}|${STAGES[event.stage]}|${Math.abs(event.by)}`];
      }
      case "stagesReset":
        if (events[i + 1]?.kind === "stagesReset") return [];
        return [events[i - 1]?.kind === "stagesReset" ? "|-clearallboost" : `|-clearboost|${who}`];
      case "confused":
        return [`|-activate|${who}|confusion`];
      case "transformed":
        this.#isTransformed[side] = true;
        return [`|-transform|${who}|${foe}`];
      case "typeChanged":
        return [`|-start|${who}|typechange|${event.type[0]!.toUpperCase()}${event.type.slice(1)}`];
      case "mimics":
        return [`|-start|${who}|Mimic|${moveName(event.move)}`];
      case "mega":
        return this.#mega(event);
      case "effect":
        return this.#effect(event);
      case "screen":
        return [`|-side${event.starts ? "start" : "end"}|${this.#sideName(side)}|${SCREENS[event.screen]}`];
      case "stealthRock":
        return [`|-sidestart|${this.#sideName(side)}|move: Stealth Rock`];
      case "switch": {
        // Teleport is no way to switch in Showdown's generation 7, so its check does not know it as one.
        const leaves = event.by === "replacement" && !this.#isDown(side) && this.#lastMove[side] === "u-turn";
        this.#active[side] = event.member!;
        this.#binding[side] = "";
        this.#isTransformed[side] = false;
        return [
          ...(event.afterTurn ? this.#upkeep() : []),
          `${this.#comesIn(event.by === "drag" ? "drag" : "switch", side, event.member!)}${leaves ? "|[from] U-turn" : ""}`,
        ];
      }
      case "benchCured":
        this.#status[side][event.benched] = "";
        return [`|-curestatus|${this.#benched(side, event.benched)}|${STATUSES[event.status]}|[msg]`];
      case "fainted":
        return [`|faint|${who}`, ...this.#falls(side)];
    }
  }

  #linesOfBattle(event: Exclude<BattleEvent, { side: Side }>): string[] {
    switch (event.kind) {
      case "turn":
        return this.#turns(event.turn);
      case "end":
        if (event.result === at.TIE) return ["|", "|tie"];
        return ["|", `|win|${this.#battle.players[event.result === at.A_WINS ? "a" : "b"]}`];
    }
  }

  #turns(turn: number): string[] {
    const upkeep = turn === 1 ? [] : this.#upkeep();
    this.#turn = turn;
    return [...upkeep, `|turn|${turn}`];
  }

  /** Told once a turn, after what happens at its end. */
  #upkeep(): string[] {
    const isTold = this.#keptUp === this.#turn;
    this.#keptUp = this.#turn;
    return isTold ? [] : ["|upkeep"];
  }

  #move(event: Extract<BattleEvent, { kind: "move" }>, events: readonly BattleEvent[], i: number): string {
    const { tables, moveName } = this.#battle;
    const row = tables.rows.get(event.move)!;
    const aimsAtFoe =
      tables.words[row + rows.MOVE_TARGET] === rows.ON_FOE ||
      tables.words[row + rows.MOVE_EFFECT] === SET_STEALTH_ROCK;
    const after = events[i + 1];
    const givesItsLife = after?.kind === "damage" && after.by === "selfDestruct";
    const next = (givesItsLife ? events[i + 2] : after)?.kind;
    this.#lastMove[event.side] = event.move;
    const isStill = next === "charges" || next === "failed";
    const target = isStill ? "" : this.#who(aimsAtFoe ? other(event.side) : event.side);
    const from =
      event.from === undefined
        ? ""
        : event.from === "lock"
          ? "|[from] lockedmove"
          : `|[from] move: ${moveName(event.from)}`;
    const how = next === "missed" ? "|[miss]" : isStill ? "|[still]" : "";
    return `|move|${this.#who(event.side)}|${moveName(event.move)}|${target}${from}${how}`;
  }

  #hindered({ side, by, move }: Extract<BattleEvent, { kind: "hindered" }>): string[] {
    const who = this.#who(side);
    const name = move === undefined ? "" : this.#battle.moveName(move);
    switch (by) {
      case "hurtsItself":
        // "-activate … confusion" has been told.
        return [];
      case "bides":
        return [`|-activate|${who}|move: Bide`];
      case "recharges":
        return [`|cant|${who}|recharge`];
      case "asleep":
        return [`|cant|${who}|slp`];
      case "frozen":
        return [`|cant|${who}|frz`];
      case "flinched":
        return [`|cant|${who}|flinch`];
      case "paralyzed":
        return [`|cant|${who}|par`];
      case "disabled":
        return [`|cant|${who}|Disable|${name}`];
      case "taunted":
        return [`|cant|${who}|move: Taunt|${name}`];
      case "noPp":
        return [`|cant|${who}|nopp|${name}`];
    }
  }

  #damage(event: Extract<BattleEvent, { kind: "damage" }>): string[] {
    const { side, by } = event;
    const told = this.#health(event);
    // Showdown lets who gives up its life only faint.
    if (by === "selfDestruct") return [];
    if (by === "trap")
      return [`${told("-damage")}|[from] move: ${this.#binding[side] || "Bind"}|[partiallytrapped]`];
    const from =
      by === undefined ? undefined : by === "crash" ? this.#lastMove[side].replaceAll("-", "") : LOSSES[by];
    const of = by === "leechSeed" ? `|[of] ${this.#who(other(side))}` : "";
    return [`${told("-damage")}${from === undefined ? "" : `|[from] ${from}`}${of}`];
  }

  #heal(event: Extract<BattleEvent, { kind: "heal" }>): string[] {
    const line = this.#health(event)("-heal");
    switch (event.by) {
      case "drain":
        return [`${line}|[from] drain|[of] ${this.#who(other(event.side))}`];
      case "leechSeed":
      case "rest":
        return [`${line}|[silent]`];
      default:
        return [line];
    }
  }

  #health({ side, hp, maxHp }: Extract<BattleEvent, { kind: "damage" | "heal" }>): (word: string) => string {
    const member = this.#active[side];
    this.#hp[side][member] = hp === 0 ? "0 fnt" : `${hp}/${maxHp}`;
    return (word) => `|${word}|${this.#who(side)}|${this.#condition(side, member)}`;
  }

  #mega({ side, form }: Extract<BattleEvent, { kind: "mega" }>): string[] {
    const member = this.#active[side];
    const [own, ...megas] = this.#battle.teams[side][member]!.species;
    this.#species[side][member] = megas[form - 1]!;
    return [
      `|detailschange|${this.#who(side)}|${this.#details(side, member)}`,
      `|-mega|${this.#who(side)}|${own}|`,
    ];
  }

  /** Showdown lets a fainted Pokémon take its own form again, but for one that had transformed. */
  #falls(side: Side): string[] {
    const member = this.#active[side];
    this.#hp[side][member] = "0 fnt";
    const own = this.#battle.teams[side][member]!.species[0]!;
    if (this.#species[side][member] === own) return [];
    if (!this.#isTransformed[side]) this.#species[side][member] = own;
    return [`|detailschange|${this.#benched(side, member)}|${this.#details(side, member)}`];
  }

  #effect(event: Extract<BattleEvent, { kind: "effect" }>): string[] {
    const { side, effect, starts } = event;
    const [who, foe] = [this.#who(side), this.#who(other(side))];
    const move = event.move === undefined ? "" : this.#battle.moveName(event.move);
    if (effect === at.RECHARGE) return [`|-mustrecharge|${who}`];
    if (effect === at.TRAPPED) {
      if (!starts) return [`|-end|${who}|${this.#binding[side] || "Bind"}|[partiallytrapped]`];
      this.#binding[side] = move;
      return [`|-activate|${who}|move: ${move}|[of] ${foe}`];
    }
    if (effect === at.PROTECT && !starts) return [`|-activate|${who}|move: ${move}`];
    if (!starts) return ENDS[effect] === undefined ? [] : [`|-end|${who}|${ENDS[effect]}`];
    const told = STARTS[effect];
    if (told === undefined) return [];
    const rest =
      effect === at.YAWN
        ? `|[of] ${foe}`
        : event.fatigue
          ? "|[fatigue]"
          : effect === at.DISABLE
            ? `|${move}`
            : "";
    return [`|${told[0]}|${who}|${told[1]}${rest}`];
  }

  #comesIn(word: "switch" | "drag", side: Side, member: number): string {
    return `|${word}|${this.#who(side)}|${this.#details(side, member)}|${this.#condition(side, member)}`;
  }

  #condition(side: Side, member: number): string {
    const [hp, status] = [this.#hp[side][member]!, this.#status[side][member]!];
    return hp === "0 fnt" || status === "" ? hp : `${hp} ${status}`;
  }

  /** Showdown leaves a level of 100 out. */
  #details(side: Side, member: number): string {
    const { level } = this.#battle.teams[side][member]!;
    return `${this.#species[side][member]}${level === 100 ? "" : `, L${level}`}`;
  }

  #who(side: Side): string {
    return `${side === "a" ? "p1a" : "p2a"}: ${this.#battle.teams[side][this.#active[side]]!.name}`;
  }

  /** A Pokémon that is not in battle, or no more. */
  #benched(side: Side, member: number): string {
    return `${side === "a" ? "p1" : "p2"}: ${this.#battle.teams[side][member]!.name}`;
  }

  #isDown(side: Side): boolean {
    return this.#hp[side][this.#active[side]] === "0 fnt";
  }

  #sideName(side: Side): string {
    return `${side === "a" ? "p1" : "p2"}: ${this.#battle.players[side]}`;
  }
}

function other(side: Side): Side {
  return side === "a" ? "b" : "a";
}

function endsSubstitute(event: BattleEvent | undefined): boolean {
  return event?.kind === "effect" && event.effect === at.SUBSTITUTE && !event.starts;
}
