import type { ErrorCode, Text } from "@predictiondex/core";

/** What the API alone can meet, beside the codes of core. */
export type ProblemCode =
  | ErrorCode
  | "MALFORMED_REQUEST"
  | "ROUTE_NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "BODY_TOO_LARGE"
  | "URL_TOO_LONG"
  | "HEADERS_TOO_LARGE"
  | "TIMEOUT"
  | "KEY_REQUIRED"
  | "KEY_INVALID"
  | "SCOPE_MISSING"
  | "RATE_LIMITED"
  | "OVERLOADED"
  | "CLIENT_GONE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "INTERNAL";

/** A kind of problem: its status, its name, and what is said where nothing closer is known. */
export interface ProblemKind {
  readonly status: number;
  readonly title: Text;
  readonly detail: Text;
}

const FAULT_OF_OURS: Pick<ProblemKind, "title" | "detail"> = {
  title: { en: "Something went wrong here", fr: "Une erreur est survenue ici" },
  detail: {
    en: "The fault is the server's, and its log holds the cause under this request's id.",
    fr: "La faute vient du serveur ; son journal en garde la cause sous l’identifiant de cette requête.",
  },
};

const NOT_READY: ProblemKind = {
  status: 503,
  title: { en: "Not ready yet", fr: "Pas encore prêt" },
  detail: {
    en: "The game data are not loaded yet; try again in a few seconds.",
    fr: "Les données du jeu ne sont pas encore chargées ; réessaie dans quelques secondes.",
  },
};

/** The one table from codes to answers. */
export const PROBLEMS = {
  INVALID_INPUT: {
    status: 422,
    title: { en: "The request breaks a rule", fr: "La requête enfreint une règle" },
    detail: { en: "A value can't be used.", fr: "Une valeur n’est pas utilisable." },
  },
  NOT_FOUND: {
    status: 404,
    title: { en: "Not found", fr: "Introuvable" },
    detail: { en: "There is no such thing here.", fr: "Rien de tel ici." },
  },
  NOT_READY,
  UNAVAILABLE: NOT_READY,
  DATA_LOCKED: NOT_READY,
  DATA_INVALID: { status: 500, ...FAULT_OF_OURS },
  CONFIG_INVALID: { status: 500, ...FAULT_OF_OURS },
  INTERNAL: { status: 500, ...FAULT_OF_OURS },
  KEY_REQUIRED: {
    status: 401,
    title: { en: "A key is needed", fr: "Une clé est nécessaire" },
    detail: {
      en: "Send an API key in the header X-API-Key.",
      fr: "Envoie une clé d’API dans l’en-tête X-API-Key.",
    },
  },
  KEY_INVALID: {
    status: 403,
    title: { en: "The key is not valid", fr: "La clé n’est pas valable" },
    detail: {
      en: "The key in the header X-API-Key is wrong or revoked.",
      fr: "La clé de l’en-tête X-API-Key est fausse ou révoquée.",
    },
  },
  SCOPE_MISSING: {
    status: 403,
    title: { en: "The key does not reach that far", fr: "La clé ne va pas jusque-là" },
    detail: {
      en: "The key in the header X-API-Key lacks the scope that this route needs.",
      fr: "La clé de l’en-tête X-API-Key n’a pas la portée que demande cette route.",
    },
  },
  RATE_LIMITED: {
    status: 429,
    title: { en: "Too many requests", fr: "Trop de requêtes" },
    detail: {
      en: "The limit of requests a minute is reached; the header Retry-After says when to go on.",
      fr: "La limite de requêtes par minute est atteinte ; l’en-tête Retry-After dit quand continuer.",
    },
  },
  OVERLOADED: {
    status: 503,
    title: { en: "Too busy right now", fr: "Trop de travail en ce moment" },
    detail: {
      en: "More is asked than can be computed at once; try again in a few seconds.",
      fr: "Trop de calculs sont demandés à la fois ; réessaie dans quelques secondes.",
    },
  },
  CLIENT_GONE: {
    status: 499,
    title: { en: "Nobody waits any more", fr: "Plus personne n’attend" },
    detail: {
      en: "The connection was closed before the answer.",
      fr: "La connexion a été fermée avant la réponse.",
    },
  },
  MALFORMED_REQUEST: {
    status: 400,
    title: { en: "The request can't be read", fr: "La requête est illisible" },
    detail: {
      en: "The request can't be read: its address or its body is not well formed (a body must be valid JSON).",
      fr: "La requête est illisible : son adresse ou son corps est mal formé (un corps doit être du JSON valide).",
    },
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    title: { en: "No such route", fr: "Route inconnue" },
    detail: {
      en: "No route has this address; /docs lists all of them.",
      fr: "Aucune route n’a cette adresse ; /docs les liste toutes.",
    },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: { en: "Method not allowed", fr: "Méthode non permise" },
    detail: {
      en: "This address exists, but not for this method; see the header Allow.",
      fr: "Cette adresse existe, mais pas pour cette méthode ; voir l’en-tête Allow.",
    },
  },
  TIMEOUT: {
    status: 408,
    title: { en: "The request came too slowly", fr: "Requête trop lente" },
    detail: {
      en: "The request did not arrive in time.",
      fr: "La requête n’est pas arrivée à temps.",
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: { en: "Body too large", fr: "Corps trop grand" },
    detail: {
      en: "The body is larger than this route takes.",
      fr: "Le corps dépasse ce que prend cette route.",
    },
  },
  URL_TOO_LONG: {
    status: 414,
    title: { en: "Address too long", fr: "Adresse trop longue" },
    detail: {
      en: "A part of the address is longer than any name here.",
      fr: "Une partie de l’adresse est plus longue que tout nom connu.",
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: { en: "Unsupported media type", fr: "Type de contenu non pris en charge" },
    detail: {
      en: "The body must be JSON: send the header content-type: application/json.",
      fr: "Le corps doit être du JSON : envoie l’en-tête content-type: application/json.",
    },
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: { en: "Headers too large", fr: "En-têtes trop grands" },
    detail: {
      en: "The headers of the request are too large.",
      fr: "Les en-têtes de la requête sont trop grands.",
    },
  },
} as const satisfies Record<ProblemCode, ProblemKind>;

/** The code of an error that the HTTP framework threw; every other one of it is a fault of ours, or a request that can't be read. */
export const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "BODY_TOO_LARGE",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  FST_ERR_MAX_PARAM_LENGTH: "URL_TOO_LONG",
  FST_ERR_REP_SENT: "INTERNAL",
  FST_ERR_HANDLER_TIMEOUT: "UNAVAILABLE",
};
