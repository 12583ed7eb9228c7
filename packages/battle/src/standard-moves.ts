import { type Form, type Move, TYPES } from "@predictiondex/core";
import { attackRule } from "./attack-rules.ts";
import { createCombatant } from "./damage.ts";
import { completeSet } from "./pokemon-set.ts";
import { type TypeChart, typeMultiplier } from "./type-chart.ts";

/**
 * The four moves assumed where a user has chosen none: the legal attacks that together hit the 18 types hardest, taken
 * one by one; a form with fewer than four attacks is filled up with its other moves by id. Equal attacks go by id, so
 * that the answer is the same everywhere.
 */
export function standardMoves(form: Form, legal: readonly Move[], chart: TypeChart): readonly Move[] {
  const byId = legal.toSorted((left, right) => left.id - right.id);
  const { stats } = createCombatant(completeSet({ form, moves: [] }));
  const attacks = byId
    .map((move) => ({ move, strength: strength(move, form, stats) }))
    .filter((attack) => attack.strength > 0);
  const best = TYPES.map(() => 0);
  const chosen: Move[] = [];
  const gain = (attack: (typeof attacks)[number]): number =>
    TYPES.reduce(
      (sum, type, t) => sum + Math.max(0, damageOn(attack, type, chart) - best[t]!),
      // A hair for plain strength keeps the order certain once every type is covered.
      attack.strength * 1e-6,
    );
  while (chosen.length < 4) {
    const left = attacks.filter(({ move }) => !chosen.includes(move));
    if (left.length === 0) break;
    const next = left.reduce((top, attack) => (gain(attack) > gain(top) ? attack : top));
    for (const [t, type] of TYPES.entries()) best[t] = Math.max(best[t]!, damageOn(next, type, chart));
    chosen.push(next.move);
  }
  const others = byId.filter((move) => !chosen.includes(move));
  return [...chosen, ...others.slice(0, 4 - chosen.length)];
}

function damageOn(
  attack: { readonly move: Move; readonly strength: number },
  type: (typeof TYPES)[number],
  chart: TypeChart,
): number {
  return attack.strength * typeMultiplier(chart, attack.move.type, [type]);
}

/** Expected power per turn times the attacking stat; 0 for a move that is no lasting attack by power. */
function strength(move: Move, form: Form, stats: { attack: number; specialAttack: number }): number {
  const rule = attackRule(move);
  if (move.category === "status" || rule.userFaints || rule.notModelled || rule.firstTurnOnly) return 0;
  const self = completeSet({ form, moves: [] });
  const power = rule.power?.(self, self) ?? move.power ?? 0;
  const hits = (rule.hits ?? []).reduce((mean, [count, chance]) => mean + count * chance, 0) || 1;
  const stab = form.types.some((type) => type === move.type) ? 1.5 : 1;
  const stat = move.category === "physical" ? stats.attack : stats.specialAttack;
  return (power * hits * stab * stat * ((move.accuracy ?? 100) / 100)) / (rule.turns?.count ?? 1);
}
