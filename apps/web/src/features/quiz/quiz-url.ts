import type { PageUrl } from "../../page-url.ts";
import { HIGHEST_SEED } from "./questions.ts";
import { GAMES, type Game } from "./quiz-score.ts";

/** The quiz in the URL: the game, the question's number, the answer that was given. */
export type QuizUrl = PageUrl<"game" | "q" | "said" | "lang">;

/** What the page shows; undefined where the URL names no question. */
export interface QuizView {
  readonly game: Game;
  readonly seed: number | undefined;
  readonly said: string | undefined;
}

/** Reads the view. */
export function readView({ game, q, said }: QuizUrl): QuizView {
  const seed = q !== undefined && /^[1-9]\d{0,5}$/.test(q) ? Number(q) : undefined;
  return {
    game: GAMES.find((each) => each === game) ?? "types",
    seed: seed !== undefined && seed <= HIGHEST_SEED ? seed : undefined,
    said,
  };
}
