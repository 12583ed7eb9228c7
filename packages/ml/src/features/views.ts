import { createTypeChart, type PokemonSet, type TypeChart } from "@predictiondex/battle";
import type { Battle } from "@predictiondex/battle/engine";
import type { GameFacts } from "@predictiondex/core";
import type { MiddleState } from "../samples/sample.ts";
import { createFighter, type Fighter } from "./fighter.ts";
import { usesReach } from "./knock-out.ts";
import { makePlans } from "./make-plans.ts";
import { makeOptions, NEVER, type Option, type Plan } from "./plan.ts";
import { solvePlanGame } from "./plan-game.ts";
import { racePlans } from "./plan-race.ts";
import { createPlayer, type Player, type Playouts } from "./playouts.ts";
import { clearRaceRoom, createRaceRoom, type RaceRoom } from "./race-room.ts";

/** A side with what its moves come to against the other. */
export interface SideView {
  readonly own: Fighter;
  readonly foe: Fighter;
  readonly options: readonly Option[];
  readonly plans: readonly Plan[];
  /** The attack that is expected to finish first. */
  readonly best: Option | undefined;
  /** Expected turns of the best attack and of the next. */
  readonly turns: number;
  readonly secondTurns: number;
  /** By slot: the chance that one use, or two, of the move knock out where they hit. */
  readonly reachOnce: Float64Array;
  readonly reachTwice: Float64Array;
  /** The chance that one use, or two, of the best suited attack knock out. */
  readonly knockOut1: number;
  readonly knockOut2: number;
  /** The same for one use of an attack that acts early. */
  readonly earlyKnockOut: number;
  /** Moves of the foe's shape against the foe, where a side has Transform. */
  readonly transformed: readonly Option[] | undefined;
}

/** Two sides and the game of their plans, from the first one's seat. */
export interface MatchupView {
  readonly own: SideView;
  readonly foe: SideView;
  /** Chances to win of own plan i against the foe's plan j, at `i * columns + j`. */
  readonly wins: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Value of that game, and what either side has for sure. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Both sides' mixes. */
  readonly mix: Float64Array;
  readonly foeMix: Float64Array;
  /** By own plan: its chance against the foe's mix, and against the foe's best plan for it. */
  readonly against: Float64Array;
  readonly sure: Float64Array;
  /** The race of both sides' best attacks alone. */
  readonly attacks: number;
  /** Battles between the plans on the kernel. */
  readonly playouts: Playouts;
}

/** Makes views of match-ups: from either seat, the work done once. */
export interface Viewer {
  view(a: PokemonSet, b: PokemonSet, state: MiddleState | undefined): readonly [MatchupView, MatchupView];
}

/** What of the facts match-ups are read with. */
export type EncoderFacts = Pick<GameFacts, "moves" | "effectiveness">;

/** A viewer of a game's facts. */
export function createViewer(facts: EncoderFacts): Viewer {
  const chart = createTypeChart(facts.effectiveness);
  const player = createPlayer(facts);
  const room = createRaceRoom();
  const viewInOrder = (
    a: PokemonSet,
    b: PokemonSet,
    state: MiddleState | undefined,
    battle: Battle,
  ): MatchupView => {
    const fighterA = createFighter(a, state?.a);
    const fighterB = createFighter(b, state?.b);
    const sideA = viewSide(fighterA, fighterB, chart);
    const sideB = viewSide(fighterB, fighterA, chart);
    return viewMatchup(sideA, sideB, chart, room, player, battle);
  };
  return {
    view(a, b, state) {
      const battle = player.start(a, b, state);
      const order = player.order(battle);
      if (order <= 0) {
        const own = viewInOrder(a, b, state, battle);
        return [own, order === 0 ? own : mirrorView(own)];
      }
      const turned = state && { a: state.b, b: state.a };
      const other = viewInOrder(b, a, turned, player.turn(battle, turned));
      return [mirrorView(other), other];
    },
  };
}

