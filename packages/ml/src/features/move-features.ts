import type { Feature } from "./feature.ts";
import { type Effects, NEVER, type Option } from "./plan.ts";
import type { MatchupView } from "./views.ts";

/** A move of a match-up's own side. */
export interface MoveView {
  readonly view: MatchupView;
  readonly option: Option;
  readonly slot: number;
}

type MoveFeature = Omit<Feature<MoveView>, "monotone">;

const feature = (name: string, tells: string, of: MoveFeature["of"]): MoveFeature => ({ name, tells, of });
const effect = (name: keyof Effects, tells: string): MoveFeature =>
  feature(name, `chance of one use: ${tells}`, ({ option }) => option.effects[name]);

/** The best over this move's plans of what `read` makes of a row of the plan game. */
function bestPlan({ view, slot }: MoveView, read: (view: MatchupView, row: number) => number): number {
  const { plans } = view.own;
  let best = -1;
  for (let i = 0; i < plans.length; i++) {
    if (plans[i]!.opening.slot === slot) best = Math.max(best, read(view, i));
  }
  return best;
}

const against = (view: MatchupView, i: number): number => view.against[i]!;
const sure = (view: MatchupView, i: number): number => view.sure[i]!;
const meanOf = ({ wins, columns }: MatchupView, i: number): number => {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += wins[i * columns + j]!;
  return sum / columns;
};
const played = ({ playouts }: MatchupView, i: number): number => playouts.plans[i]!;
const mode =
  (wanted: string) =>
  (moveView: MoveView): number =>
    bestPlan(moveView, (view, i) => (view.own.plans[i]!.mode === wanted ? against(view, i) : -1));

