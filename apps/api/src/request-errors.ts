import { InvalidRequestError, type RequestFault } from "@predictiondex/answers";
import { NotReadyError, type Text } from "@predictiondex/core";

/** No data version is published yet. */
export class DataMissingError extends NotReadyError {
  constructor() {
    super("no data version is published yet", 5);
  }
}

/** What an API needs before it can answer. */
export class PartsMissingError extends NotReadyError {
  readonly requestFaults: readonly RequestFault[];
  constructor(parts: readonly (keyof typeof PART_TEXTS)[]) {
    super(`missing: ${parts.join(", ")}`, 5);
    this.requestFaults = parts.map((part) => ({ pointer: `/${part}`, detail: PART_TEXTS[part] }));
  }
}

const PART_TEXTS = {
  database: { en: "the database does not answer yet", fr: "la base de données ne répond pas encore" },
  data: { en: "the game data are not loaded yet", fr: "les données du jeu ne sont pas encore chargées" },
  model: { en: "no trained model is in service yet", fr: "aucun modèle entraîné n’est encore en service" },
} as const satisfies Record<string, Text>;

/** No trained model is there, or not what is asked for of it. */
export class ModelMissingError extends NotReadyError {
  readonly text: Text;
  constructor(
    text: Text = {
      en: "No trained model is in service; predictions are made by the solver.",
      fr: "Aucun modèle entraîné n’est en service ; les prédictions viennent du solveur.",
    },
  ) {
    super(text.en, 30);
    this.text = text;
  }
}

/** The keys of the database are not known yet. */
export class KeysMissingError extends NotReadyError {
  constructor() {
    super("the keys are not read from the database yet", 5);
  }
}

/** A body with a key that would change what objects are made from. */
export class ForbiddenKeyError extends InvalidRequestError {
  constructor() {
    super([
      {
        pointer: "",
        detail: {
          en: 'the body must have no key named "__proto__", and no "prototype" in a "constructor"',
          fr: 'le corps ne doit avoir aucune clé nommée "__proto__", ni de "prototype" dans un "constructor"',
        },
      },
    ]);
  }
}

/** A request that its sender may not make. */
export class AccessError extends Error {
  readonly problem: "KEY_REQUIRED" | "KEY_INVALID" | "SCOPE_MISSING";
  constructor(problem: AccessError["problem"]) {
    super(problem);
    this.problem = problem;
  }
}

/** More work than the predictor can do at once. */
export class OverloadedError extends NotReadyError {
  constructor() {
    super("the predictor has more to do than it can take on", 2);
  }
}

/** A sender that has asked too often. */
export class RateLimitedError extends Error {
  readonly problem = "RATE_LIMITED";
}
