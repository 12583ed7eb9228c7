// Changes of the kernel that nobody can see: in a battle, in the numbers drawn, or in an event log. Each names the file and
// the function it is in, the line as changed, and why it comes to the same.

/** File and function (none for a module's constants), the changed line, the reason. */
export type EquivalentChange = readonly [place: string, line: string, reason: string];

const AT_BORDER = "both sides give the same at the border";
const EQUAL_LOWEST = "an equal key is no lower";
const OVERWRITTEN = "the word copied once more is overwritten right after";
const DOWN = "a Pokémon that is down ends the battle, and nothing reads its state";
const LOOKS_AGAIN = "true only looks for faints again, and finds none";
const UNREAD = "nobody reads whether a move worked but a crash, and this one never crashes";
const HANDLER_NAME = "only the name of a handler within the list";
const ROOM = "one word more of room";
const FREE_WORD = "the word behind the stages is free";

const NOBODY_BEHIND = "nobody is in the places behind the sixth";
const ARRIVE_ALIKE = "both arrive after both are exchanged, in an order drawn anew";
const FAINTED_IS_HEALTHY = "a fainted member is stored without a status";
const SWITCHES = "nobody reads the move of a side that switches, and who comes in has none";
const FAINTED_IS_UNREAD = "nothing of a fainted Pokémon but its Speed is read";

