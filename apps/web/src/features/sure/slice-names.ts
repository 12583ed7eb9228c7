/** Texts of the slices of a model's report, by the names that the report gives them. */
export const SLICE_TEXTS = {
  "damage only": "sure.slice.damage",
  status: "sure.slice.status",
  sleep: "sure.slice.sleep",
  poison: "sure.slice.poison",
  confusion: "sure.slice.confusion",
  priority: "sure.slice.priority",
  healing: "sure.slice.healing",
  drain: "sure.slice.drain",
  stages: "sure.slice.stages",
  protect: "sure.slice.protect",
  substitute: "sure.slice.substitute",
  "Speed tie": "sure.slice.speed-tie",
  Mega: "sure.slice.mega",
  "level gap": "sure.slice.level-gap",
  "middle of a battle": "sure.slice.middle",
} as const;

/** Whether a report's slice has a text of its own here. */
export function isKnownSlice(name: string): name is keyof typeof SLICE_TEXTS {
  return Object.hasOwn(SLICE_TEXTS, name);
}
