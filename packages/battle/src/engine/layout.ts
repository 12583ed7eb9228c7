// Where everything of a battle lies in its one Int32Array: a header, then one block for each side's active Pokémon.
// A side is named by the offset of its block (SIDE_A or SIDE_B), a move by the offset of its row in the tables (0 is
// "none"). A team battle is the same state with its stored members behind it: MEMBER_WORDS each from BATTLE_WORDS on, six
// a side. One against one neither has nor touches them.

/** 0 while the battle lasts, then one of the results below. */
export const RESULT = 0;
/** Turns ended so far. */
export const TURN = 1;
/** Kind of random generator, see random.ts. */
export const RANDOM_KIND = 2;
/** Four words of generator state. */
export const RANDOM_STATE = 3;
/** The side that fainted last; a double faint is won by it. */
export const LAST_FAINTED = 7;
/** Actions left in this turn, and the entries: `kind | side` and, behind them, their sorting keys. */
export const QUEUE_COUNT = 8;
export const QUEUE = 9;
export const QUEUE_KEYS = 17;
export const QUEUE_SIZE = 8;
/** 1 while both Pokémon are up with the same Speed: Showdown then draws at many points of a turn. */
export const SPEEDS_TIE = 25;
/** 0 in one against one; in a team battle TEAM_PLAY, with SLEEP_CLAUSE where that rule holds. */
export const TEAM_RULES = 26;
/** In a team battle: AWAITS_MOVES or AWAITS_SWITCHES. */
export const REQUEST = 27;
export const HEADER_WORDS = 32;

export const ONGOING = 0;
export const A_WINS = 1;
export const B_WINS = 2;
export const TIE = 3;
export type Result = typeof ONGOING | typeof A_WINS | typeof B_WINS | typeof TIE;

// ---- the block of a side: the Pokémon ----
export const HP = 0;
export const MAX_HP = 1;
export const STATUS = 2;
/** Sleep: turns left; bad poison: its count. */
export const STATUS_TIME = 3;
/** Real stats: attack, defense, special attack, special defense, speed. */
export const STATS = 4;
export const SPEED = 8;
export const LEVEL = 9;
export const TYPE_1 = 10;
/** NO_TYPE where the Pokémon has one type. */
export const TYPE_2 = 11;
/** In hectograms. */
export const WEIGHT = 12;
/** Speed with stage and paralysis as last refreshed: it breaks ties all over a turn. */
export const TIE_SPEED = 13;
export const FAINTED = 14;
export const FAINT_QUEUED = 15;
/** Stages −6…6: the five stats, accuracy, evasion. */
export const STAGES = 16;
export const ACCURACY_STAGE = STAGES + 5;
export const EVASION_STAGE = STAGES + 6;
export const STAGE_COUNT = 7;
/** Team battles: 1 where its sleep is its own side's doing (Rest), which the Sleep Clause does not count. */
export const RESTED = 23;
/** Four move slots and their PP. */
export const MOVES = 24;
export const PP = 28;

// ---- the block of a side: volatile effects ----
/** One bit per effect. */
export const EFFECT_BITS = 32;
/** Effects with a residual handler, oldest first: ties are shuffled from that order. */
export const EFFECT_COUNT = 33;
export const EFFECT_LIST = 34;
/** Turns left, by effect. */
export const DURATION = 46;
export const CONFUSION_TURNS = 64;
/** In hundredths, because Psywave takes hundredths. */
export const SUBSTITUTE_HP = 65;
export const DISABLED_MOVE = 66;
export const ENCORED_MOVE = 67;
export const STALL_COUNTER = 68;
export const LOCKED_MOVE = 69;
/** Turns of rampage left; `DURATION` only says whether the lock was renewed. */
export const LOCKED_TURNS = 70;
export const CHARGING_MOVE = 71;
export const BIDE_DAMAGE = 72;
/** Twice the damage of the last hit that Counter or Mirror Coat may return, and whether there was one. */
export const RETURN_DAMAGE = 73;
export const RETURN_READY = 74;

