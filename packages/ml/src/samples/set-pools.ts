import {
  completeSet,
  createTypeChart,
  everyStat,
  type PokemonSet,
  standardMoves,
  type TypeChart,
} from "@predictiondex/battle";
import {
  DataInvalidError,
  type Form,
  type GameData,
  type Move,
  type Nature,
  type SeededRandom,
  STATS,
} from "@predictiondex/core";

/** The facts that samples are drawn from. */
export type SampleFacts = Pick<
  GameData,
  "forms" | "moves" | "learnsets" | "natures" | "effectiveness" | "evolutions"
>;

/** A form with all that its sets are drawn from. */
export interface FormPool {
  readonly form: Form;
  /** Legal moves by id. */
  readonly legal: readonly Move[];
  /** Those of them with a damage class. */
  readonly attacks: readonly Move[];
  readonly standard: readonly Move[];
  /** What it learns by itself, in the order in which it does. */
  readonly levelUp: readonly { readonly level: number; readonly move: Move }[];
  /** The level below which the game does not have it. */
  readonly leastLevel: number;
}

/** All that sets are drawn from; forms in the order of their ids. */
export interface SetPools {
  readonly chart: TypeChart;
  readonly forms: readonly FormPool[];
  /** The natures that change something. */
  readonly natures: readonly Nature[];
}

/** What a random set is drawn by. */
export interface SetRules {
  readonly level: number;
  readonly hasAvs: boolean;
}

const MOST_MOVES = 4;
const HIGHEST_IV = 31;
const HIGHEST_AV = 200;
const HIGHEST_FRIENDSHIP = 255;

/**
 * Gathers the pools of every form.
 * @throws {DataInvalidError} where there are no forms, or a form has no legal move
 */
export function createSetPools(facts: SampleFacts): SetPools {
  const moves = new Map(facts.moves.map((move) => [move.slug, move]));
  const entries = Map.groupBy(facts.learnsets, (entry) => entry.form);
  const chart = createTypeChart(facts.effectiveness);
  const stepTo = new Map(facts.evolutions.map((step) => [step.to, step]));
  if (facts.forms.length === 0) throw new DataInvalidError("the game data have no forms: run the ETL again");
  const forms = facts.forms
    .toSorted((left, right) => left.id - right.id)
    .map((form): FormPool => {
      const own = entries.get(form.slug) ?? [];
      if (own.length === 0) {
        throw new DataInvalidError(`the form "${form.slug}" has no legal move: run the ETL again`);
      }
      const legal = [...new Set(own.map((entry) => entry.move))]
        .map((slug) => moves.get(slug))
        .filter((move) => move !== undefined)
        .sort((left, right) => left.id - right.id);
      const levelUp = own
        .filter(({ method, origin }) => method === "level-up" && origin !== "pre-evolution")
        .map(({ level, move }) => ({ level: Math.max(1, level ?? 1), move: moves.get(move)! }))
        .sort((left, right) => left.level - right.level || left.move.id - right.move.id);
      let leastLevel = 1;
      const base = form.kind === "mega" ? form.species : form.slug;
      for (let step = stepTo.get(base); step !== undefined; step = stepTo.get(step.from))
        leastLevel = Math.max(leastLevel, step.level ?? 1);
      return {
        form,
        legal,
        attacks: legal.filter(({ category }) => category !== "status"),
        standard: standardMoves(form, legal, chart),
        levelUp: levelUp.length > 0 ? levelUp : legal.slice(0, 1).map((move) => ({ level: 1, move })),
        leastLevel,
      };
    });
  return { chart, forms, natures: facts.natures.filter(({ increased }) => increased !== null) };
}

/** Up to four different moves of a list, each subset as likely. */
export function drawMoves(from: readonly Move[], random: SeededRandom): readonly Move[] {
  const left = [...from];
  const drawn: Move[] = [];
  while (drawn.length < MOST_MOVES && left.length > 0)
    drawn.push(left.splice(random.next(left.length), 1)[0]!);
  return drawn;
}

/** The last four moves that a form has learnt by itself at a level. */
export function levelUpMoves({ levelUp }: FormPool, level: number): readonly Move[] {
  const learnt = levelUp.filter((entry) => entry.level <= level);
  const known: Move[] = [];
  for (const { move } of learnt.length > 0 ? learnt : levelUp.slice(0, 1)) {
    if (!known.includes(move)) known.push(move);
  }
  return known.slice(-MOST_MOVES);
}

/** A form raised at random: half the time as a player's best (IVs 31, no nature said), else as caught. */
export function drawSet(
  form: Form,
  moves: readonly Move[],
  rules: SetRules,
  { natures }: SetPools,
  random: SeededRandom,
): PokemonSet {
  const { level } = rules;
  if (random.next(2) === 0 && !rules.hasAvs) return completeSet({ form, moves, level });
  const ivs = { ...everyStat(HIGHEST_IV) };
  const avs = { ...everyStat(0) };
  const isCaught = random.next(2) === 0;
  for (const stat of STATS) {
    if (isCaught) ivs[stat] = random.next(HIGHEST_IV + 1);
    if (rules.hasAvs) avs[stat] = random.next(HIGHEST_AV + 1);
  }
  const nature = natures.length > 0 && random.next(4) > 0 ? natures[random.next(natures.length)]! : undefined;
  const friendship = random.next(2) === 0 ? 70 : random.next(HIGHEST_FRIENDSHIP + 1);
  return completeSet({ form, moves, level, nature, ivs, avs, friendship });
}
