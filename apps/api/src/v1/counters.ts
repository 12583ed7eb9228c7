import type { Cell } from "@predictiondex/answers";
import {
  battleSide,
  cellOptions,
  createSetReader,
  InvalidRequestError,
  predictorVersionOf,
  type RequestFault,
  resourcesOf,
  type SetInput,
  type SetSpec,
  setOf,
} from "@predictiondex/answers";
import type { CountersResponse, countersRequestSchema } from "@predictiondex/contract";
import type { z } from "zod";
import type { Catalogue } from "../catalogue.ts";
import { computeCells } from "../prediction/cells.ts";
import { checkListEffort } from "../prediction/effort.ts";
import type { RouteContext } from "../routes/route-context.ts";
import { POKEMON } from "./collections.ts";
import { createFilterReader } from "./filters.ts";

type CountersQuestion = z.output<typeof countersRequestSchema>;

/**
 * The candidates that do best against an opponent.
 * @throws {InvalidRequestError} where a set or a filter is wrong, or too much work is asked for
 */
export async function answerCounters(
  { pool, nodes }: RouteContext,
  catalogue: Catalogue,
  question: CountersQuestion,
  signal: AbortSignal,
): Promise<CountersResponse> {
  const { rules, limit } = question;
  const reader = createSetReader(catalogue, rules);
  const opponent = reader.read(question.opponent, "opponent");
  const candidates = listCandidates(catalogue, question);
  const sets = candidates.map(({ input, field }) => reader.read(input, field, question.level));
  reader.check();
  const rows = sets as readonly SetSpec[];
  checkListEffort(question, rows.length);
  const options = cellOptions(question, nodes);
  const cells: Cell[] = [];
  for await (const piece of computeCells(pool, catalogue, { rows, columns: [opponent!], options }, signal)) {
    cells.push(...piece);
  }
  const ranked = rows
    .map((spec, i) => ({ spec, cell: cells[i]!, at: candidates[i]!.at }))
    .toSorted((left, right) => right.cell.p - left.cell.p || right.cell.low - left.cell.low);
  return {
    opponent: battleSide(setOf(catalogue, opponent!), opponent!),
    total: rows.length,
    items: ranked.slice(0, limit).map(({ spec, cell: { answer: _, ...cell }, at }) => {
      const { form, level, moves } = setOf(catalogue, spec);
      const side = { pokemon: form.slug, names: form.names, types: [...form.types], level };
      return { candidate: at, ...side, moves: moves.map(({ slug }) => slug), ...cell };
    }),
    dataVersion: catalogue.snapshot.dataVersion,
    predictorVersion: predictorVersionOf(options, catalogue),
  };
}

interface Candidate {
  readonly input: SetInput | string | number;
  readonly field: string;
  /** Its place among the request's candidates. */
  readonly at: number | null;
}

function listCandidates(
  catalogue: Catalogue,
  { candidates, filter = {} }: CountersQuestion,
): readonly Candidate[] {
  const faults: RequestFault[] = [];
  const resources = resourcesOf(catalogue);
  const page = { limit: 1, offset: 0 };
  const rows = POKEMON.filter(resources, { ...page, ...filter }, createFilterReader(faults));
  if (faults.length > 0) {
    throw new InvalidRequestError(faults.map((fault) => ({ ...fault, pointer: `/filter${fault.pointer}` })));
  }
  if (candidates === undefined) return rows.map(({ slug }) => ({ input: slug, field: "filter", at: null }));
  const allowed = new Set(rows.map(({ slug }) => slug));
  return candidates.flatMap((input, i) => {
    const key = typeof input === "object" ? input.pokemon : input;
    const found = resources.pokemonIndex.find(String(key));
    // What is not found stays, to be told by the reader.
    return found === undefined || allowed.has(found.slug) ? [{ input, field: `candidates/${i}`, at: i }] : [];
  });
}
