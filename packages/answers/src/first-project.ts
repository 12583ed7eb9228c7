// The words of the first PredictionDex, so that its clients find what they know.
import type { Category, FormKind, LegalMove, Move } from "@predictiondex/core";

/** Ids of the form kinds. */
export const FORM_KIND_IDS = { base: 1, mega: 2, alola: 3, starter: 4 } as const satisfies Record<
  FormKind,
  number
>;

/** Names of the categories. */
export const CATEGORY_NAMES = {
  physical: "physique",
  special: "spécial",
  status: "autre",
} as const satisfies Record<Category, string>;

/** The learn method of a legal move. */
export function learnMethodName(legal: LegalMove): string {
  if (legal.origin === "pre-evolution") return "before_evolution";
  return { "level-up": "level_up", machine: "ct", tutor: "move_tutor" }[legal.method];
}

/** Its `type_degats`, where it is neither `offensif` for an attack nor `statut` for any other move. */
const DAMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ["aqua-jet", "prioritaire"],
  ["barrage", "multi_coups"],
  ["bide", "renvoi_degat_double_deux_tours"],
  ["bonemerang", "double_degats"],
  ["comet-punch", "multi_coups"],
  ["counter", "renvoi_degat_double_physique"],
  ["double-iron-bash", "double_degats"],
  ["double-kick", "double_degats"],
  ["double-slap", "multi_coups"],
  ["dragon-rage", "fixe_degat_40"],
  ["dream-eater", "sommeil_requis"],
  ["fake-out", "prioritaire"],
  ["feint", "prioritaire_deux"],
  ["fissure", "ko_en_un_coup"],
  ["foul-play", "attk_adversaire"],
  ["fury-attack", "multi_coups"],
  ["fury-swipes", "multi_coups"],
  ["guillotine", "ko_en_un_coup"],
  ["horn-drill", "ko_en_un_coup"],
  ["hyper-beam", "deux_tours"],
  ["ice-shard", "prioritaire"],
  ["low-kick", "variable_degats_poids"],
  ["mirror-coat", "renvoi_degat_double_special"],
  ["night-shade", "fixe_niveau"],
  ["pika-papow", "inutile"],
  ["pin-missile", "multi_coups"],
  ["protect", "protection_change_plusieur"],
  ["psywave", "degat_aleatoire"],
  ["quick-attack", "prioritaire"],
  ["razor-wind", "deux_tours"],
  ["roost", "soin"],
  ["seismic-toss", "fixe_niveau"],
  ["skull-bash", "deux_tours"],
  ["sky-attack", "deux_tours"],
  ["soft-boiled", "soin"],
  ["solar-beam", "deux_tours"],
  ["sonic-boom", "fixe_degat_20"],
  ["spike-cannon", "multi_coups"],
  ["splash", "inutile"],
  ["struggle", "inutile"],
  ["sucker-punch", "prioritaire_conditionnel"],
  ["super-fang", "fixe_moitie_degats"],
  ["veevee-volley", "inutile"],
  ["zippy-zap", "prioritaire_critique"],
]);

/** How a move does its damage. */
export function damageTypeName(move: Move): string {
  return DAMAGE_TYPES.get(move.slug) ?? (move.category === "status" ? "statut" : "offensif");
}
