import { type ChoiceValue, evaluateMatchup, type MatchupValue } from "@predictiondex/battle";
import { createEngine, type Engine } from "@predictiondex/battle/engine";
import type { GameFacts } from "@predictiondex/core";
import { matchupState } from "./matchup-state.ts";
import type { MatchupLabel, MatchupSample, MoveLabel } from "./sample.ts";

/** How much work a label may take. */
export interface LabelOptions {
  /** Kernel turns of a search. */
  readonly nodes: number;
  /** Kernel turns of the search whose answer stands where it is decided; no such search where left out. */
  readonly firstNodes?: number;
}

/** Labels match-ups by the solver. */
export interface Labeller {
  label(sample: MatchupSample, options: LabelOptions): MatchupLabel;
}

/** A first search beyond these ends the matter. */
const DECIDED_LOW = 0.02;
const DECIDED_HIGH = 0.98;

/** Makes a labeller. A form plays as it is named: none Mega Evolves on the way. Labels hang on sample and options alone. */
export function createLabeller(facts: Pick<GameFacts, "moves" | "effectiveness">): Labeller {
  const engine = createEngine({ moves: facts.moves, effectiveness: facts.effectiveness, forms: [] });
  return { label: (sample, options) => labelSample(engine, sample, options) };
}

function labelSample(
  engine: Engine,
  sample: MatchupSample,
  { nodes, firstNodes }: LabelOptions,
): MatchupLabel {
  const { a, b } = sample;
  const middle = matchupState(engine, a, b, sample.state);
  const [sideA, sideB] = [engine.prepare(a), engine.prepare(b)];
  const evaluateWith = (budget: number): MatchupValue =>
    evaluateMatchup(engine, sideA, sideB, { ...middle, nodes: budget, seed: sample.index });
  let value = evaluateWith(firstNodes ?? nodes);
  const isOpen = value.p > DECIDED_LOW && value.p < DECIDED_HIGH;
  if (firstNodes !== undefined && value.method === "search" && isOpen) value = evaluateWith(nodes);
  const { p, low, high, method, moves, opponent } = value;
  return { p, low, high, method, nodes: value.nodes, a: labelsOf(moves), b: labelsOf(opponent) };
}

/** By slot. */
function labelsOf(choices: readonly ChoiceValue[]): readonly MoveLabel[] {
  return choices
    .toSorted((left, right) => left.choice - right.choice)
    .map(({ move, p, low, high, worst, weight }) => ({ move, p, low, high, worst, weight }));
}
