import { computeStats, type JudgeOptions, type PokemonSet, type SeenCondition } from "@predictiondex/battle";
import { type Condition, MOVE_RULES } from "@predictiondex/battle/engine";
import type { ConditionJson } from "@predictiondex/contract";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError, type RequestFault } from "../request-errors.ts";
import { type SetSpec, setOf } from "./set-spec.ts";

/** A battle in the middle, as a request has it. */
export interface MiddleState {
  readonly a?: ConditionJson | undefined;
  readonly b?: ConditionJson | undefined;
}

const MAX_FAULTS = 20;
const SIDES = ["a", "b"] as const;

/**
 * Checks a state against the sets that it is of; `names` says what the request calls the sides.
 * @throws {InvalidRequestError} where HP are more than all, a move is not the set's or can't do that, no PP are left, effects
 * exclude each other, or turns are told of what is not
 */
export function checkMiddle(
  catalogue: Catalogue,
  sets: Readonly<Record<"a" | "b", SetSpec>>,
  middle: MiddleState,
  names: Readonly<Record<"a" | "b", string>> = { a: "a", b: "b" },
): void {
  const faults: RequestFault[] = [];
  for (const side of SIDES) {
    const condition = middle[side];
    if (condition !== undefined) checkSide(catalogue, sets[side], condition, names[side], faults);
  }
  if (faults.length > 0) throw new InvalidRequestError(faults.slice(0, MAX_FAULTS));
}

function checkSide(
  catalogue: Catalogue,
  spec: SetSpec,
  condition: ConditionJson,
  name: string,
  faults: RequestFault[],
): void {
  const set = setOf(catalogue, spec);
  const blame = (field: string, en: string, fr: string): void => {
    const shown = `state.${name}.${field.replaceAll("/", ".")}`;
    faults.push({
      pointer: `/state/${name}/${field}`,
      detail: { en: `${shown} ${en}`, fr: `${shown} ${fr}` },
    });
  };
  const { hp, pp = {}, mega, lastMove, substitute } = condition;
  const full = computeStats(set).hp;
  if (hp !== undefined && hp > full) {
    blame("hp", `must be at most ${full}, got ${hp}`, `doit être au plus ${full}, reçu : ${hp}`);
  }
  const most = Math.floor(full / 4);
  if (substitute !== undefined && substitute > most) {
    blame(
      "substitute",
      `must be at most ${most}, got ${substitute}`,
      `doit être au plus ${most}, reçu : ${substitute}`,
    );
  }
  const slugs = set.moves.map(({ slug }) => slug);
  const list = slugs.join(", ");
  const mustBeOwn = (field: string, slug: string | undefined): void => {
    if (slug === undefined || slugs.includes(slug)) return;
    blame(field, `is none of ${list}`, `n’est pas l’une de ces capacités : ${list}`);
  };
  for (const slug of Object.keys(pp)) mustBeOwn(`pp/${slug.slice(0, 60)}`, slug);
  if (slugs.every((slug) => pp[slug] === 0)) {
    blame("pp", "must leave at least one PP", "doit laisser au moins un PP");
  }
  mustBeOwn("disabled/move", condition.disabled?.move);
  mustBeOwn("encored/move", condition.encored?.move);
  mustBeOwn("charging", condition.charging);
  mustBeOwn("rampage/move", condition.rampage?.move);
  if (condition.biding !== undefined) mustBeOwn("biding", "bide");
  const { charging, rampage } = condition;
  if (charging !== undefined && slugs.includes(charging) && !isTwoTurn(charging)) {
    blame("charging", `: ${charging} strikes at once`, `: ${charging} frappe aussitôt`);
  }
  if (rampage !== undefined && slugs.includes(rampage.move) && !isRampage(rampage.move)) {
    const { move } = rampage;
    blame("rampage/move", `: ${move} can be stopped at any turn`, `: ${move} peut s’arrêter à chaque tour`);
  }
  const { status, asleepFor, resting, poisonedFor, confused, confusedFor } = condition;
  const onlyWith = (
    isSo: boolean,
    fields: Readonly<Record<string, number | boolean | undefined>>,
    what: string,
  ) => {
    for (const [field, value] of Object.entries(fields)) {
      if (isSo || !value) continue;
      blame(field, `needs ${what}, got ${value} without it`, `demande ${what}, reçu : ${value} sans cela`);
    }
  };
  onlyWith(status === "sleep", { asleepFor, resting }, '"status": "sleep"');
  onlyWith(status === "bad-poison", { poisonedFor }, '"status": "bad-poison"');
  onlyWith(confused === true, { confusedFor }, '"confused": true');
  if (lastMove !== undefined && !catalogue.movesBySlug.has(lastMove)) {
    blame("lastMove", "is no move's slug", "n’est le slug d’aucune capacité");
  }
  const megas = catalogue.data.forms.filter(
    ({ kind, species }) => kind === "mega" && species === set.form.species && set.form.kind === "base",
  );
  if (mega !== undefined && !megas.some(({ slug }) => slug === mega)) {
    const open = megas.map(({ slug }) => slug).join(", ");
    blame(
      "mega",
      open === "" ? `: ${set.form.slug} has no Mega form to come to` : `must be one of ${open}`,
      open === "" ? `: ${set.form.slug} n’a pas de Méga-Évolution` : `doit être parmi ${open}`,
    );
  }
  const locks = (["charging", "rampage", "biding", "recharging"] as const).filter((key) => condition[key]);
  if (locks.length > 1) {
    const both = locks.join(", ");
    blame(locks[1]!, `can't stand beside another of ${both}`, `exclut les autres de : ${both}`);
  }
}