// ---- the block of a side: its turn and its side of the field ----
export const LAST_MOVE = 75;
/** Times this Pokémon has begun to act; Fake Out looks at it. */
export const ACTIONS = 76;
/** 1 while its move is still to come this turn. */
export const PENDING = 77;
export const CHOSEN_MOVE = 78;
/** Mega Evolution chosen for this turn: 0, MEGA or MEGA_Y. */
export const CHOSEN_MEGA = 79;
/** Mega Evolutions still open: a mask of MEGA and MEGA_Y. */
export const MEGAS_OPEN = 80;
export const TRANSFORMED = 81;
/** Which of the three forms below the Pokémon is in. */
export const FORM = 82;
export const SCREENS = 83;
export const SCREEN_COUNT = 86;
export const SCREEN_LIST = 87;
export const STEALTH_ROCK = 90;
/** What the last action did, see trace.ts; no rule reads it. */
export const TRACE = 91;
export const TRACE_MOVE = 92;
/** Team battles: number (0–5) of the member in the block. */
export const MEMBER = 93;
export const FRIENDSHIP = 94;
/** Team battles: four bits for each place of the team, the active one lowest, with its member's number; 15 is nobody. */
export const TEAM_ORDER = 95;
/** Three forms (own, Mega or Mega X, Mega Y): five stats, two types, weight. */
export const FORMS = 96;
export const FORM_WORDS = 8;
/** Speed of the foe's three forms with this Pokémon's level, IVs and nature, for Transform. */
export const TRANSFORM_SPEEDS = 120;
/** Team battles: members that have not fainted. */
export const MEMBERS_LEFT = 123;
/** Team battles: 1 until the end of the turn in which the Pokémon came in. */
export const JUST_IN = 124;
/** Team battles: LEAVES where its side has to choose who comes in, DRAGGED_OUT where chance does. */
export const LEAVING = 125;
/** Team battles: the member chosen to come in. */
export const CHOSEN_MEMBER = 126;
/** Team battles: 1 where the foe that binds this Pokémon is gone. */
export const BINDER_GONE = 127;
export const SIDE_WORDS = 128;

export const SIDE_A = 32;
export const SIDE_B = SIDE_A + SIDE_WORDS;
/** The other side is `BOTH_SIDES - side`. */
export const BOTH_SIDES = SIDE_A + SIDE_B;
/** Words of a one-against-one battle. */
export const BATTLE_WORDS = HEADER_WORDS + 2 * SIDE_WORDS;
export const MEGA = 1;
export const MEGA_Y = 2;

// ---- team battles ----
export const TEAM_PLAY = 1;
export const SLEEP_CLAUSE = 2;
export const AWAITS_MOVES = 0;
export const AWAITS_SWITCHES = 1;
export const LEAVES = 1;
export const DRAGGED_OUT = 2;
export const TEAM_SIZE = 6;
/** In an order: nobody's place; as a chosen member: no switch was chosen. */
export const NO_MEMBER = 15;
/**
 * A stored member: the first 32 words as in a block (those that last), then its three forms, the Speed it would have as
 * each form of each foe (Transform), and the rest. While it is active, its block counts.
 */
export const MEMBER_WORDS = 80;
export const MEMBER_FORMS = 32;
export const MEMBER_TRANSFORM_SPEEDS = 56;
export const MEMBER_FRIENDSHIP = 74;
export const MEMBER_FORM = 75;
export const MEMBER_MEGAS_OPEN = 76;
/** Words of a team battle. */
export const TEAM_BATTLE_WORDS = BATTLE_WORDS + 2 * TEAM_SIZE * MEMBER_WORDS;

export const NO_TYPE = 18;

// ---- kinds of random generators ----
/** Showdown's "gen5" generator: for proofs and replays. */
export const GEN5 = 0;
/** xoshiro128**: for labels and search. */
export const FAST = 1;
/** Numbers come from the battle's script: for tests and for the enumeration of chance. */
export const SCRIPTED = 2;

// ---- statuses ----
export const HEALTHY = 0;
export const BURN = 1;
export const PARALYSIS = 2;
export const SLEEP = 3;
export const FREEZE = 4;
export const POISON = 5;
export const BAD_POISON = 6;

// ---- volatile effects; the first 18 have a residual handler ----
export const FLINCH = 0;
export const PROTECT = 1;
export const STALL = 2;
export const LOCKED = 3;
/** In a two-turn move. */
export const CHARGING = 4;
/** Under the ground or in the air. */
export const HIDDEN = 5;
export const RECHARGE = 6;
export const BIDE = 7;
export const COUNTER = 8;
export const MIRROR_COAT = 9;
/** A Poison type's Toxic, which can't miss. */
export const SURE_TOXIC = 10;
export const LEECH_SEED = 11;
export const TRAPPED = 12;
export const DISABLE = 13;
export const ENCORE = 14;
export const TAUNT = 15;
export const YAWN = 16;
export const ROOST = 17;
export const RESIDUAL_EFFECTS = 18;
export const CONFUSION = 18;
export const SUBSTITUTE = 19;
export const FOCUS_ENERGY = 20;
export const MINIMIZE = 21;
export const DEFENSE_CURL = 22;
export const RAGE = 23;
/** The charging move strikes next. */
export const CHARGED = 24;

// ---- conditions of a side ----
export const REFLECT = 0;
export const LIGHT_SCREEN = 1;
export const MIST = 2;
