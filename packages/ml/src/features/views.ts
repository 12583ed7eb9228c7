import { createTypeChart, type PokemonSet, type TypeChart } from "@predictiondex/battle";
import type { GameFacts } from "@predictiondex/core";
import type { MiddleState } from "../samples/sample.ts";
import { createFighter, type Fighter } from "./fighter.ts";
import { usesReach } from "./knock-out.ts";
import { makePlans } from "./make-plans.ts";
import { makeOptions, NEVER, type Option, type Plan } from "./plan.ts";
import { solvePlanGame } from "./plan-game.ts";
import { clearRaceRoom, createRaceRoom, type RaceRoom, racePlans } from "./plan-race.ts";
import { createPlayer, type Player, type PlayingSide, type Playouts } from "./playouts.ts";

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
  /** The chance that one use, or two, of the best suited attack knock out. */
  readonly knockOut1: number;
  readonly knockOut2: number;
  /** The same for one use of an attack that acts early. */
  readonly earlyKnockOut: number;
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
  const viewInOrder = (a: PokemonSet, b: PokemonSet, state: MiddleState | undefined): MatchupView => {
    const fighterA = createFighter(a, state?.a);
    const fighterB = createFighter(b, state?.b);
    const sideA = viewSide(fighterA, fighterB, chart);
    const sideB = viewSide(fighterB, fighterA, chart);
    return viewMatchup(sideA, sideB, chart, room, player, state);
  };
  return {
    view(a, b, state) {
      const order = player.order(a, b, state);
      if (order <= 0) {
        const own = viewInOrder(a, b, state);
        return [own, order === 0 ? own : mirrorView(own)];
      }
      const other = viewInOrder(b, a, state && { a: state.b, b: state.a });
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
  for (const option of options) {
    if (option.turns < turns) {
      secondTurns = turns;
      turns = option.turns;
      best = option;
    } else if (option.turns < secondTurns) secondTurns = option.turns;
    const { strike, move, success } = option;
    if (move.isStatus || success === 0 || move.selfDestructs || strike.mean === 0) continue;
    const once = usesReach(strike, 1, foe.hp) * strike.accuracy;
    const slow = move.hitsOn === 2 ? 0 : once;
    if (slow > knockOut1) knockOut1 = slow;
    if (move.priority > 0 && once > earlyKnockOut) earlyKnockOut = once;
    const landed = strike.accuracy * strike.accuracy;
    const twice = landed * usesReach(strike, 2, foe.hp) + 2 * (1 - strike.accuracy) * once;
    if (move.hitsOn === 0 && twice > knockOut2) knockOut2 = twice;
  }
  const plans = makePlans(own, foe, options, chart);
  return { own, foe, options, plans, best, turns, secondTurns, knockOut1, knockOut2, earlyKnockOut };
}

function viewMatchup(
  own: SideView,
  foe: SideView,
  chart: TypeChart,
  room: RaceRoom,
  player: Player,
  state: MiddleState | undefined,
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
  const playing = ({ own: { set }, plans, options }: SideView): PlayingSide => ({ set, plans, options });
  const playouts = player.play(playing(own), playing(foe), wins, state);
  return { own, foe, wins, rows, columns, ...game, attacks: wins[i * columns + j]!, playouts };
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
    attacks: 1 - view.attacks,
    playouts: {
      value: 1 - view.playouts.value,
      margin: -view.playouts.margin,
      plans: view.playouts.foePlans,
      foePlans: view.playouts.plans,
    },
  };
}
