/** How a game of the quiz went so far. */
export interface Score {
  readonly right: number;
  readonly asked: number;
  /** Right answers in a row up to now, and the most ever. */
  readonly streak: number;
  readonly best: number;
}

/** The games of the quiz. */
export const GAMES = ["types", "battles"] as const;
export type Game = (typeof GAMES)[number];

/** Scores by game. */
export type Scores = Readonly<Record<Game, Score>>;

const NOTHING: Score = { right: 0, asked: 0, streak: 0, best: 0 };
export const NO_SCORES: Scores = { types: NOTHING, battles: NOTHING };

/** The score after an answer. */
export function countAnswer({ right, asked, streak, best }: Score, isRight: boolean): Score {
  const now = isRight ? streak + 1 : 0;
  return { right: right + (isRight ? 1 : 0), asked: asked + 1, streak: now, best: Math.max(best, now) };
}

/** Reads scores as they are stored; what can't be counts as nothing yet. */
export function parseScores(text: string | undefined): Scores {
  const told = text === undefined ? undefined : parseJson(text);
  const read = (game: Game): Score => {
    const score = (told as Partial<Record<Game, unknown>> | undefined | null)?.[game];
    return isScore(score) ? score : NOTHING;
  };
  return { types: read("types"), battles: read("battles") };
}

function isScore(told: unknown): told is Score {
  if (typeof told !== "object" || told === null) return false;
  const { right, asked, streak, best } = told as Partial<Record<keyof Score, unknown>>;
  const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
  return isCount(right) && isCount(asked) && isCount(streak) && isCount(best) && right <= asked;
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
