import { createSeededRandom, type LegalMove, type Move } from "@predictiondex/core";

/** Why a set is weighed. */
export type SetOrigin = "level-up" | "standard" | "strong" | "sampled";

/** Moves that an opponent may have, and how likely that is taken to be; the weights of a list sum to 1. */
export interface PlausibleSet {
  readonly moves: readonly Move[];
  readonly from: SetOrigin;
  readonly weight: number;
}

/** What is known of an opponent with unknown moves. */
export interface OpponentKnowledge {
  readonly level: number;
  /** Every legal way for its form to have a move. */
  readonly legal: readonly LegalMove[];
  readonly moves: ReadonlyMap<string, Move>;
  /** Moves that have been seen: each set holds them. */
  readonly seen: readonly Move[];
  readonly standard: readonly Move[];
  /** Its legal moves, those that hurt most first. */
  readonly threats: readonly Move[];
}

const MOVES_OF_A_SET = 4;
const SAMPLES = 4;
const SEED = 20_181_116;
/** Shares of the ways in which opponents come to their moves: as they level, as a guide says, against you, any other. */
const SHARES: Readonly<Record<SetOrigin, number>> = {
  "level-up": 0.4,
  standard: 0.2,
  strong: 0.2,
  sampled: 0.2,
};
/** A status move is drawn as often as an attack of this rank, from 0 the most harmful to 1 the least. */
const STATUS_RANK = 0.5;

/**
 * The sets an opponent may have: the last four moves it learns by its level (as wild Pokémon and most trainers have), its
 * standard set, the four that hurt most, and four sets drawn from its legal moves, harmful ones more often. Equal sets are
 * one. The same everywhere.
 */
export function plausibleSets(knowledge: OpponentKnowledge): readonly PlausibleSet[] {
  const { seen, standard, threats } = knowledge;
  const seed = threats.reduce((sum, { id }) => (Math.imul(sum, 31) + id) | 0, SEED);
  const random = createSeededRandom(seed);
  const drawn = Array.from({ length: SAMPLES }, () => drawMoves(threats, (n) => random.next(n)));
  const lists: readonly (readonly [SetOrigin, readonly Move[], number])[] = [
    ["level-up", levelUpMoves(knowledge), 1],
    ["standard", standard, 1],
    ["strong", threats, 1],
    ...drawn.map((moves) => ["sampled", moves, SAMPLES] as const),
  ];
  const known = lists.flatMap(([from, moves, of]): PlausibleSet[] => {
    const set = [...new Set([...seen, ...moves])].slice(0, MOVES_OF_A_SET);
    return set.length === 0 ? [] : [{ moves: set, from, weight: SHARES[from] / of }];
  });
  const merged: PlausibleSet[] = [];
  for (const set of known) {
    const same = merged.findIndex((other) => isSame(other.moves, set.moves));
    if (same < 0) merged.push(set);
    else merged[same] = { ...merged[same]!, weight: merged[same]!.weight + set.weight };
  }
  const total = merged.reduce((sum, { weight }) => sum + weight, 0);
  return merged.map((set) => ({ ...set, weight: set.weight / total }));
}

/** The last four moves that a form has learnt by its level; the newest first. */
function levelUpMoves({ legal, level, moves }: OpponentKnowledge): readonly Move[] {
  const learnt = legal
    .filter((way) => way.method === "level-up" && way.origin === "own" && (way.level ?? 0) <= level)
    .toSorted((left, right) => (right.level ?? 0) - (left.level ?? 0));
  return [...new Set(learnt.map((way) => moves.get(way.move)!))].slice(0, MOVES_OF_A_SET);
}

function drawMoves(threats: readonly Move[], pick: (n: number) => number): readonly Move[] {
  const left = threats.map((move, place) => {
    const rank = move.category === "status" ? STATUS_RANK : place / threats.length;
    return { move, weight: Math.ceil(1000 * (1 - rank) ** 2) + 1 };
  });
  const drawn: Move[] = [];
  while (drawn.length < MOVES_OF_A_SET && left.length > 0) {
    let rest = pick(left.reduce((sum, { weight }) => sum + weight, 0));
    const at = left.findIndex(({ weight }) => {
      rest -= weight;
      return rest < 0;
    });
    drawn.push(left.splice(at, 1)[0]!.move);
  }
  return drawn;
}

function isSame(left: readonly Move[], right: readonly Move[]): boolean {
  return left.length === right.length && left.every((move) => right.includes(move));
}