/** The changes that `mutate:battle` may leave uncaught. */
export const EQUIVALENT_CHANGES: readonly EquivalentChange[] = [
  [
    "kernel/before-move.ts",
    "const TYPE_NORMAL = 1;",
    "Fighting, the next type, is Normal's equal against Ghosts",
  ],
  [
    "kernel/choices.ts usableMoves",
    "const encoreHolds = encored !== 0 && slotPp(state, side, encored) > 0;",
    "the end of a turn ends an Encore whose move has no PP left, so none stands when choices are made",
  ],
  [
    "kernel/choices.ts usableMoves",
    "for (let i = 0; i <= 4; i++) {",
    "a fifth slot clears a bit that the mask does not have",
  ],
  ["kernel/bench.ts membersWaiting", "for (let place = 1; place <= TEAM_SIZE; place++) {", NOBODY_BEHIND],
  ["kernel/bench.ts sleepClauseForbids", "for (let place = 1; place <= TEAM_SIZE; place++) {", NOBODY_BEHIND],
  [
    "kernel/bench.ts sleepClauseForbids",
    "if (state[at + HP]! >= 0 && state[at + STATUS] === SLEEP && state[at + RESTED] === 0) return true;",
    FAINTED_IS_HEALTHY,
  ],
  [
    "kernel/bench.ts cureBench",
    "if (member === state[side + MEMBER] || state[at + HP]! < 0) continue;",
    FAINTED_IS_HEALTHY,
  ],
  [
    "kernel/bench.ts cureBench",
    "if (member === state[side + MEMBER] && state[at + HP]! <= 0) continue;",
    "what is stored of the active Pokémon is written anew when it leaves",
  ],
  [
    "kernel/bench.ts dragOut",
    "if (state[user + HP]! >= 0 && state[target + HP]! > 0) state[target + LEAVING] = DRAGGED_OUT;",
    "who drags another out is up",
  ],
  [
    "kernel/bench.ts dragOut",
    "if (state[user + HP]! > 0 && state[target + HP]! >= 0) state[target + LEAVING] = DRAGGED_OUT;",
    "fainting takes the mark away",
  ],
  [
    "kernel/bench.ts dragOut",
    "if (state[user + HP]! > 0 || state[target + HP]! > 0) state[target + LEAVING] = DRAGGED_OUT;",
    "fainting takes the mark away",
  ],
  [
    "kernel/bench.ts loadMember",
    "for (let i = 0; i <= FORMS_WORDS; i++) state[side + FORMS + i] = state[at + MEMBER_FORMS + i]!;",
    OVERWRITTEN,
  ],
  [
    "kernel/bench.ts clearFainted",
    "if (state[side + TRANSFORMED] !== 0) storePp(state, side);",
    FAINTED_IS_UNREAD,
  ],
  [
    "kernel/bench.ts clearFainted",
    "for (let i = 0; i <= STAGE_COUNT; i++) state[side + STAGES + i] = 0;",
    FAINTED_IS_UNREAD,
  ],
  [
    "kernel/bench.ts clearEffects",
    "for (let at = side + EFFECT_BITS; at <= side + CHOSEN_MOVE; at++) state[at] = 0;",
    "that word is cleared in the next line",
  ],
  [
    "kernel/switching.ts dragIn",
    "if (state[side + HP]! < 0) return;",
    "fainting takes the mark away, so who is dragged out is up",
  ],
  [
    "kernel/switching.ts dragIn",
    "for (let place = 1; place <= TEAM_SIZE; place++) {",
    "the one that chance picked is found before",
  ],
  [
    "kernel/switching.ts arriveInOrder",
    "const aFirst = speedA === speedB ? pick(battle, 2) === 0 : speedA >= speedB;",
    "equal Speeds are drawn for",
  ],
  [
    "kernel/switching.ts exchange",
    "if (state[side + HP]! >= 0) {",
    "who has fainted has no action left when it is replaced, and bound nobody since",
  ],
  ["kernel/damage.ts formulaDamage", "if (attackStage <= 0) attackStage = 0;", AT_BORDER],
  ["kernel/damage.ts formulaDamage", "if (defenseStage >= 0) defenseStage = 0;", AT_BORDER],
  ["kernel/damage.ts movePower", "if (weight > 2000) return 120;", "no form weighs exactly 200 kg"],
  ["kernel/damage.ts movePower", "if (weight > 500) return 80;", "no form weighs exactly 50 kg"],
  [
    "kernel/damage.ts modifyDamage",
    "if (screens >= 0) {",
    "without screens there is nothing to draw or to halve",
  ],
  [
    "kernel/effects.ts endEffect",
    "for (; at <= side + EFFECT_LIST + last; at++) state[at] = state[at + 1]!;",
    OVERWRITTEN,
  ],
  [
    "kernel/effects.ts endScreen",
    "for (; at <= side + SCREEN_LIST + last; at++) state[at] = state[at + 1]!;",
    OVERWRITTEN,
  ],
  [
    "kernel/health.ts hurt",
    "if (hp < 0) return 0;",
    "at 0 HP there is nothing to take, and the Pokémon is in line already",
  ],
  ["kernel/health.ts hurt", "const taken = damage <= 1 ? 1 : damage;", AT_BORDER],
  [
    "kernel/health.ts hurtByMove",
    "if (hasEffect(state, side, BIDE)) state[side + BIDE_DAMAGE]! += damage <= 1 ? 1 : damage;",
    AT_BORDER,
  ],
  ["kernel/health.ts heal", "if (hp < 0 || hp >= max) return false;", "nothing heals a Pokémon that is down"],
  ["kernel/health.ts heal", "const healed = hp + (amount <= 1 ? 1 : amount);", AT_BORDER],
  ["kernel/health.ts heal", "state[side + HP] = healed >= max ? max : healed;", AT_BORDER],
  ["kernel/health.ts fractionOfMax", "return part <= 1 ? 1 : part;", AT_BORDER],
  [
    "kernel/hit-checks.ts isTypeImmune",
    "tables[chart + firstType(state, target)]! + tables[chart + secondType(state, target)]! <= IMMUNE_BELOW",
    "sums are −2 to 2 without an immunity and −8 at most with one",
  ],
  [
    "kernel/hit-checks.ts stagedAccuracy",
    "const stage = difference >= 6 ? 6 : difference < -6 ? -6 : difference;",
    AT_BORDER,
  ],
  [
    "kernel/hit-checks.ts stagedAccuracy",
    "const stage = difference > 6 ? 6 : difference <= -6 ? -6 : difference;",
    AT_BORDER,
  ],
  [
    "kernel/hit-checks.ts stagedAccuracy",
    "return stage >= 0 ? ((accuracy * (3 + stage)) / 3) | 0 : ((accuracy * 3) / (3 - stage)) | 0;",
    "a stage of 0 does not come here",
  ],
  [
    "kernel/hit.ts hitTarget",
    "if (landed >= 0 && state[user + STATUS] === SLEEP) break;",
    "nobody begins a move asleep",
  ],
  ["kernel/hit.ts hitTarget", "if (state[user + HP]! < 0) break;", "no move of several hits hurts its user"],
  ["kernel/hit.ts hitTarget", "return true;", UNREAD],
  [
    "kernel/hit.ts hitOnce",
    "if (state[target + STATUS] !== FREEZE) thaw(state, tables, target, move);",
    "no move that thaws takes HP and does nothing more",
  ],
  ["kernel/hit.ts hitSubstitute", "const taken = damage >= left ? left : damage;", AT_BORDER],
  ["kernel/hit.ts applyHitEffect", "state[target + HP]! >= 0 &&", DOWN],
  ["kernel/perform-move.ts performMove", "return true;", UNREAD],
  [
    "kernel/perform-move.ts performMove",
    "if (worked && inTeams(state) && (flags & LEAVES_FIELD) !== 0 && state[user + HP]! >= 0) {",
    "a move by which its user leaves takes nothing of its HP",
  ],
  ["kernel/queue.ts", "const BRACE_ORDER = 2;", "nobody arrives before all have braced"],
  ["kernel/queue.ts", "const RESIDUAL_ORDER = 7;", "last stays last"],
  ["kernel/queue.ts pickFirst", "return a <= b ? SIDE_A : SIDE_B;", "equal keys are drawn for before"],
  [
    "kernel/queue.ts queueReplacements",
    "const first = speedA === speedB ? pick(battle, 2) === 0 : speedA >= speedB;",
    "equal Speeds are drawn for before",
  ],
  [
    "kernel/queue.ts queueReplacements",
    "const first = speedA === speedB ? pick(battle, 2) !== 0 : speedA > speedB;",
    ARRIVE_ALIKE,
  ],
  [
    "kernel/queue.ts queueReplacements",
    "const first = speedA === speedB ? pick(battle, 9) === 0 : speedA > speedB;",
    ARRIVE_ALIKE,
  ],
  [
    "kernel/queue.ts cancelActions",
    "for (let at = state[QUEUE_COUNT]! - 2; at >= 0; at--) {",
    "the end of the turn is last in the queue wherever somebody who is up is exchanged",
  ],
  ["kernel/queue.ts shiftQueue", "for (let i = 0; i <= count; i++) {", OVERWRITTEN],
  [
    "kernel/queue.ts insert",
    "while (last <= count && state[QUEUE_KEYS + last]! === key) last++;",
    "the end of the turn, last in the queue, stops it",
  ],
  ["kernel/queue.ts insertAt", "for (let i = count; i >= at; i--) {", OVERWRITTEN],
  ["kernel/queue.ts removeAction", "for (let i = at; i <= count; i++) {", OVERWRITTEN],
  ["kernel/queue.ts sort", "while (sorted + 1 <= count) {", "a last group of one is in its place"],
  [
    "kernel/queue.ts sort",
    "if (state[QUEUE_KEYS + i]! <= lowest) lowest = state[QUEUE_KEYS + i]!;",
    EQUAL_LOWEST,
  ],
  [
    "kernel/queue.ts sort",
    "for (let i = sorted; i <= count; i++) {",
    "behind the last action stands a key of 0, which no action has",
  ],
  ["kernel/residual.ts", "const STATUS_HANDLER = 33;", HANDLER_NAME],
  ["kernel/residual.ts", "const SCREEN_HANDLER = 41;", HANDLER_NAME],
  ["kernel/residual.ts", "const SIDE_SHIFT = 9;", HANDLER_NAME],
  ["kernel/residual.ts", "const SCREEN_ORDER = 27;", "nothing else has order 26 or 27"],
  ["kernel/residual.ts", "const STATUS_SUB_ORDER = 1;", "no effect shares the order of a status"],
  ["kernel/residual.ts", "const EFFECT_SUB_ORDER = 3;", "no effect shares the order of a status or a screen"],
  ["kernel/residual.ts", "const MOST_HANDLERS = 33;", ROOM],
  [
    "kernel/residual.ts runResidual",
    "if (count >= 1) sortHandlers(battle, count);",
    "one handler alone is in its place",
  ],
  ["kernel/residual.ts sortHandlers", "while (sorted + 1 <= count) {", "a last group of one is in its place"],
  [
    "kernel/residual.ts sortHandlers",
    "for (let i = sorted + 1; i < count; i++) if (keys[i]! <= lowest) lowest = keys[i]!;",
    EQUAL_LOWEST,
  ],
  [
    "kernel/residual.ts sortHandlers",
    "if (lowest >>> 16 <= SCREEN_ORDER || battle.state[RANDOM_KIND] !== SCRIPTED) {",
    "under a script it draws for the order of screens as well, which changes nothing",
  ],
  ["kernel/residual.ts runEffect", "if (!hasEffect(state, side, effect)) return true;", LOOKS_AGAIN],
  ["kernel/residual.ts runEffect", "return true;", LOOKS_AGAIN],
  ["kernel/residual.ts runEffect", "if (state[foe + HP]! <= 0) return true;", LOOKS_AGAIN],
  [
    "kernel/run-move.ts runMove",
    "if (state[user + ACTIONS]! <= 2) state[user + ACTIONS]! += 1;",
    "two and three actions both are not the first",
  ],
  ["kernel/run-move.ts endRampage", "if (state[user + HP]! < 0) return;", DOWN],
  [
    "kernel/run-move.ts payPp",
    "if (pp < 0 || state[user + MOVES + slot] !== move) return false;",
    "no choice lacks PP, and nothing takes PP between choice and move",
  ],
  [
    "kernel/run-move.ts payPp",
    "if (pp <= 0 || state[user + MOVES + slot] !== move) return true;",
    "only Struggle comes here, which needs no PP",
  ],
  [
    "kernel/self-effects.ts startOnSelf",
    "if (state[user + HP]! >= 0 && !hasEffect(state, user, effect)) startEffect(state, user, effect, duration);",
    DOWN,
  ],
  [
    "kernel/self-effects.ts startOnSelf",
    "if (state[user + HP]! > 0 || !hasEffect(state, user, effect)) startEffect(state, user, effect, duration);",
    "each of these has ended before its user acts again",
  ],
  ["kernel/self-effects.ts rampage", "if (state[user + HP]! < 0) return;", "no rampage hurts its user"],
  [
    "kernel/stages.ts changeStages",
    "if (state[side + HP]! < 0 || !hasStandingFoe(state, side)) return false;",
    DOWN,
  ],
  [
    "kernel/stages.ts changeStages",
    "if (state[side + HP]! <= 0 && !hasStandingFoe(state, side)) return false;",
    "faints are settled after a move, so the foe stands during one; and a Pokémon that is down counts no more",
  ],
  [
    "kernel/stages.ts changeStages",
    "if (state[side + HP]! <= 0 || !hasStandingFoe(state, side)) return true;",
    "only a Pokémon hit down comes here, and hits do not read it",
  ],
  ["kernel/stages.ts changeStages", "if (amount === 0 || (amount <= 0 && misty)) continue;", AT_BORDER],
  ["kernel/stages.ts changeStages", "if (after >= 6) after = 6;", AT_BORDER],
  ["kernel/stages.ts changeStages", "else if (after <= -6) after = -6;", AT_BORDER],
  [
    "kernel/stats.ts applyStage",
    "return stage > 0 ? (stat * (2 + stage)) >> 1 : ((stat * 2) / (2 - stage)) | 0;",
    AT_BORDER,
  ],
  ["kernel/stats.ts actionSpeed", "if (speed >= 10_000) speed = 10_000;", AT_BORDER],
  [
    "kernel/status-moves.ts shield",
    "if (!startOnce(state, user, PROTECT, 1)) return true;",
    "nobody protects itself twice in a turn: nothing calls Protect",
  ],
  [
    "kernel/status-moves.ts sleepAndHeal",
    "if (!setStatus(battle, user, SLEEP)) return true;",
    "nobody is immune to sleep",
  ],
  [
    "kernel/status-moves.ts slotPp",
    "for (let i = 0; i <= 4; i++) {",
    "a fifth slot holds PP, and rows of the moves that leave their slot are above any PP",
  ],
  [
    "kernel/status.ts tryStatus",
    "if (state[side + HP]! < 0 || state[side + STATUS] !== HEALTHY) return false;",
    DOWN,
  ],
  ["kernel/status.ts cureStatus", "if (state[side + HP]! < 0) return;", DOWN],
  ["kernel/status.ts flinch", "if (state[side + HP]! < 0 || hasEffect(state, side, FLINCH)) return;", DOWN],
  [
    "kernel/team-turn.ts takeTeamChoices",
    "takeChoice(battle, SIDE_A, choiceA > SWITCH_TO ? 0 : choiceA, struggle);",
    SWITCHES,
  ],
  [
    "kernel/team-turn.ts takeTeamChoices",
    "takeChoice(battle, SIDE_B, choiceB > SWITCH_TO ? 0 : choiceB, struggle);",
    SWITCHES,
  ],
  [
    "kernel/team-turn.ts takeTeamChoices",
    "state[SIDE_A + PENDING] = choiceA <= SWITCH_TO ? 1 : 0;",
    SWITCHES,
  ],
  [
    "kernel/team-turn.ts takeTeamChoices",
    "state[SIDE_B + PENDING] = choiceB <= SWITCH_TO ? 1 : 0;",
    SWITCHES,
  ],
  [
    "kernel/team-turn.ts takeMember",
    "state[side + CHOSEN_MEMBER] = choice >= SWITCH_TO && choice <= WAIT_CHOICE ? choice - SWITCH_TO : NO_MEMBER;",
    "of a side that waits nobody comes in",
  ],
  [
    "kernel/transform.ts transform",
    "if (hasEffect(state, target, SUBSTITUTE)) return true;",
    "a substitute stops Transform before it begins",
  ],
  [
    "kernel/transform.ts transform",
    "for (let i = 0; i <= STAGE_COUNT; i++) state[user + STAGES + i] = state[target + STAGES + i]!;",
    FREE_WORD,
  ],
  [
    "kernel/transform.ts mimicMove",
    "if (slot < 0) return true;",
    "nothing calls Mimic, so it is in a slot of its user",
  ],
  ["kernel/turn.ts stepTurn", "if (settleFaints(battle)) return true;", "nobody is hurt before the moves"],
  [
    "kernel/turn.ts drawForRestrictions",
    "for (mask &= mask - 2; mask !== 0; mask &= mask - 1) discard(battle);",
    "the lowest bit is far above 2",
  ],
  [
    "kernel/turn.ts drawForRestrictions",
    "for (mask &= mask - 1; mask !== 0; mask &= mask - 2) discard(battle);",
    "the lowest bit is far above 2",
  ],
];
