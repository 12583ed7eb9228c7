import type {
  CountersResponse,
  LearnsetResource,
  MoveResource,
  PokemonResource,
} from "@predictiondex/contract";
import type { TeamMember, Type } from "@predictiondex/core";
import { type Chart, multiplierOf } from "../../api/get-type-chart.ts";

/** A change that may be missing for a win. */
export type Variant =
  | { readonly kind: "level"; readonly by: number; readonly member: TeamMember }
  | { readonly kind: "move"; readonly way: LearnsetResource; readonly member: TeamMember };

/** A change with the chance it brings. */
export interface Missing {
  readonly variant: Variant;
  readonly p: number;
}

const LEVELS = [1, 2, 3, 4, 5, 6, 8, 10];
const MOST_MOVES = 6;
const HIGHEST_LEVEL = 100;
/** A chance that is good enough to go and fight. */
export const GOAL = 0.6;
/** Less of a gain is not worth the candy. */
const LEAST_GAIN = 0.05;

/** What is known of a match-up for which something is missing. */
export interface Shortfall {
  readonly member: TeamMember;
  readonly form: PokemonResource;
  readonly foe: PokemonResource;
  readonly learnset: readonly LearnsetResource[];
  readonly moves: ReadonlyMap<string, MoveResource>;
  readonly chart: Chart;
}

/** A few more levels, and the attacks it could learn that should hit harder than any it has. */
export function listVariants(shortfall: Shortfall): readonly Variant[] {
  const { member } = shortfall;
  const levels = LEVELS.filter((by) => member.level + by <= HIGHEST_LEVEL).map(
    (by): Variant => ({ kind: "level", by, member: { ...member, level: member.level + by } }),
  );
  return [...levels, ...listMoves(shortfall)];
}

/** The smallest step of level that reaches the goal, or else the largest gain; and the best move. */
export function pickMissing(
  variants: readonly Variant[],
  { items }: Pick<CountersResponse, "items">,
  now: number,
): readonly Missing[] {
  const told = items.flatMap(({ candidate, p }) => {
    const variant = candidate === null ? undefined : variants[candidate];
    return variant === undefined || p < now + LEAST_GAIN ? [] : [{ variant, p }];
  });
  const levels = told
    .flatMap((each) => (each.variant.kind === "level" ? [{ ...each, by: each.variant.by }] : []))
    .toSorted((left, right) => left.by - right.by);
  const level =
    levels.find(({ p }) => p >= GOAL) ??
    levels.toSorted((left, right) => right.p - left.p || left.by - right.by)[0];
  const move = told
    .filter(({ variant }) => variant.kind === "move")
    .toSorted((left, right) => right.p - left.p)[0];
  return [
    ...(level === undefined ? [] : [{ variant: level.variant, p: level.p }]),
    ...(move === undefined ? [] : [move]),
  ].toSorted((left, right) => Number(right.p >= GOAL) - Number(left.p >= GOAL));
}

function listMoves(shortfall: Shortfall): readonly Variant[] {
  const { member, learnset, moves } = shortfall;
  const strength = (slug: string): number => {
    const move = moves.get(slug);
    return move === undefined ? 0 : guessStrength(move, shortfall);
  };
  const own = member.moves.map((slug) => ({ slug, strength: strength(slug) }));
  const best = Math.max(0, ...own.map((each) => each.strength));
  const weakest = own.toSorted((left, right) => left.strength - right.strength)[0];
  const ways = new Map(learnset.toReversed().map((way) => [way.move, way]));
  return [...ways.values()]
    .map((way) => ({ way, strength: strength(way.move) }))
    .filter((each) => !member.moves.includes(each.way.move) && each.strength > best)
    .toSorted((left, right) => right.strength - left.strength)
    .slice(0, MOST_MOVES)
    .map(({ way }): Variant => {
      const kept =
        member.moves.length < 4 ? member.moves : member.moves.filter((slug) => slug !== weakest?.slug);
      return { kind: "move", way, member: { ...member, moves: [...kept, way.move] } };
    });
}

/** A rough measure of an attack, good enough to choose which are worth asking about. */
function guessStrength(
  { power, category, type, accuracy }: MoveResource,
  { form, foe, chart }: Shortfall,
): number {
  if (power === null || category === "status") return 0;
  const [attack, defense] =
    category === "physical"
      ? [form.baseStats.attack, foe.baseStats.defense]
      : [form.baseStats.specialAttack, foe.baseStats.specialDefense];
  const stab = (form.types as readonly Type[]).includes(type) ? 1.5 : 1;
  return (power * stab * multiplierOf(chart, type, foe.types) * (accuracy ?? 100) * attack) / defense;
}
