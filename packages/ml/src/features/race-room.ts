import { usesReach } from "./knock-out.ts";
import type { Option, Plan, PlanMode } from "./plan.ts";
import type { Strike } from "./strike.ts";

/** Turns of a race that are followed one by one. */
export const TURNS = 14;
const SURE = 0.9995;

/** The chance that k uses of a strike take some HP, at k; certain from `sure` on. */
interface Reach {
  readonly chances: Float64Array;
  sure: number;
}

/** How likely a side has knocked the other out by the end of each turn, and its pace in HP bars a turn. */
export interface KnockOutCurve {
  readonly chances: Float64Array;
  pace: number;
}

/** A plan's curve against all plans of the foe that change nothing for it but by their attack. */
export interface QuietMeeting {
  readonly attack: Option | undefined;
  readonly mode: PlanMode;
  /** Who acts first once both attack, where that matters. */
  readonly firstLater: number;
  readonly curve: KnockOutCurve;
}

/** Room for the races of one match-up, taken again for the next. */
export interface RaceRoom {
  /** What has been worked out for the match-up, by strike and by whole HP; the last strike asked for apart. */
  known: Map<Strike | undefined, Map<number, Reach>>;
  last: Strike | undefined;
  lastByHp: Map<number, Reach> | undefined;
  /** All tables there are, of which the first `used` belong to the match-up. */
  readonly reaches: Reach[];
  used: number;
  readonly curves: KnockOutCurve[];
  usedCurves: number;
  quiet: Map<Plan, QuietMeeting[]>;
  readonly act: Float64Array;
  readonly landed: Float64Array;
  readonly lost: Float64Array;
}

/** Makes the room. */
export function createRaceRoom(): RaceRoom {
  const one = (): Float64Array => new Float64Array(TURNS + 2);
  return {
    known: new Map(),
    last: undefined,
    lastByHp: undefined,
    reaches: [],
    used: 0,
    curves: [],
    usedCurves: 0,
    quiet: new Map(),
    act: one(),
    landed: one(),
    lost: one(),
  };
}

/**
 * Forgets the match-up before. The maps are new ones: in V8 a cleared map's old table points to its next one, and once one of
 * them is old itself, it keeps all that follow until the next full collection.
 */
export function clearRaceRoom(room: RaceRoom): void {
  room.known = new Map();
  room.last = undefined;
  room.lastByHp = undefined;
  room.used = 0;
  room.usedCurves = 0;
  room.quiet = new Map();
}

/** A curve of zeros. */
export function takeCurve(room: RaceRoom): KnockOutCurve {
  let curve = room.curves[room.usedCurves++];
  if (curve === undefined) {
    curve = { chances: new Float64Array(TURNS + 2), pace: 0 };
    room.curves.push(curve);
  } else curve.chances.fill(0);
  return curve;
}

/** The table of a strike against `hp` HP, rounded to whole ones. */
export function reachOf(strike: Strike | undefined, hp: number, room: RaceRoom): Reach {
  const whole = Math.max(0, Math.round(hp));
  let byHp = room.last === strike ? room.lastByHp : room.known.get(strike);
  if (byHp === undefined) {
    byHp = new Map();
    room.known.set(strike, byHp);
  }
  room.last = strike;
  room.lastByHp = byHp;
  let reach = byHp.get(whole);
  if (reach === undefined) {
    reach = room.reaches[room.used];
    if (reach === undefined) {
      reach = { chances: new Float64Array(TURNS + 1), sure: 0 };
      room.reaches.push(reach);
    }
    room.used++;
    fillReach(reach, strike, whole);
    byHp.set(whole, reach);
  }
  return reach;
}

function fillReach(reach: Reach, strike: Strike | undefined, hp: number): void {
  const { chances } = reach;
  chances[0] = hp <= 0 ? 1 : 0;
  let sure = hp <= 0 ? 0 : TURNS;
  for (let k = 1; k <= TURNS; k++) {
    if (k > sure || hp <= 0) chances[k] = 1;
    else {
      chances[k] = strike === undefined ? 0 : usesReach(strike, k, hp);
      if (chances[k]! > SURE) sure = k;
    }
  }
  reach.sure = sure;
}
