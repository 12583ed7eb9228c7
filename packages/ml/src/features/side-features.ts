import type { Feature } from "./feature.ts";
import { staged } from "./fighter.ts";
import type { MoveTraits } from "./move-traits.ts";
import { STAGE_ORDER, STATUS_INDEX } from "./move-traits.ts";
import { type Effects, NEVER, type Option } from "./plan.ts";
import type { SideView } from "./views.ts";

type SideFeature = Feature<SideView>;

const feature = (
  name: string,
  tells: string,
  of: SideFeature["of"],
  monotone: SideFeature["monotone"] = 0,
): SideFeature => ({ name, tells, of, monotone });

/** The most of something over a side's moves that can be used. */
function most(side: SideView, value: (option: Option) => number): number {
  let best = 0;
  for (const option of side.options) {
    if (option.success === 0) continue;
    const one = value(option);
    if (one > best) best = one;
  }
  return best;
}

const bars = (side: SideView, option: Option): number => Math.min(4, option.perTurn / side.foe.hp);
const hasEffect = (name: string) => (side: SideView) =>
  most(side, ({ move }) => (move.effect === name ? 1 : 0));
const effect = (name: keyof Effects, tells: string): SideFeature =>
  feature(`effect.${name}`, `best chance of one use: ${tells}`, (side) =>
    most(side, ({ effects }) => effects[name]),
  );
const canUse = (name: string, tells: string, of: (move: MoveTraits) => number): SideFeature =>
  feature(name, tells, (side) => most(side, ({ move }) => of(move)));
const foePhysical = (side: SideView): boolean =>
  side.own.stats[1]! / side.foe.stats[0]! < side.own.stats[3]! / side.foe.stats[2]!;