function isTwoTurn(move: string): boolean {
  return MOVE_RULES[move]?.flags?.includes("two-turn") === true;
}

function isRampage(move: string): boolean {
  return MOVE_RULES[move]?.self === "rampage";
}

/** A battle in the middle as the judge takes it. */
export function middleOf(
  sets: Readonly<Record<"a" | "b", PokemonSet>>,
  middle: MiddleState | undefined,
): JudgeOptions["middle"] {
  if (middle === undefined) return undefined;
  const side = (name: "a" | "b"): SeenCondition | undefined => {
    const given = middle[name];
    return given && seenCondition(sets[name], given);
  };
  return { a: side("a"), b: side("b") };
}

/** A condition of a request as the engine takes it, and what its players have seen of hidden lengths. */
export function seenCondition({ moves }: PokemonSet, given: ConditionJson): SeenCondition {
  const { pp, asleepFor = 0, resting = false, confusedFor = 0, ...rest } = given;
  const condition: Condition = pp === undefined ? rest : { ...rest, pp: moves.map(({ slug }) => pp[slug]) };
  return {
    condition,
    seen: {
      asleepFor,
      byRest: resting,
      confusedFor,
      rampagingFor: Math.max(0, (given.rampage?.for ?? 1) - 1),
      boundFor: Math.max(0, (given.boundFor ?? 1) - 1),
    },
  };
}

/** The same as an answer has it: such that a request with it asks about this very state. */
export function conditionJson({ moves }: PokemonSet, { condition, seen }: SeenCondition): ConditionJson {
  const { pp, ...rest } = condition;
  const asleep = condition.status === "sleep";
  const all = {
    ...rest,
    ...(pp === undefined ? {} : { pp: Object.fromEntries(moves.map(({ slug }, i) => [slug, pp[i]])) }),
    asleepFor: asleep ? (seen.asleepFor ?? 0) : undefined,
    resting: asleep && seen.byRest ? true : undefined,
    confusedFor: condition.confused ? Math.min(15, seen.confusedFor ?? 0) : undefined,
  };
  return JSON.parse(JSON.stringify(all)) as ConditionJson;
}
