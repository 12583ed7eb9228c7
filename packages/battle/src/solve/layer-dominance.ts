import type { LayerPlan, Pair, Turn, Use } from "./layer-plan.ts";

const EPSILON = 1e-12;

/**
 * The places of a side's choices that it can need in a turn: left out are those that another is at least as good as,
 * whatever the foe does: no slower, leading to the same layers, and for every HP no less likely to knock out, at no
 * price. That is exact where more HP are never worse. Of equals the first stays.
 */
export function keptChoices(plan: LayerPlan, turn: Turn, ofA: boolean): readonly number[] {
  const { pairs, choicesA, choicesB } = turn;
  if (!plan.isMonotone) return Array.from(ofA ? choicesA : choicesB, (_, k) => k);
  const nB = choicesB.length;
  const own = ofA ? choicesA.length : nB;
  const foes = ofA ? nB : choicesA.length;
  const pairOf = (k: number, foe: number): Pair => pairs[ofA ? k * nB + foe : foe * nB + k]!;
  const dominates = (left: number, right: number): boolean => {
    for (let foe = 0; foe < foes; foe++) {
      const [better, worse] = [pairOf(left, foe), pairOf(right, foe)];
      if (better.firstA !== worse.firstA) return false;
      if (!isAsGood(ofA ? better.openingA : better.openingB, ofA ? worse.openingA : worse.openingB))
        return false;
      const [after, before] = ofA ? [better.openingB, worse.openingB] : [better.openingA, worse.openingA];
      if (!repliesAreAsGood(plan, after, before)) return false;
    }
    return true;
  };
  const places = Array.from({ length: own }, (_, k) => k);
  return places.filter(
    (k) => !places.some((other) => other !== k && dominates(other, k) && (other < k || !dominates(k, other))),
  );
}

/** The foe's opening is the same; what differs is the reply to it. */
function repliesAreAsGood(plan: LayerPlan, better: Use | undefined, worse: Use | undefined): boolean {
  if (better === undefined || worse === undefined) return better === worse;
  if (better.steps.length !== worse.steps.length) return false;
  return better.steps.every((step, s) => {
    const other = worse.steps[s]!;
    if (step.still !== other.still || step.foe.length !== other.foe.length) return false;
    if (step.foe.some((loss, k) => loss !== other.foe[k] || step.chance[k] !== other.chance[k])) return false;
    return isAsGood(plan.replies[step.grid]!, plan.replies[other.grid]!);
  });
}

function isAsGood(better: Use | undefined, worse: Use | undefined): boolean {
  if (better === undefined || worse === undefined) return better === worse;
  if (better === worse) return true;
  if (better.steps.length !== worse.steps.length) return false;
  return better.steps.every((step) => {
    const other = worse.steps.find(({ grid }) => grid === step.grid);
    if (other === undefined || step.own.some((loss) => loss > 0) || !other.isPlain) return false;
    if (Math.abs(step.total - other.total) > EPSILON) return false;
    return other.koChance.every((chance, hp) => step.koChance[hp]! >= chance - EPSILON);
  });
}