/** Features of one side against the other; a match-up's row holds them for both. */
export const sideFeatures: readonly SideFeature[] = [
  feature("level", "level", ({ own }) => own.level),
  feature("hp", "HP left, as a part of all", ({ own }) => own.hp / own.maxHp, 1),
  feature("hpLeft", "HP left", ({ own }) => own.hp, 1),
  feature("turns", "expected turns of the best attack to knock out", ({ turns }) => turns),
  feature("secondTurns", "the same of the second-best attack", ({ secondTurns }) => secondTurns),
  feature("best.bars", "HP bars a turn by the best attack", (side) =>
    side.best ? bars(side, side.best) : 0,
  ),
  feature("best.least", "its least roll, in HP bars", ({ best, foe }) =>
    best ? Math.min(4, (best.strike.min * best.strike.hits) / foe.hp) : 0,
  ),
  feature("best.most", "its greatest roll, in HP bars", ({ best, foe }) =>
    best ? Math.min(4, (best.strike.max * best.strike.hits) / foe.hp) : 0,
  ),
  feature("best.accuracy", "its chance to hit", ({ best }) => best?.strike.accuracy ?? 0),
  feature(
    "best.hitsOn",
    "on which of two turns it hits (0: it takes one)",
    ({ best }) => best?.move.hitsOn ?? 0,
  ),
  feature("best.drain", "part of its damage that it gives back, less recoil", ({ best }) =>
    best ? best.move.drain - best.move.recoil : 0,
  ),
  feature("best.physical", "whether it is physical", ({ best }) => (best?.move.isPhysical ? 1 : 0)),
  feature("best.pp", "HP bars that it takes until its PP are spent", (side) =>
    side.best
      ? Math.min(
          20,
          (side.best.strike.mean *
            side.best.strike.hits *
            side.best.strike.accuracy *
            side.own.pp[side.best.slot]!) /
            side.foe.hp,
        )
      : 0,
  ),
  feature("all.pp", "HP bars that all attacks take until all PP are spent", (side) =>
    Math.min(
      40,
      side.options.reduce(
        (sum, option) => sum + (option.perTurn * side.own.pp[option.slot]!) / side.foe.hp,
        0,
      ),
    ),
  ),
  feature(
    "all.bars",
    "HP bars a turn, mean over all moves",
    (side) =>
      side.options.reduce((sum, option) => sum + bars(side, option), 0) / Math.max(1, side.options.length),
  ),
  feature("knockOut1", "best chance to knock out with one use", ({ knockOut1 }) => knockOut1, 1),
  feature("knockOut2", "best chance to knock out with two uses", ({ knockOut2 }) => knockOut2, 1),
  feature(
    "earlyKnockOut",
    "best chance to knock out with one use of an early move",
    ({ earlyKnockOut }) => earlyKnockOut,
    1,
  ),
  feature("early.bars", "HP bars a turn by the best early move", (side) =>
    most(side, (option) => (option.move.priority > 0 ? bars(side, option) : 0)),
  ),
  feature("physical.bars", "HP bars a turn by the best physical attack", (side) =>
    most(side, (option) => (option.move.isPhysical ? bars(side, option) : 0)),
  ),
  feature("special.bars", "HP bars a turn by the best special attack", (side) =>
    most(side, (option) => (option.move.isPhysical ? 0 : bars(side, option))),
  ),
  feature(
    "nAttacks",
    "attacks that hurt",
    (side) => side.options.filter(({ perTurn }) => perTurn > 0).length,
  ),
  feature(
    "nMoves",
    "moves that can be used",
    ({ options }) => options.filter(({ success }) => success > 0).length,
  ),
  feature("speed", "Speed now, as log ratio to the foe's", ({ own, foe }) =>
    Math.log(Math.max(1, own.speed) / Math.max(1, foe.speed)),
  ),
  feature("bulk.physical", "own attack against the foe's defense, log ratio", ({ own, foe }) =>
    Math.log(staged(own.stats[0]!, own.stages[0]!) / staged(foe.stats[1]!, foe.stages[1]!)),
  ),
  feature("bulk.special", "own special attack against the foe's special defense, log ratio", ({ own, foe }) =>
    Math.log(staged(own.stats[2]!, own.stages[2]!) / staged(foe.stats[3]!, foe.stages[3]!)),
  ),
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
  canUse("heal", "part of all HP that a healing move gives back", ({ heal }) => heal),
  feature("drain", "HP bars a turn that the best draining attack gives back", (side) =>
    most(side, ({ move, perTurn }) => (move.drain * Math.min(perTurn, side.foe.hp)) / side.own.maxHp),
  ),
  feature("boost.offense", "stages that one use adds to the better attacking stat", (side) =>
    most(side, ({ move }) => (move.isStatus ? Math.max(move.selfStages[0]!, move.selfStages[2]!) : 0)),
  ),
  feature("boost.bars", "HP bars a turn after the best boosting opening", (side) =>
    Math.max(
      0,
      ...side.plans.map(({ opening, attack }) =>
        opening.move.isStatus && attack !== undefined
          ? bars(side, attack) *
            (1 + 0.5 * Math.max(0, opening.move.selfStages[attack.move.isPhysical ? 0 : 2]!))
          : 0,
      ),
    ),
  ),
  feature("boost.defense", "stages that one use adds to the defense that the foe attacks", (side) =>
    most(side, ({ move }) => move.selfStages[side.foe.stats[0]! > side.foe.stats[2]! ? 1 : 3]!),
  ),
  canUse("boost.speed", "stages that one use adds to Speed", ({ selfStages }) => selfStages[4]!),
  canUse("boost.evasion", "stages that one use adds to evasion", ({ selfStages }) => selfStages[6]!),
  feature("drop.offense", "stages that one use takes from the foe's better attacking stat", (side) =>
    most(
      side,
      ({ move, effects }) =>
        -effects.stages * move.foeStages[side.foe.stats[0]! > side.foe.stats[2]! ? 0 : 2]!,
    ),
  ),
  feature("drop.defense", "stages that one use takes from the foe's defenses", (side) =>
    most(side, ({ move, effects }) => -effects.stages * Math.min(move.foeStages[1]!, move.foeStages[3]!)),
  ),
  feature("drop.accuracy", "stages that one use takes from the foe's accuracy", (side) =>
    most(side, ({ move, effects }) => -effects.stages * move.foeStages[5]!),
  ),
  feature("drop.speed", "stages that one use takes from the foe's Speed", (side) =>
    most(side, ({ move, effects }) => -effects.stages * move.foeStages[4]!),
  ),
  feature("protect", "has Protect", hasEffect("protect")),
  feature("substitute", "has Substitute", hasEffect("substitute")),
  feature("screen", "has the screen that halves the foe's best attack", (side) =>
    most(side, ({ move }) =>
      move.effect === "reflect" || move.self === "reflect"
        ? foePhysical(side)
          ? 1
          : 0.5
        : move.effect === "light-screen" || move.self === "light-screen"
          ? foePhysical(side)
            ? 0.5
            : 1
          : 0,
    ),
  ),
  feature("taunt", "has Taunt", hasEffect("taunt")),
  feature("encore", "has Encore", hasEffect("encore")),
  feature("disable", "has Disable", hasEffect("disable")),
  feature("haze", "has a move that takes stages away", (side) =>
    most(side, ({ move }) => (/haze|clear/.test(move.effect) ? 1 : 0)),
  ),
  feature("transform", "has Transform", hasEffect("transform")),
  feature("metronome", "has Metronome", hasEffect("metronome")),
  feature("copies", "has Mimic or Mirror Move", (side) =>
    most(side, ({ move }) => (/mimic|mirror-move/.test(move.effect) ? 1 : 0)),
  ),
  feature("bide", "has Bide", hasEffect("bide")),
  feature("returns", "has Counter (1), Mirror Coat (2) or both (3)", (side) =>
    side.options.reduce(
      (sum, { move }) => sum + (move.damage === "return" ? (move.isPhysical ? 1 : 2) : 0),
      0,
    ),
  ),
  feature("oneHitKo", "chance of a one-hit KO move", (side) =>
    most(side, ({ move, strike }) => (move.damage === "one-hit-ko" ? strike.accuracy : 0)),
  ),
  feature("halves", "has Super Fang", (side) =>
    most(side, ({ move, multiplier }) => (move.damage === "half" && multiplier > 0 ? 1 : 0)),
  ),
  canUse("hides", "has Dig or Fly", ({ isHidden }) => (isHidden ? 1 : 0)),
  canUse("focusEnergy", "has Focus Energy", ({ effect: name }) => (name === "focus-energy" ? 1 : 0)),
  canUse("rampage", "has a rampage", ({ isRampage }) => (isRampage ? 1 : 0)),
  feature("facade", "has Facade", (side) => most(side, ({ move }) => (move.isFacade ? 1 : 0))),
  feature("sucker", "HP bars by Sucker Punch", (side) =>
    most(side, (option) => (option.move.needsAttack ? bars(side, option) : 0)),
  ),
  feature(
    "dreamEater",
    "has Dream Eater with a way to sleep",
    (side) =>
      most(side, ({ move }) => (move.needsSleep ? 1 : 0)) *
      (0.1 + most(side, ({ effects }) => effects.sleep)),
  ),
  feature(
    "status",
    "status: none, burn, paralysis, sleep, freeze, poison, bad poison as 0 to 6",
    ({ own }) => own.status,
  ),
  feature("asleep", "turns that sleep is expected to take still", ({ own }) =>
    own.status === STATUS_INDEX.sleep
      ? Math.max(0.5, 2 - own.asleepFor)
      : own.status === STATUS_INDEX.freeze
        ? 5
        : 0,
  ),
  feature("poisonedFor", "turns that bad poison has hurt", ({ own }) => own.poisonedFor),
  feature("confused", "confused", ({ own }) => (own.isConfused ? 1 : 0)),
  ...STAGE_ORDER.map((name, i) => feature(`stage.${name}`, `stage of ${name}`, ({ own }) => own.stages[i]!)),
  feature("harmless", "no attack hurts the foe", ({ turns }) => (turns >= NEVER ? 1 : 0)),
];