function viewSide(own: Fighter, foe: Fighter, chart: TypeChart): SideView {
  const options = makeOptions(own, foe, chart);
  let best: Option | undefined;
  let turns = NEVER;
  let secondTurns = NEVER;
  let knockOut1 = 0;
  let knockOut2 = 0;
  let earlyKnockOut = 0;
  const reachOnce = new Float64Array(options.length);
  const reachTwice = new Float64Array(options.length);
  for (const option of options) {
    const once = usesReach(option.strike, 1, foe.hp);
    const twice = usesReach(option.strike, 2, foe.hp);
    reachOnce[option.slot] = once;
    reachTwice[option.slot] = twice;
    if (option.turns < turns) {
      secondTurns = turns;
      turns = option.turns;
      best = option;
    } else if (option.turns < secondTurns) secondTurns = option.turns;
    const { strike, move, success } = option;
    if (move.isStatus || success === 0 || move.selfDestructs || strike.mean === 0) continue;
    const oneUse = once * strike.accuracy;
    const slow = move.hitsOn === 2 ? 0 : oneUse;
    if (slow > knockOut1) knockOut1 = slow;
    if (move.priority > 0 && oneUse > earlyKnockOut) earlyKnockOut = oneUse;
    const landed = strike.accuracy * strike.accuracy;
    const twoUses = landed * twice + 2 * (1 - strike.accuracy) * oneUse;
    if (move.hitsOn === 0 && twoUses > knockOut2) knockOut2 = twoUses;
  }
  const plans = makePlans(own, foe, options, chart);
  return {
    own,
    foe,
    options,
    plans,
    best,
    turns,
    secondTurns,
    reachOnce,
    reachTwice,
    knockOut1,
    knockOut2,
    earlyKnockOut,
    transformed: options.some(({ move }) => move.effect === "transform")
      ? makeOptions({ ...foe, hp: own.hp, maxHp: own.maxHp }, foe, chart)
      : undefined,
  };
}

function viewMatchup(
  own: SideView,
  foe: SideView,
  chart: TypeChart,
  room: RaceRoom,
  player: Player,
  battle: Battle,
): MatchupView {
  const rows = own.plans.length;
  const columns = foe.plans.length;
  const wins = new Float64Array(rows * columns);
  clearRaceRoom(room);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      wins[i * columns + j] = racePlans(own.own, foe.own, own.plans[i]!, foe.plans[j]!, chart, room);
    }
  }
  const game = solvePlanGame(wins, rows, columns);
  const i = attackPlan(own);
  const j = attackPlan(foe);
  const playouts = player.play(battle, own, foe, wins);
  return {
    own,
    foe,
    wins,
    rows,
    columns,
    ...game,
    ...rowsOf(wins, rows, columns, game.foeMix),
    attacks: wins[i * columns + j]!,
    playouts,
  };
}

/** What each row has against a mix of the columns, and against the column that is worst for it. */
function rowsOf(
  wins: Float64Array,
  rows: number,
  columns: number,
  foeMix: Float64Array,
): Pick<MatchupView, "against" | "sure"> {
  const against = new Float64Array(rows);
  const sure = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let value = 0;
    let least = 1;
    for (let j = 0; j < columns; j++) {
      const win = wins[i * columns + j]!;
      value += foeMix[j]! * win;
      if (win < least) least = win;
    }
    against[i] = value;
    sure[i] = least;
  }
  return { against, sure };
}

/** The plan that does nothing but use the best attack. */
function attackPlan({ plans, best }: SideView): number {
  return Math.max(
    0,
    plans.findIndex(({ opening }) => opening === best),
  );
}

function mirrorView(view: MatchupView): MatchupView {
  const { rows, columns, wins } = view;
  const mirrored = new Float64Array(wins.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) mirrored[j * rows + i] = 1 - wins[i * columns + j]!;
  }
  return {
    own: view.foe,
    foe: view.own,
    wins: mirrored,
    rows: columns,
    columns: rows,
    value: 1 - view.value,
    low: 1 - view.high,
    high: 1 - view.low,
    mix: view.foeMix,
    foeMix: view.mix,
    ...rowsOf(mirrored, columns, rows, view.mix),
    attacks: 1 - view.attacks,
    playouts: {
      value: 1 - view.playouts.value,
      margin: -view.playouts.margin,
      plans: view.playouts.foePlans,
      foePlans: view.playouts.plans,
      best: view.playouts.foeBest,
      foeBest: view.playouts.best,
    },
  };
}
