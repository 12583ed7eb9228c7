import { z } from "zod";

const stage = z.int().min(-6).max(6).optional();
const turns = z.int().min(0).max(15).optional();
const flag = z.boolean().optional();
const moveSlug = z.string().min(1).max(60);
const restriction = (most: number, what: string) =>
  z
    .strictObject({ move: moveSlug, turnsLeft: z.int().min(1).max(most) })
    .optional()
    .describe(what);

/** What a Pokémon has come to in the middle of a battle, as far as a player can tell; all is as at the start where left out. */
export const conditionSchema = z
  .strictObject({
    hp: z.int().min(1).max(999).optional().describe("HP left; all where left out."),
    status: z.enum(["burn", "paralysis", "sleep", "freeze", "poison", "bad-poison"]).optional(),
    asleepFor: turns.describe("Turns lost to sleep so far."),
    resting: flag.describe("The sleep is its own Rest, which lasts a fixed time."),
    poisonedFor: turns.describe("Turns that bad poison has hurt so far."),
    confused: flag,
    confusedFor: turns,
    stages: z
      .strictObject({
        ...{ attack: stage, defense: stage, specialAttack: stage, specialDefense: stage },
        ...{ speed: stage, accuracy: stage, evasion: stage },
      })
      .optional(),
    pp: z
      .record(z.string().max(60), z.int().min(0).max(64))
      .optional()
      .describe("PP left, by slug of the move; all where left out."),
    hasActed: flag.describe("Whether it has acted since it came in: Fake Out then fails."),
    mega: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe("Slug of the Mega form that it has evolved into; it is no longer open then."),
    screens: z
      .strictObject({
        reflect: z.int().min(1).max(5).optional(),
        lightScreen: z.int().min(1).max(5).optional(),
        mist: z.int().min(1).max(5).optional(),
      })
      .optional()
      .describe("Turns that each still stands on its side, this one counted."),
    substitute: z.int().min(1).max(999).optional().describe("HP of its substitute."),
    seeded: flag.describe("Leech Seed drains it."),
    focusEnergy: flag,
    minimized: flag,
    defenseCurl: flag,
    enraged: flag.describe("Rage: each hit on it raises its Attack."),
    boundFor: z
      .int()
      .min(1)
      .max(6)
      .optional()
      .describe("Turns that a binding move has hurt it so far; not held where left out."),
    drowsy: flag.describe("Yawn: it falls asleep at the end of this turn."),
    disabled: restriction(5, "The move that it can't use."),
    encored: restriction(4, "The only move that it can use."),
    taunted: z.int().min(1).max(4).optional().describe("Turns without status moves, this one counted."),
    protectedFor: z.int().min(0).max(6).optional().describe("Times in a row that Protect has just worked."),
    recharging: flag.describe("It must spend this turn."),
    charging: moveSlug.optional().describe("The two-turn move that strikes this turn."),
    rampage: z
      .strictObject({ move: moveSlug, for: z.int().min(1).max(3) })
      .optional()
      .describe("The move that it can't stop, and for how many turns it has used it."),
    biding: z
      .strictObject({ damage: z.int().min(0).max(9999), turnsLeft: z.int().min(1).max(2) })
      .optional()
      .describe("HP that Bide has taken, and the turns until it gives them back, this one counted."),
    lastMove: moveSlug
      .optional()
      .describe("The move used last: Disable, Encore, Mimic, Mirror Move look at it."),
  })
  .meta({ id: "Condition" });

/** Both sides in the middle of a battle. */
export const battleStateSchema = z
  .strictObject({ a: conditionSchema.optional(), b: conditionSchema.optional() })
  .describe("A battle in the middle; at its start where left out.");

/** A Pokémon's condition as requests and answers have it. */
export type ConditionJson = z.infer<typeof conditionSchema>;
