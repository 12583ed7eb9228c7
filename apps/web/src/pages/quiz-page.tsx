import { Quiz } from "../features/quiz/components/quiz.tsx";

/** Questions about types and match-ups. */
export function QuizPage() {
  return <Quiz />;
}
