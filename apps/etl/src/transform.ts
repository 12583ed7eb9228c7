import { DataInvalidError, deriveLegalMoves, type GameData, type GameFacts } from "@predictiondex/core";
import type { DataIssue } from "@predictiondex/db";
import { findFaults } from "./check-facts.ts";

const MOST_FAULTS_TOLD = 10;

/** Checked facts with what follows from them. */
export interface Transformation {
  readonly data: GameData;
  /** What is odd but breaks no rule. */
  readonly issues: readonly DataIssue[];
}

/**
 * Checks the facts against every rule and derives each form's legal moves.
 * @throws {DataInvalidError} naming the first faults and their number.
 */
export function transform(facts: GameFacts): Transformation {
  const faults = findFaults(facts);
  if (faults.length > 0) throw invalid(faults);
  const data: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
  const moveless = formsWithoutMoves(data);
  if (moveless.length > 0) throw invalid(moveless.map((form) => `form ${form}: has no legal move`));
  return { data, issues: [...trainerIssues(data), ...unlearntMoveIssues(data)] };
}

function formsWithoutMoves(data: GameData): readonly string[] {
  const learners = new Set(data.learnsets.map(({ form }) => form));
  return data.forms.map(({ slug }) => slug).filter((slug) => !learners.has(slug));
}

/** Moves that a trainer's Pokémon has and a player's can't have. */
function trainerIssues(data: GameData): readonly DataIssue[] {
  const legal = new Set(data.learnsets.map(({ form, move }) => `${form} ${move}`));
  return data.trainers.flatMap((trainer) =>
    trainer.team.flatMap(({ slot, form, moves }) =>
      moves
        .filter((move) => !legal.has(`${form} ${move}`))
        .map((move) => ({
          severity: "warning" as const,
          subjectTable: "trainer_pokemon_move",
          subject: `${trainer.slug} ${slot}`,
          field: "move",
          found: { form, move },
          chosenSource: null,
          reason: `${form} has ${move} here, but no legal way to learn it`,
        })),
    ),
  );
}

/** Moves that no form learns; Struggle alone is meant to be so. */
function unlearntMoveIssues(data: GameData): readonly DataIssue[] {
  const learnt = new Set(data.learnsets.map(({ move }) => move));
  return data.moves
    .filter(({ slug }) => !learnt.has(slug) && slug !== "struggle")
    .map(({ slug }) => ({
      severity: "warning" as const,
      subjectTable: "move",
      subject: slug,
      field: "learnset",
      found: {},
      chosenSource: null,
      reason: `no form learns ${slug}`,
    }));
}

function invalid(faults: readonly string[]): DataInvalidError {
  const told = faults.slice(0, MOST_FAULTS_TOLD).join("; ");
  const rest = faults.length - MOST_FAULTS_TOLD;
  return new DataInvalidError(rest > 0 ? `${told}; and ${rest} more faults` : told);
}