/** Features of one move; they stand behind its match-up's. */
export const moveFeatures: readonly MoveFeature[] = [
  feature("race.value", "value of its plans against the foe's mix", (move) => bestPlan(move, against)),
  feature(
    "race.behind",
    "how far that is behind the game's value",
    (move) => move.view.value - bestPlan(move, against),
  ),
  feature("race.sure", "what its plans have for sure", (move) => bestPlan(move, sure)),
  feature(
    "race.sureBehind",
    "how far that is behind its own value",
    (move) => bestPlan(move, against) - bestPlan(move, sure),
  ),
  feature("race.mean", "mean of its plans over the foe's", (move) => bestPlan(move, meanOf)),
  feature("race.attack", "value of its plan to open with it and attack", mode("attack")),
  feature("race.heal", "value of its plan to heal between attacks; −1 without one", mode("heal")),
  feature("played.value", "mean result of its best plan in battles on the kernel", (move) =>
    bestPlan(move, played),
  ),
  feature(
    "played.behind",
    "how far that is behind the best plan of all",
    (move) => move.view.playouts.best - bestPlan(move, played),
  ),
  feature("weight", "how often the game of plans uses it", ({ view, slot }) =>
    view.own.plans.reduce((sum, { opening }, i) => sum + (opening.slot === slot ? view.mix[i]! : 0), 0),
  ),
  feature("turns", "expected turns to knock out with it alone", ({ option }) => option.turns),
  feature("turnsBehind", "turns more than the best attack", ({ view, option }) =>
    Math.min(NEVER, option.turns - view.own.turns),
  ),
  feature("bars", "HP bars a turn", ({ view, option }) => Math.min(4, option.perTurn / view.own.foe.hp)),
  feature("least", "its least roll, in HP bars", ({ view, option }) =>
    Math.min(4, (option.strike.min * option.strike.hits) / view.own.foe.hp),
  ),
  feature("mostRoll", "its greatest roll, in HP bars", ({ view, option }) =>
    Math.min(4, (option.strike.max * option.strike.hits) / view.own.foe.hp),
  ),
  feature("mean", "mean damage of a hit, in HP bars", ({ view, option }) =>
    Math.min(4, (option.strike.mean * option.strike.hits) / view.own.foe.hp),
  ),
  feature(
    "knockOut1",
    "chance to knock out with one use",
    ({ view, option }) => option.strike.accuracy * view.own.reachOnce[option.slot]!,
  ),
  feature(
    "knockOut2",
    "chance that two hits knock out",
    ({ view, option }) => view.own.reachTwice[option.slot]!,
  ),
  feature("accuracy", "chance to hit", ({ option }) => option.success),
  feature("priority", "priority", ({ option }) => option.move.priority),
  feature("multiplier", "type multiplier", ({ option }) => option.multiplier),
  feature("isStatus", "a status move", ({ option }) => (option.move.isStatus ? 1 : 0)),
  feature("isPhysical", "a physical attack", ({ option }) => (option.move.isPhysical ? 1 : 0)),
  feature("isBest", "the attack that is expected to finish first", ({ view, option }) =>
    view.own.best === option ? 1 : 0,
  ),
  feature("hitsOn", "on which of two turns it hits (0: it takes one)", ({ option }) => option.move.hitsOn),
  feature(
    "drain",
    "part of the damage that it gives back, less recoil",
    ({ option }) => option.move.drain - option.move.recoil,
  ),
  feature("heal", "part of all HP that it gives back", ({ option }) => option.move.heal),
  feature("selfDestructs", "the user faints", ({ option }) => (option.move.selfDestructs ? 1 : 0)),
  feature("early", "acts before the foe's best attack", ({ view, option }) => {
    const difference =
      option.move.priority - (view.foe.best?.move.priority ?? 0) || view.own.own.speed - view.foe.own.speed;
    return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
  }),
  effect("sleep", "the foe falls asleep"),
  effect("paralysis", "the foe is paralysed"),
  effect("burn", "the foe is burnt"),
  effect("freeze", "the foe is frozen"),
  effect("poison", "the foe is poisoned"),
  effect("badPoison", "the foe is badly poisoned"),
  effect("confusion", "the foe is confused"),
  effect("flinch", "the foe flinches"),
  effect("leechSeed", "the foe is seeded"),
  effect("trap", "the foe is bound"),
  effect("stages", "the foe's stages change"),
  feature("self.attack", "stages of own attack", ({ option }) => option.move.selfStages[0]!),
  feature("self.defense", "stages of own defense", ({ option }) => option.move.selfStages[1]!),
  feature("self.specialAttack", "stages of own special attack", ({ option }) => option.move.selfStages[2]!),
  feature("self.specialDefense", "stages of own special defense", ({ option }) => option.move.selfStages[3]!),
  feature("self.speed", "stages of own Speed", ({ option }) => option.move.selfStages[4]!),
  feature("self.evasion", "stages of own evasion", ({ option }) => option.move.selfStages[6]!),
  feature("foe.attack", "stages of the foe's attack", ({ option }) => option.move.foeStages[0]!),
  feature("foe.defense", "stages of the foe's defense", ({ option }) => option.move.foeStages[1]!),
  feature(
    "foe.specialAttack",
    "stages of the foe's special attack",
    ({ option }) => option.move.foeStages[2]!,
  ),
  feature(
    "foe.specialDefense",
    "stages of the foe's special defense",
    ({ option }) => option.move.foeStages[3]!,
  ),
  feature("foe.speed", "stages of the foe's Speed", ({ option }) => option.move.foeStages[4]!),
  feature("foe.accuracy", "stages of the foe's accuracy", ({ option }) => option.move.foeStages[5]!),
  feature("effect", "effect beyond damage, stages and status, by its place in a list", ({ option }) =>
    EFFECTS.indexOf(option.move.effect),
  ),
  feature("self", "what it does to its user, by its place in a list", ({ option }) =>
    SELF.indexOf(option.move.self),
  ),
  feature("returns", "gives damage back: 1 physical, 2 special", ({ option }) =>
    option.move.damage === "return" ? (option.move.isPhysical ? 1 : 2) : 0,
  ),
  feature("needsAttack", "fails where the foe does not attack", ({ option }) =>
    option.move.needsAttack ? 1 : 0,
  ),
  feature("needsSleep", "works on a sleeping foe alone", ({ option }) => (option.move.needsSleep ? 1 : 0)),
  feature("firstTurnOnly", "works in the first turn alone", ({ option }) =>
    option.move.isFirstTurnOnly ? 1 : 0,
  ),
  feature("pp", "PP left", ({ view, slot }) => view.own.own.pp[slot]!),
];

/** Effects whose kin lie side by side: guards, healing, boosts, hindrances, copies, the rest. */
const EFFECTS = [
  "none",
  "protect",
  "substitute",
  "reflect",
  "light-screen",
  "mist",
  "heal-half",
  "rest",
  "leech-seed",
  "sappy-seed",
  "focus-energy",
  "minimize",
  "defense-curl",
  "conversion",
  "haze",
  "clear-target",
  "clear-both",
  "break-screens",
  "confuse",
  "trap",
  "disable",
  "encore",
  "taunt",
  "yawn",
  "stealth-rock",
  "force-out",
  "bide",
  "transform",
  "mimic",
  "metronome",
  "mirror-move",
];
const SELF = ["none", "recharge", "rampage", "rage", "roost", "reflect", "light-screen", "cure"];
