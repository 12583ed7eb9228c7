import type {
  CountersRequest,
  CountersResponse,
  DamageRequest,
  DamageResponse,
  InsightsRequest,
  InsightsResponse,
  LearnsetResource,
  MatchupRequest,
  MatchupResponse,
  MatrixRequest,
  MatrixResponse,
  PokemonDetail,
  SetInputJson,
  SimulateRequest,
  SimulateResponse,
  TurnRequest,
  TurnResponse,
  V1BestMoveRequest,
} from "@predictiondex/contract";
import { findForm, predictorVersionOf } from "./best-move.ts";
import type { Catalogue } from "./catalogue.ts";
import { moveItem, pokemonDetail, pokemonItem, typeItem } from "./items.ts";
import { cellOptions } from "./prediction/cell-options.ts";
import { checkMiddle, type MiddleState } from "./prediction/middle-state.ts";
import type { PredictOptions } from "./prediction/predict.ts";
import { createSetReader, type SetInput } from "./prediction/read-set.ts";
import { type SetSpec, setOf } from "./prediction/set-spec.ts";
import { type AnswerTask, type Cell, doTask } from "./prediction/tasks.ts";
import { battleSide } from "./v1/battle-side.ts";
import { resourcesOf } from "./v1/resources.ts";

/** The API's answers made in this very thread; requests are those of the typed client, their defaults filled in here. */
export type LocalAnswers = ReturnType<typeof createLocalAnswers>;

const RULES = "no-restrictions";
const SEED = 1;
const INSIGHTS_NODES = 200_000;
const NEVER = () => false;

/**
 * Answers what the API answers, without it; each function throws `InvalidRequestError` for what it can't answer.
 * @param nodes turns that one search may play where the request names no number
 */
