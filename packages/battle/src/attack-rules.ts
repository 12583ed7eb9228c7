import type { Move } from "@predictiondex/core";
import { MOVE_RULES } from "./engine/rules/move-rules.ts";
import type { PokemonSet } from "./pokemon-set.ts";

/** What makes an attack differ from one plain hit of its power. */
export interface AttackRule {
  /** Chance of each number of hits in one use, as [hits, probability]. */
  readonly hits?: readonly (readonly [number, number])[];
  /** Critical-hit stage: 0 is 1/24, 1 is 1/8; "always" needs no roll. */
  readonly critical?: 1 | "always";
  /** Turns that one use takes, and on which of them it hits (from 1). */
  readonly turns?: { readonly count: 2; readonly hitsOn: 1 | 2 };
  /** Works only in the user's first turn. */
  readonly firstTurnOnly?: true;
  /** The user faints whatever it hits, and so never wins with it. */
  readonly userFaints?: true;
  /** HP taken whatever the stats. */
  readonly fixedDamage?: (attacker: PokemonSet) => readonly number[];
  /** Takes half of the target's HP now. */
  readonly halvesHp?: true;
  /** Knocks out at once, with 30 % and the difference of levels; fails against a higher level. */
  readonly oneHitKo?: true;
  /** Power by the two Pokémon. */
  readonly power?: (attacker: PokemonSet, defender: PokemonSet) => number;
  /** Uses the target's Attack instead of the user's. */
  readonly targetsAttack?: true;
  /** Its damage hangs on what the race does not follow (the foe's last hit, sleep): taken as none. */
  readonly notModelled?: true;
  /** Works on a sleeper. */
  readonly needsSleep?: true;
  /** Twice the power under a status other than sleep, and burn does not halve it. */
  readonly facade?: true;
  /** Takes the target's screens down before it hits. */
  readonly breaksScreens?: true;
  /** Never misses a Pokémon that has used Minimize, and hits it twice as hard. */
  readonly hitsMinimized?: true;
  /** The part of the damage dealt that it costs its user. */
  readonly recoil?: readonly [number, number];
}

const TWO_TO_FIVE = [
  [2, 0.35],
  [3, 0.35],
  [4, 0.15],
  [5, 0.15],
] as const;
const TWICE = [[2, 1]] as const;
const CHARGES = { count: 2, hitsOn: 2 } as const;
const RECHARGES = { count: 2, hitsOn: 1 } as const;

/** Power by weight in hectograms; source: Pokémon Showdown, `lowkick`. */
const lowKickPower = (_attacker: PokemonSet, defender: PokemonSet): number => {
  const steps = [100, 250, 500, 1000, 2000];
  return 20 * (1 + steps.filter((hectograms) => defender.form.weightHg >= hectograms).length);
};

/** Power by friendship; source: Pokémon Showdown, `pikapapow`. */
const friendshipPower = (attacker: PokemonSet): number =>
  Math.max(1, Math.floor((attacker.friendship * 10) / 25));

const ATTACK_RULES: Readonly<Record<string, AttackRule>> = {
  barrage: { hits: TWO_TO_FIVE },
  bide: { notModelled: true },
  bonemerang: { hits: TWICE },
  "comet-punch": { hits: TWO_TO_FIVE },
  counter: { notModelled: true },
  crabhammer: { critical: 1 },
  dig: { turns: CHARGES },
  "double-iron-bash": { hits: TWICE },
  "double-kick": { hits: TWICE },
  "double-slap": { hits: TWO_TO_FIVE },
  "dragon-rage": { fixedDamage: () => [40] },
  "dream-eater": { notModelled: true, needsSleep: true },
  "drill-run": { critical: 1 },
  explosion: { userFaints: true },
  "fake-out": { firstTurnOnly: true },
  fissure: { oneHitKo: true },
  fly: { turns: CHARGES },
  "foul-play": { targetsAttack: true },
  "fury-attack": { hits: TWO_TO_FIVE },
  "fury-swipes": { hits: TWO_TO_FIVE },
  guillotine: { oneHitKo: true },
  "horn-drill": { oneHitKo: true },
  "hyper-beam": { turns: RECHARGES },
  "karate-chop": { critical: 1 },
  "low-kick": { power: lowKickPower },
  "mirror-coat": { notModelled: true },
  "night-shade": { fixedDamage: ({ level }) => [level] },
  "pika-papow": { power: friendshipPower },
  "pin-missile": { hits: TWO_TO_FIVE },
  psywave: {
    fixedDamage: ({ level }) =>
      Array.from({ length: 101 }, (_, i) => Math.max(1, Math.floor(((i + 50) * level) / 100))),
  },
  "razor-leaf": { critical: 1 },
  "razor-wind": { critical: 1, turns: CHARGES },
  "seismic-toss": { fixedDamage: ({ level }) => [level] },
  "self-destruct": { userFaints: true },
  "skull-bash": { turns: CHARGES },
  "sky-attack": { critical: 1, turns: CHARGES },
  slash: { critical: 1 },
  "solar-beam": { turns: CHARGES },
  "sonic-boom": { fixedDamage: () => [20] },
  "spike-cannon": { hits: TWO_TO_FIVE },
  "super-fang": { halvesHp: true },
  twineedle: { hits: TWICE },
  "veevee-volley": { power: friendshipPower },
  "zippy-zap": { critical: "always" },
};

/** The traits that the engine's own table of moves has. */
const ENGINE_RULES: ReadonlyMap<string, AttackRule> = new Map(
  Object.entries(MOVE_RULES).map(([slug, { flags = [], recoil, effect }]) => [
    slug,
    {
      ...ATTACK_RULES[slug],
      ...(flags.includes("facade") ? { facade: true } : {}),
      ...(flags.includes("hits-minimized") ? { hitsMinimized: true } : {}),
      ...(effect === "break-screens" ? { breaksScreens: true } : {}),
      ...(recoil === undefined ? {} : { recoil }),
    },
  ]),
);

/** The rule of an attack; a plain one where the tables have none. */
export function attackRule(move: Move): AttackRule {
  return ENGINE_RULES.get(move.slug) ?? {};
}
