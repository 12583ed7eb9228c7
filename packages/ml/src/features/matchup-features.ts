import type { Feature } from "./feature.ts";
import type { MatchupView } from "./views.ts";

type MatchupFeature = Feature<MatchupView>;

const feature = (
  name: string,
  tells: string,
  of: MatchupFeature["of"],
  monotone: MatchupFeature["monotone"] = 0,
): MatchupFeature => ({ name, tells, of, monotone });

/** The best that rows of a kind have for sure; 0 where there is none. */
function sureOf(view: MatchupView, wanted: (plan: MatchupView["own"]["plans"][number]) => boolean): number {
  const { own, rows, sure } = view;
  let best = 0;
  for (let i = 0; i < rows; i++) if (sure[i]! > best && wanted(own.plans[i]!)) best = sure[i]!;
  return best;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The value that plans of a kind have against the foe's mix; 0 where there is none. */
function mixedValueOf(
  view: MatchupView,
  wanted: (plan: MatchupView["own"]["plans"][number]) => boolean,
): number {
  const { own, rows, against } = view;
  let best = 0;
  for (let i = 0; i < rows; i++) if (against[i]! > best && wanted(own.plans[i]!)) best = against[i]!;
  return best;
}

const logit = (p: number): number => {
  const q = Math.min(0.999, Math.max(0.001, p));
  return Math.log(q / (1 - q));
};

/** Features of a match-up that belong to no side alone. */
export const matchupFeatures: readonly MatchupFeature[] = [
  feature("race.value", "value of the game of plans", ({ value }) => value, 1),
  feature("race.logit", "its log odds", ({ value }) => logit(value), 1),
  feature("race.low", "what own plans have for sure", ({ low }) => low, 1),
  feature("race.high", "what the foe's plans leave for sure", ({ high }) => high, 1),
  feature("race.mean", "mean over all pairs of plans", ({ wins }) => mean(wins), 1),
  feature("race.attacks", "race of both best attacks alone", ({ attacks }) => attacks, 1),
  feature("race.ownAttack", "what own attacking plans have for sure", (view) =>
    sureOf(view, ({ opening, mode }) => !opening.move.isStatus && mode === "attack"),
  ),
  feature("race.ownStatus", "value of own plans that open with a status move", (view) =>
    mixedValueOf(view, ({ opening }) => opening.move.isStatus),
  ),
  feature("race.ownHeal", "value of own plans that heal", (view) =>
    mixedValueOf(view, ({ mode }) => mode === "heal"),
  ),
  feature("race.ownPlain", "value of own plans that neither heal nor stall", (view) =>
    mixedValueOf(view, ({ mode }) => mode === "attack" || mode === "twice"),
  ),
  feature("race.foePlain", "value of the match-up where the foe neither heals nor stalls", (view) =>
    plainFoe(view),
  ),
  feature(
    "played.value",
    "share of battles on the kernel that own plans win",
    ({ playouts }) => playouts.value,
    1,
  ),
  feature("played.margin", "HP bars left in them, own less the foe's", ({ playouts }) => playouts.margin, 1),
  feature("played.best", "mean result of the best own plan", ({ playouts }) => playouts.best, 1),
  feature("played.foeBest", "mean result of the foe's best plan", ({ playouts }) => playouts.foeBest, -1),
  feature(
    "played.between",
    "between what the best own plan wins and what the foe's best leaves",
    ({ playouts }) => (playouts.best + 1 - playouts.foeBest) / 2,
    1,
  ),
  feature(
    "played.mean",
    "mean of both estimates: played and race of plans",
    ({ playouts, value }) => (playouts.value + value) / 2,
    1,
  ),
  feature("turns", "own expected turns less the foe's", ({ own, foe }) => own.turns - foe.turns),
  feature("turnsRatio", "their log ratio", ({ own, foe }) => Math.log(foe.turns / own.turns)),
  feature("first", "who acts first with its best attack: 1 own side, ½ both, 0 the foe", ({ own, foe }) =>
    first(own, foe),
  ),
  feature("barsRatio", "log ratio of HP bars a turn", ({ own, foe }) =>
    Math.log((bestBars(own) + 0.01) / (bestBars(foe) + 0.01)),
  ),
  feature("levels", "own level less the foe's", ({ own, foe }) => own.own.level - foe.own.level),
];

function plainFoe(view: MatchupView): number {
  const { foe, rows, columns, wins, mix } = view;
  let least = 1;
  for (let j = 0; j < columns; j++) {
    const { mode } = foe.plans[j]!;
    if (mode !== "attack" && mode !== "twice") continue;
    let value = 0;
    for (let i = 0; i < rows; i++) value += mix[i]! * wins[i * columns + j]!;
    if (value < least) least = value;
  }
  return least;
}

function bestBars({ best, foe }: MatchupView["own"]): number {
  return best === undefined ? 0 : Math.min(4, best.perTurn / foe.hp);
}

function first(own: MatchupView["own"], foe: MatchupView["foe"]): number {
  const difference =
    (own.best?.move.priority ?? 0) - (foe.best?.move.priority ?? 0) || own.own.speed - foe.own.speed;
  return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
}