export function createLocalAnswers(catalogue: Catalogue, nodes: number) {
  const { data, snapshot } = catalogue;
  const resources = resourcesOf(catalogue);
  const answer = <T>(task: AnswerTask): T => {
    const { json } = doTask(catalogue, task, NEVER);
    return JSON.parse(json) as T;
  };
  /** The two sets of a request, checked. */
  const readPair = (
    request: { readonly a: SetInputJson; readonly b: SetInputJson; readonly rules?: Rules | undefined },
    state?: MiddleState,
  ): { readonly a: SetSpec; readonly b: SetSpec; readonly rules: Rules } => {
    const rules = request.rules ?? RULES;
    const reader = createSetReader(catalogue, rules);
    const a = reader.read(asSet(request.a), "a");
    const b = reader.read(asSet(request.b), "b");
    reader.check();
    if (state !== undefined) checkMiddle(catalogue, { a: a!, b: b! }, state);
    return { a: a!, b: b!, rules };
  };
  const matchup = (
    request: MatchupRequest,
    method: PredictOptions["method"] = request.method ?? "auto",
  ): MatchupResponse => {
    const { state, opponent = "chosen", budgetMs, seed = SEED } = request;
    const pair = readPair(request, state);
    const { nature, ivs } = request.b;
    const mega = { a: pair.a.mega, b: pair.b.mega };
    const options = { method, nodes: request.nodes ?? nodes, budgetMs, seed, middle: state, mega };
    const known = { kind: opponent, natureGiven: nature !== undefined, ivsGiven: ivs !== undefined };
    return answer({ kind: "matchup", question: { ...pair, opponent: known, options } });
  };
  /** One device searches many match-ups for minutes; the model says them at once. */
  const methodOfMany = ({ method = "auto" }: Pick<MatrixRequest, "method">): PredictOptions["method"] =>
    method === "auto" && catalogue.predictor() !== undefined ? "model" : method;
  /** Rows against columns, row by row. */
  const cells = (
    rows: readonly SetSpec[],
    columns: readonly SetSpec[],
    request: Pick<MatrixRequest, "method" | "nodes" | "budgetMs" | "seed">,
  ): readonly Cell[] => {
    const { seed = SEED, budgetMs } = request;
    const options = cellOptions(
      { method: methodOfMany(request), seed, budgetMs, nodes: request.nodes },
      nodes,
    );
    return doTask(catalogue, { kind: "cells", rows, columns, options }, NEVER);
  };
  return {
    listPokemon: () => data.forms.map((form) => pokemonItem(catalogue, form)),
    getPokemon: (id: number): PokemonDetail => pokemonDetail(catalogue, findForm(catalogue, id)),
    listMoves: () => data.moves.map((move) => moveItem(catalogue, move)),
    listTypes: () => data.types.map(typeItem),
    listForms: () => page(resources.pokemon),
    listMoveFacts: () => page(resources.moves),
    listTypeFacts: () => page(resources.types),
    listLearnsets: (of: { readonly pokemon: string } | { readonly move: string }) =>
      page<LearnsetResource>(
        resources.learnsets.filter(({ pokemon, move }) =>
          "pokemon" in of ? pokemon === of.pokemon : move === of.move,
        ),
      ),
    listTrainers: () => page(resources.trainers),
    listNatures: () => page(resources.natures),
    matchup: (request: MatchupRequest) => matchup(request),
    /** The model's answer in milliseconds, or the damage race's without a model; undefined where neither can look at it. */
    quickMatchup: (request: MatchupRequest): MatchupResponse | undefined => {
      const isMiddle = request.state !== undefined && catalogue.predictor() === undefined;
      return isMiddle || request.a.mega || request.b.mega ? undefined : matchup(request, "model");
    },
    bestMove: (request: V1BestMoveRequest) => matchup(request),
    insights: (request: InsightsRequest): InsightsResponse => {
      const { nodes: asked = INSIGHTS_NODES, seed = SEED } = request;
      return answer({ kind: "insights", question: { ...readPair(request), nodes: asked, seed } });
    },
    damage: (request: DamageRequest): DamageResponse => {
      const reader = createSetReader(catalogue, request.rules ?? RULES);
      const attacker = reader.read(asSet(request.attacker), "attacker");
      const defender = reader.read(asSet(request.defender), "defender");
      reader.check();
      const middle = { a: request.state?.attacker, b: request.state?.defender };
      const sides = { a: attacker!, b: defender! };
      checkMiddle(catalogue, sides, middle, { a: "attacker", b: "defender" });
      return answer({ kind: "damage", question: { attacker: attacker!, defender: defender!, middle } });
    },
    simulate: (request: SimulateRequest): SimulateResponse => {
      const { battles = 1000, seed = SEED, policy = "random", mega = false, log = false } = request;
      const { a, b } = readPair(request);
      return answer({ kind: "simulate", question: { a, b, battles, seed, policy, mega, log } });
    },
    playTurn: (request: TurnRequest): TurnResponse => {
      const { state, choices = {}, seed = SEED } = request;
      const { a, b } = readPair(request, state);
      return answer({ kind: "turn", question: { a, b, middle: state, choices, seed } });
    },
    matrix: (request: MatrixRequest): MatrixResponse => {
      const reader = createSetReader(catalogue, request.rules ?? RULES);
      const read = (field: "rows" | "columns") => {
        const inputs = request[field] ?? data.forms.map(({ slug }) => slug);
        return inputs.map((input, i) => reader.read(asKeyOrSet(input), `${field}/${i}`)!);
      };
      const [rows, columns] = [read("rows"), read("columns")];
      reader.check();
      return {
        ...versions(methodOfMany(request)),
        columns: columns.map((spec) => matrixSide(spec)),
        rows: rows.map((spec) => {
          const row = cells([spec], columns, request);
          return {
            ...matrixSide(spec),
            p: row.map(({ p }) => p),
            low: row.map(({ low }) => low),
            high: row.map(({ high }) => high),
            best: row.map(({ best }) => best),
            methods: row.map(({ method }) => method),
          };
        }),
      };
    },
    /** The request's `filter` is the server's alone: the page names its candidates. */
    counters: (request: CountersRequest): CountersResponse => {
      const { candidates = data.forms.map(({ slug }) => slug), level, limit = 20 } = request;
      const reader = createSetReader(catalogue, request.rules ?? RULES);
      const opponent = reader.read(asKeyOrSet(request.opponent), "opponent")!;
      const specs = candidates.map((input, i) => reader.read(asKeyOrSet(input), `candidates/${i}`, level)!);
      reader.check();
      const found = cells(specs, [opponent], request);
      return {
        opponent: battleSide(setOf(catalogue, opponent), opponent),
        total: specs.length,
        items: specs
          .map((spec, i) => {
            const { form, level: its, moves } = setOf(catalogue, spec);
            const { answer: _, ...cell } = found[i]!;
            return {
              candidate: request.candidates === undefined ? null : i,
              ...{ pokemon: form.slug, names: form.names, types: [...form.types], level: its },
              moves: moves.map(({ slug }) => slug),
              ...cell,
            };
          })
          .toSorted((left, right) => right.p - left.p || right.low - left.low)
          .slice(0, limit),
        ...versions(methodOfMany(request)),
      };
    },
  };

  function versions(method: PredictOptions["method"]) {
    return { dataVersion: snapshot.dataVersion, predictorVersion: predictorVersionOf({ method }, catalogue) };
  }

  function matrixSide(spec: SetSpec) {
    const { form, level, moves } = setOf(catalogue, spec);
    return { pokemon: form.slug, level, moves: moves.map(({ slug }) => slug) };
  }
}

type Rules = "no-restrictions" | "normal";

/** The set with the contract's defaults. */
function asSet(input: SetInputJson): SetInput {
  return {
    ...input,
    level: input.level ?? 50,
    friendship: input.friendship ?? 70,
    mega: input.mega ?? false,
  };
}

function asKeyOrSet(input: SetInputJson | string | number): SetInput | string | number {
  return typeof input === "object" ? asSet(input) : input;
}

function page<T>(items: readonly T[]) {
  return {
    items: [...items],
    total: items.length,
    limit: items.length,
    offset: 0,
    next: null,
    previous: null,
  };
}
